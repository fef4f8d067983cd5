import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { cardWords } from '@/lib/draw/card.rules'
import type { ExpertDraws } from '@/lib/draw/expert-draws.dal'
import { CreditLines } from './credit-card'
import { SeatBadge } from './seat-badge'

/** The draws of one expert on his page, and his credit with its lines; for the bureau. */
export function ExpertDrawsCard({ draws: { card, rows, credit } }: { draws: ExpertDraws }) {
  return (
    <Card title="评审抽取" description="只列名单已公开的评审。">
      <p>{rows.length === 0 ? '还没有被抽中过。' : cardWords(card)}</p>
      {rows.length > 0 && (
        <ul className="mt-2 divide-y divide-line">
          {rows.map(row => (
            <li key={row.id} className="py-2">
              <span className="flex flex-wrap items-center justify-between gap-x-3">
                <Link href={`/bureau/draws/${row.requestId}`} className="text-accent-strong underline">
                  {row.title}
                </Link>
                <SeatBadge status={row.status} label={row.statusLabel} />
              </span>
              <span className="block text-sm text-ink-3">
                <span className="num">{row.number}</span>，{row.group}，{row.kind}，<Time value={row.sessionFrom} day />
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-3">
        <Disclosure summary={`信用分 ${credit.score}`}>
          {credit.lines.length === 0 ? (
            <p className="text-ink-2">还没有记录。</p>
          ) : (
            <CreditLines lines={credit.lines} />
          )}
        </Disclosure>
      </div>
    </Card>
  )
}
