'use client'
import { newCommandKey } from '@/components/form/command-key'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { BulkDeed } from '@/components/table/bulk-deed'
import { decideAffiliationAction } from '@/lib/affiliation/affiliation.actions'

type BulkApproveProps = {
  /** the rows of this page as they were shown */
  people: Record<string, { name: string; version: number }>
}

/** Approves the ticked people, each for himself. */
export function BulkApprove({ people }: BulkApproveProps) {
  const approve = async (id: string): Promise<string | null> => {
    const { version } = people[id]!
    const command = { id, version, event: 'approve' as const, opinion: '', _key: newCommandKey() }
    const answer = await runAction(decideAffiliationAction, command)
    return answer.ok ? null : sentenceFor(answer.code, answer.message)
  }
  return (
    <BulkDeed
      names={Object.fromEntries(Object.entries(people).map(([id, { name }]) => [id, name]))}
      button="批量通过"
      confirm="全部通过"
      ask={count => `通过 ${count} 人？`}
      done="已通过"
      well="通过"
      deed={approve}
    >
      通过后，这些人员可以申请成为专家，每人会收到通知。请确认都是本单位人员，并已核对证明文件。
    </BulkDeed>
  )
}
