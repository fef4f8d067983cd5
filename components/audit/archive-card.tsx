import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { ArchiveRow } from '@/lib/audit/archive.dto'

/** What was taken out of the trail into files, with what their check must show. */
export function ArchiveCard({ archives }: { archives: ArchiveRow[] }) {
  return (
    <Card
      title="已归档的记录"
      description="到期的记录由运维人员移到文件中，系统里的从后一条接着核对。核对文件时，结果应与这里一致。"
      flush
    >
      <ul className="divide-y divide-line">
        {archives.map(one => (
          <li key={one.last} className="space-y-0.5 px-4 py-3 sm:px-5">
            <p>
              第 {one.first} 至 {one.last} 条，
              <Time value={one.firstAt} day /> 至 <Time value={one.lastAt} day />
            </p>
            <p className="break-all text-ink-2">
              {one.fileName}，<Time value={one.archivedAt} /> 归档
            </p>
            <p className="num break-all text-sm text-ink-2">文件校验值 {one.sha256}</p>
            <p className="num break-all text-sm text-ink-2">最后一条的封存值 {one.hash}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
