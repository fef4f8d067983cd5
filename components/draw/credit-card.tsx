import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { OwnCredit } from '@/lib/draw/answer.dto'

const signed = (points: number) => (points > 0 ? `+${points}` : String(points))

/** Every line with its reason, the newest first. */
export const CreditLines = ({ lines }: { lines: OwnCredit['lines'] }) => (
  <ul className="divide-y divide-line">
    {lines.map(line => (
      <li key={line.id} className="flex flex-wrap justify-between gap-x-4 py-2">
        <span>{line.words}</span>
        <span className="num text-ink-2">
          {signed(line.points)} 分，
          <Time value={line.at} day />
        </span>
      </li>
    ))}
  </ul>
)

/** 信用记录 as the expert himself reads it: where he stands, and every line with its reason. */
export function CreditCard({ credit }: { credit: OwnCredit }) {
  return (
    <Card title="我的信用记录" description={`信用分 ${credit.score}`}>
      {credit.lines.length === 0 ? (
        <p className="text-ink-2">还没有记录。按时到场、认真评审会加分，无故缺席会扣分。</p>
      ) : (
        <CreditLines lines={credit.lines} />
      )}
      <p className="mt-3 text-sm text-ink-3">对记录有疑问的，请联系管理部门核实；核实有误的会写明更正。</p>
    </Card>
  )
}
