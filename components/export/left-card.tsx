import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { LeftWith } from '@/lib/export/export.dto'
import { Columns } from './columns'

/** In which files the data of an expert have left, the newest first; for whoever answers for them. */
export function LeftCard({ left }: { left: readonly LeftWith[] }) {
  return (
    <Card title="其数据曾随这些导出离开系统">
      {left.length === 0 ? (
        <p className="text-ink-3">没有导出过。</p>
      ) : (
        <ul className="divide-y divide-line">
          {left.map(one => (
            <li key={one.id} className="space-y-1.5 py-3 first:pt-0 last:pb-0">
              <p className="flex flex-wrap items-baseline justify-between gap-x-3">
                <Link href={`/bureau/exports/${one.id}`} className="num text-accent-strong underline">
                  {one.number}
                </Link>
                <span className="text-sm text-ink-3">
                  <Time value={one.madeAt} />
                </span>
              </p>
              <p className="break-words">{one.purpose}</p>
              <Columns columns={one.columns} />
              <p className="text-sm text-ink-3">
                {one.requester}提出，{one.approver}同意；{one.statusLabel}，
                {one.downloads > 0 ? `下载 ${one.downloads} 次` : '没有下载过'}。
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
