import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { CallFigure } from '@/lib/call/call.dto'

type CallFiguresProps = { id: string; figures: CallFigure[]; mayOpen: boolean }

/** What became of the applications of a call; a number leads to its list where there is one. */
export function CallFigures({ id, figures, mayOpen }: CallFiguresProps) {
  const list = `/bureau/applications?call=${id}`
  return (
    <Card
      title="这一批的申请"
      actions={mayOpen && <Link href={list}>在专家审核中查看</Link>}
      description="从这次征集开始的申请，和现在办到哪一步。"
    >
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
        {figures.map(({ label, count, status }) => (
          <div key={label}>
            <dt className="text-sm text-ink-2">{label}</dt>
            <dd className="num text-2xl font-semibold">
              {mayOpen && status && count > 0 ? <Link href={`${list}&status=${status}`}>{count}</Link> : count}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
