'use client'
import { BulkDecide, type Candidate } from '@/components/workflow/bulk-decide'
import { decideUnitsAction, previewUnitsAction } from '@/lib/unit/unit.actions'
import type { UnitRow } from '@/lib/unit/unit.dto'
import type { DecideUnit } from '@/lib/unit/unit.schema'

export type UnitBulkRow = Pick<UnitRow, 'id' | 'version' | 'name' | 'creditCode' | 'statusLabel'> & {
  /** how passing it is called where it stands; null where it does not wait */
  pass: 'approveFirst' | 'approve' | null
}

/** 批量通过 and 批量退回 of the ticked units. */
export function UnitBulk({ rows }: { rows: UnitBulkRow[] }) {
  const actions = { decide: decideUnitsAction, preview: previewUnitsAction }
  return (
    <>
      <BulkDecide
        {...actions}
        rows={rows.map(row => candidate(row, row.pass ?? 'approve'))}
        word="通过"
        measure="家单位"
        lead="每家各记一次办理，联系人会收到通知。请确认已逐家核对单位信息和证明材料。"
      />
      <BulkDecide
        {...actions}
        rows={rows.map(row => candidate(row, 'refuse'))}
        word="退回"
        measure="家单位"
        reason="退回的理由"
        lead="每家各记一次「不通过」，联系人收到您写的理由，修改后可以重新提交。"
        back
      />
    </>
  )
}

const candidate = (row: UnitBulkRow, event: DecideUnit['event']): Candidate<DecideUnit['event']> => ({
  id: row.id,
  version: row.version,
  event,
  name: row.name,
  beside: row.creditCode ?? '没有信用代码',
  whyNot: row.pass ? null : `现在是「${row.statusLabel}」`,
})
