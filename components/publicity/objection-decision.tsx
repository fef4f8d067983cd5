'use client'
import { useState } from 'react'
import type { Way } from '@/components/workflow/decision-done'
import { DecisionPanel } from '@/components/workflow/decision-panel'
import type { ObjectionView } from '@/lib/publicity/objection.dto'
import { decideObjectionAction } from '@/lib/publicity/publicity.actions'

type ObjectionDecisionProps = {
  objection: Pick<
    ObjectionView,
    'id' | 'version' | 'expertName' | 'events' | 'statusLabel' | 'by' | 'applicationStatus' | 'applicationStatusLabel'
  >
  back: Way
}

/** What becomes of an objection. */
export function ObjectionDecision({ objection, back }: ObjectionDecisionProps) {
  const { applicationStatus, applicationStatusLabel } = objection
  const now =
    applicationStatus === 'objected'
      ? null
      : `这位专家的申请现在是「${applicationStatusLabel}」，不因这件异议的结果改变。`
  // said again after the decision, when the page knows what the application has become by it
  const [before, setBefore] = useState(now)
  if (objection.events.length > 0 && before !== now) setBefore(now)
  const { phoneMask = null, emailMask = null } = objection.by ?? {}
  const told = emailMask ? '异议人会收到邮件。' : phoneMask ? '异议人会收到短信。' : ''
  return (
    <DecisionPanel
      key={objection.id}
      title="办理异议"
      subject={`对${objection.expertName}的异议`}
      id={objection.id}
      version={objection.version}
      events={objection.events}
      action={decideObjectionAction}
      effects={{
        take: '这位专家暂停入库，会收到通知（不告诉他是谁提出的）。核查后再办理结果。',
        note: '线索只留在办理记录里，不影响这位专家入库。',
        dismiss: `${before ?? '没有其他异议的，这位专家恢复办理，公示期满即入库。'}${told}`,
        uphold: `${before ?? '这位专家的申请到此结束，不予入库，他会看到您写的意见。'}${told}`,
      }}
      grave={['uphold']}
      next={null}
      back={back}
      idle={`现在是「${objection.statusLabel}」，没有需要办理的事。`}
      note={
        <p className="text-sm text-ink-2">
          办理意见异议人凭回执能看到；异议成立的，专家本人也能看到。请不要写出异议人是谁。
        </p>
      }
    />
  )
}
