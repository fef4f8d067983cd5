'use client'
import { useState } from 'react'
import { DecisionPanel } from '@/components/workflow/decision-panel'
import { decideMemberAction } from '@/lib/membership/membership.actions'
import type { MemberView } from '@/lib/membership/membership.dto'
import { ExitProposal, type Proposed } from './exit-proposal'

const effects = {
  suspend: '暂停期间不参加抽取，也不能更新专家信息。专家会收到短信和原因。',
  resume: '专家恢复在库，可以参加抽取。专家会收到短信。',
  proposeExit: '专家会收到短信，可以在期限内提交陈述申辩；之后由另一位业务管理员核实，才作决定。这期间不参加抽取。',
  rejectExit: '专家恢复为提出之前的状态，会收到短信。',
  revokeExit: '专家恢复在库，可以参加抽取；限制重新申请的期限一并取消。专家会收到短信。',
}

const hints: Partial<Record<string, string>> = {
  suspend: '例如：接到反映，正在调查。专家会看到这段话。',
  resume: '例如：调查结束，反映不属实。',
  proposeExit: '依据：什么时候、哪项活动、发生了什么、有什么证据。专家会看到这段话。',
  confirmExit: '核实了什么，怎样看待专家的陈述申辩。',
  rejectExit: '为什么不予出库。',
  revokeExit: '例如：认定有误，哪一级在什么时候作了新的决定。',
}

type MemberDecisionProps = {
  member: Pick<MemberView, 'id' | 'version' | 'events' | 'exit' | 'consequence' | 'proposal'>
  name: string
  back: { href: string; label: string }
}

/** Where the bureau decides about a place in the pool: 暂停, 恢复, 提出出库, 核实出库, 撤销出库. */
export function MemberDecision({ member, name, back }: MemberDecisionProps) {
  const [proposed, setProposed] = useState<Proposed>({ reason: '', evidence: '' })
  const { id, proposal } = member
  return (
    <DecisionPanel
      key={member.id}
      title="在库管理"
      subject={name}
      id={id}
      version={member.version}
      events={member.events}
      action={decideMemberAction}
      effects={{ ...effects, confirmExit: member.consequence }}
      grave={['suspend', 'proposeExit', 'confirmExit']}
      next={null}
      back={back}
      confirmLabel="告知本人"
      hintOf={event => hints[event]}
      ownFields={['reason', 'evidence']}
      details={(event, errors) =>
        event === 'proposeExit' &&
        proposal && (
          <ExitProposal memberId={id} proposal={proposal} value={proposed} onChange={setProposed} errors={errors} />
        )
      }
      also={event => ({
        ...(event === 'proposeExit'
          ? { ...(proposed.reason && { reason: proposed.reason }), evidence: proposed.evidence }
          : {}),
        ...(member.exit ? { heard: member.exit.statements.length } : {}),
      })}
    />
  )
}
