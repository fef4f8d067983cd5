'use client'
import { useId, useState } from 'react'
import { newCommandKey } from '@/components/form/command-key'
import { controlClass } from '@/components/form/field-shell'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { BulkDeed } from '@/components/table/bulk-deed'
import { articleOf, exitReasonLabels } from '@/lib/membership/exit.rules'
import { proposeOverageAction } from '@/lib/membership/membership.actions'
import type { OverageRow } from '@/lib/membership/membership.dto'

type ProposeOverageProps = {
  people: Record<string, Pick<OverageRow, 'name' | 'age' | 'version'>>
  /** one of them instead of the ticked ones */
  only?: string
  /** of the condition: 入库条件（年龄） */
  article: string
}

/** 提出出库 for people who are too old: each is a proposed exit of his own, which he may answer. */
export function ProposeOverage({ people, only, article }: ProposeOverageProps) {
  const [remark, setRemark] = useState('')
  const id = useId()
  const propose = async (expertId: string): Promise<string | null> => {
    const { version } = people[expertId]!
    const answer = await runAction(proposeOverageAction, { id: expertId, version, remark, _key: newCommandKey() })
    return answer.ok ? null : sentenceFor(answer.code, answer.message)
  }
  return (
    <BulkDeed
      names={Object.fromEntries(Object.entries(people).map(([key, { name, age }]) => [key, `${name}（${age} 周岁）`]))}
      only={only}
      variant={only ? 'secondary' : 'primary'}
      button={only ? '提出出库' : '批量提出出库'}
      confirm="确认提出"
      ask={count => `提出出库：${count} 人？`}
      done="已提出"
      well="已提出，等待陈述申辩和核实"
      deed={propose}
    >
      <p>
        原因是{articleOf('unfit')}“{exitReasonLabels.unfit}”，依据写明出生日期、周岁和{article}
        。每人会收到短信，可以在期限内陈述申辩；之后由另一位业务管理员核实。
      </p>
      <label htmlFor={id} className="mt-3 mb-1 block font-medium text-ink">
        补充说明（选填）
      </label>
      <textarea
        id={id}
        rows={2}
        maxLength={200}
        value={remark}
        onChange={event => setRemark(event.target.value)}
        className={`${controlClass} block min-h-16 py-2`}
      />
      <p className="text-sm text-ink-3">写在依据后面，每位专家都能看到。</p>
    </BulkDeed>
  )
}
