import type { ReactNode } from 'react'
import { applicationTone } from '@/components/application/status'
import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { unitTone } from '@/components/unit/status'
import type { Desk, OwnDecision } from '@/lib/desk/desk.dto'
import type { Policy } from '@/lib/policy/policy.schema'
import { QueueCard } from './queue-card'
import { Tile } from './tile'

/** A reviewer's desk: what waits, the longest wait first, and what he did himself. */
export function DeskView({ desk, policy }: { desk: Desk; policy: Policy }) {
  const { units, applications, pool } = desk
  const atBureau = `待${policy.authority.short}审核`
  return (
    <div className="space-y-5">
      <div className="grid gap-3 sm:grid-cols-3">
        <Tile label={`${unitsWait(policy)}的单位`} href="/bureau/units" count={units.waiting} overdue={units.overdue} />
        <Tile
          label={`${atBureau}的申请`}
          href="/bureau/applications?status=atBureau"
          count={applications.waiting}
          overdue={applications.overdue}
        />
        <Tile label="在库专家" href="/bureau/experts" count={pool.count} more={pool.more} />
      </div>
      <div className="grid gap-5 xl:grid-cols-2">
        <QueueCard
          title="最早提交的单位"
          all={{ href: '/bureau/units', label: '全部待审核单位' }}
          queue={units}
          itemOf={row => ({ href: `/bureau/units/${row.id}`, name: row.name, detail: row.region })}
          done="单位审核都办完了"
          why="新的单位提交注册后，会出现在这里。"
        />
        <QueueCard
          title="等得最久的专家申请"
          all={{ href: '/bureau/applications?status=atBureau', label: '全部待审核申请' }}
          queue={applications}
          itemOf={row => ({
            href: `/bureau/applications/${row.id}?status=atBureau`,
            name: row.name,
            detail: [row.unitName, row.title].filter(Boolean).join('，'),
          })}
          done="专家审核都办完了"
          why="单位推荐之后的申请，会出现在这里。"
        />
      </div>
      <Card
        title="我最近办理的"
        description={desk.decidedToday > 0 ? `今天办理了 ${desk.decidedToday} 件` : undefined}
        flush
      >
        <Decisions decisions={desk.decisions} />
      </Card>
    </div>
  )
}

const unitsWait = (policy: Policy) => (policy.unitRegistration.reviews === 2 ? '待初审、待复审' : '待审核')

const hrefOf = ({ type, id }: OwnDecision) => (type === 'unit' ? `/bureau/units/${id}` : `/bureau/applications/${id}`)

function Decisions({ decisions }: { decisions: OwnDecision[] }): ReactNode {
  if (decisions.length === 0)
    return <p className="px-5 py-4 text-ink-2">您还没有办理过申请。办理之后，这里可以再找到它们。</p>
  return (
    <ul className="divide-y divide-line">
      {decisions.map(decision => (
        <li
          key={`${decision.id}-${decision.at.getTime()}`}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 sm:px-5"
        >
          <span className="w-10 shrink-0 text-sm text-ink-3">{decision.type === 'unit' ? '单位' : '专家'}</span>
          <Link href={hrefOf(decision)} prefetch={false} className="min-w-0 grow text-accent-strong hover:underline">
            {decision.name}
          </Link>
          <StatusBadge
            tone={decision.type === 'unit' ? unitTone(decision.to) : applicationTone(decision.to)}
            label={decision.label}
          />
          <span className="w-36 shrink-0 text-sm text-ink-3 sm:text-right">
            <Time value={decision.at} />
          </span>
        </li>
      ))}
    </ul>
  )
}
