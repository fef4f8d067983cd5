import { bureauQueueLabel } from '@/lib/application/queue.rules'
import type { Desk, OwnDecision } from '@/lib/desk/desk.dto'
import type { Policy } from '@/lib/policy/policy.schema'
import { Matters } from './matters'
import { OwnDecisionsCard } from './own-decisions'
import { QueueCard } from './queue-card'
import { Tile } from './tile'

/** A reviewer's desk: what waits, the longest wait first, and what he did himself. */
export function DeskView({ desk, policy }: { desk: Desk; policy: Policy }) {
  const { units, applications, pool, matters } = desk
  const atBureau = bureauQueueLabel(policy)
  return (
    <div className="space-y-5">
      <div className="space-y-3">
        <div className="grid gap-3 sm:grid-cols-3">
          <Tile
            label={`${unitsWait(policy)}的单位`}
            href="/bureau/units"
            count={units.waiting}
            overdue={units.overdue}
            ofAll={units.ofAll}
          />
          <Tile
            label={`${atBureau}的申请`}
            href="/bureau/applications?status=mine"
            count={applications.waiting}
            overdue={applications.overdue}
            ofAll={applications.ofAll}
          />
          <Tile label="在库专家" href="/bureau/experts" count={pool.count} more={pool.more} />
        </div>
        <Matters matters={matters} />
      </div>
      <div className="grid gap-5 xl:grid-cols-2">
        <QueueCard
          title="最早提交的单位"
          all={{ href: '/bureau/units', label: '全部待审核单位' }}
          queue={units}
          itemOf={row => ({ href: `/bureau/units/${row.id}`, name: row.name, detail: row.region, wait: row.wait })}
          done="单位审核都办完了"
          why="新的单位提交注册后，会出现在这里。"
        />
        <QueueCard
          title="等得最久的专家申请"
          all={{ href: '/bureau/applications?status=mine', label: '全部待审核申请' }}
          queue={applications}
          itemOf={row => ({
            href: `/bureau/applications/${row.id}?status=mine`,
            name: row.name,
            detail: [row.standIn ? '代归口' : '', row.unitName, row.title].filter(Boolean).join('，'),
            wait:
              row.waitedDays === null ? null : { count: row.waitedDays, aim: applications.aim, overdue: row.overdue },
          })}
          done="专家审核都办完了"
          why="单位推荐之后的申请，会出现在这里。"
        />
      </div>
      <OwnDecisionsCard own={desk} hrefOf={hrefOf} />
    </div>
  )
}

const unitsWait = (policy: Policy) => (policy.unitRegistration.reviews === 2 ? '待初审、待复审' : '待审核')

const hrefOf = ({ type, id }: OwnDecision) => (type === 'unit' ? `/bureau/units/${id}` : `/bureau/applications/${id}`)
