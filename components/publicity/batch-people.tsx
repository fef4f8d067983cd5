import { ApplicationBadge } from '@/components/application/status'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { DeedButton } from '@/components/workflow/deed-button'
import { gatherMoreAction, removeEntryAction } from '@/lib/publicity/publicity.actions'
import type { BatchEntry, BatchView } from '@/lib/publicity/publicity.dto'
import { EntryTable } from './entry-table'

type BatchPeopleProps = { batch: BatchView; mayManage: boolean; mayOpen: boolean }

/** Who stands in a batch: taken off and gathered while it is a draft, with what became of each afterwards. */
export function BatchPeople({ batch, mayManage, mayOpen }: BatchPeopleProps) {
  const { id, status, entries, waiting } = batch
  const editing = status === 'draft' && mayManage
  const state = (row: BatchEntry) => (
    <span className="flex flex-wrap items-center gap-2">
      <ApplicationBadge status={row.status} label={row.statusLabel} />
      {row.objections > 0 && <span className="text-sm text-warning">{row.objections} 件异议待办</span>}
      {mayOpen && (
        <Link
          href={`/bureau/applications/${row.applicationId}`}
          prefetch={false}
          className="text-sm text-accent-strong"
        >
          申请
        </Link>
      )}
    </span>
  )
  const remove = (row: BatchEntry) => (
    <DeedButton
      action={removeEntryAction}
      input={{ id, entryId: row.id }}
      size="sm"
      variant="quiet"
      label={`移出${row.name}`}
      pendingLabel="…"
    >
      移出
    </DeedButton>
  )
  return (
    <Card
      flush
      title={`人员（${entries.length}）`}
      description={editing ? '移出的人仍是「拟入库」，可以列入下一批。' : undefined}
      actions={
        editing &&
        waiting > 0 && (
          <DeedButton action={gatherMoreAction} input={{ id }} size="sm">
            加入其余 {waiting} 人
          </DeedButton>
        )
      }
    >
      {entries.length === 0 ? (
        <EmptyState
          title={status === 'dropped' ? '这一批已经取消' : '这一批没有人'}
          why={status === 'dropped' ? '里面的人可以列入别的批次。' : '没有人的批次不能发布，可以取消它。'}
        />
      ) : (
        <EntryTable
          caption="公示人员"
          rows={entries}
          more={[
            { id: 'state', header: '申请状态', width: 'w-52', cell: state },
            ...(editing ? [{ id: 'deeds', header: '操作', width: 'w-24', cell: remove }] : []),
          ]}
        />
      )}
    </Card>
  )
}
