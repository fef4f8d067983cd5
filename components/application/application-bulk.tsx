'use client'
import { BulkDecide, type Candidate } from '@/components/workflow/bulk-decide'
import { decideManyAction, previewManyAction } from '@/lib/application/application.actions'
import type { QueueRow } from '@/lib/application/application.dto'
import { noteChange } from './fresh'

type ApplicationBulkProps = {
  /** the rows of the page as they are shown */
  rows: BulkRow[]
  /** what agreeing is called here: 推荐, 同意 */
  word: string
}

export type BulkRow = Pick<
  QueueRow,
  'id' | 'version' | 'name' | 'unitName' | 'status' | 'statusLabel' | 'mine' | 'openConditions'
>

/** 批量推荐 or 批量同意, and 批量退回, of the ticked applications. */
export function ApplicationBulk({ rows, word }: ApplicationBulkProps) {
  const actions = { decide: decideManyAction, preview: previewManyAction }
  return (
    <>
      <BulkDecide
        {...actions}
        rows={rows.map(onwards)}
        word={word}
        measure="人"
        lead="每人各记一次办理。请确认已逐一看过本人身份和填写内容。"
        doubt={{
          title: '{n} 人的入库条件没有全部满足',
          text: '您仍然可以推荐；能不能放宽在最后一步审核时认定，不能放宽的不会通过。是哪几项，可以在列表中点姓名查看。',
        }}
        onDone={noteChange}
      />
      <BulkDecide
        {...actions}
        rows={rows.map(backwards)}
        word="退回"
        measure="份申请"
        reason="退回的理由"
        lead="每份各记一次办理，整份申请都可以修改。要指定修改哪几处的，请点姓名逐个退回。"
        onDone={noteChange}
        back
      />
    </>
  )
}

type Event = 'recommend' | 'approve' | 'return'

const common = ({ id, version, name, unitName }: BulkRow) => ({ id, version, name, beside: unitName })
const elsewhere = ({ mine, statusLabel }: BulkRow): string | null => (mine ? null : `现在是「${statusLabel}」`)

const onwards = (row: BulkRow): Candidate<Event> => ({
  ...common(row),
  event: row.status === 'atBureau' ? 'approve' : 'recommend',
  whyNot: elsewhere(row) ?? unsettled(row),
  warning: row.openConditions ? `${row.openConditions} 项入库条件没有满足` : null,
})

const backwards = (row: BulkRow): Candidate<Event> => ({ ...common(row), event: 'return', whyNot: elsewhere(row) })

/** The last desk settles each open condition by itself: whoever has one is looked at alone. */
const unsettled = ({ status, openConditions }: BulkRow): string | null =>
  status === 'atBureau' && openConditions ? `${openConditions} 项入库条件没有满足或还没有认定，请点姓名办理` : null
