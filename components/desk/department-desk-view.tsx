import type { DepartmentDesk } from '@/lib/desk/desk.dto'
import { OwnDecisionsCard } from './own-decisions'
import { QueueCard } from './queue-card'
import { Tile } from './tile'

const list = '/department/applications'

/** The desk of a department: what waits, the longest wait first, and what lies in its reach. */
export function DepartmentDeskView({ desk }: { desk: DepartmentDesk }) {
  const { applications, all, units } = desk
  return (
    <div className="space-y-5">
      <div className="grid gap-3 sm:grid-cols-3">
        <Tile
          label="待归口部门推荐的申请"
          href={`${list}?status=mine`}
          count={applications.waiting}
          overdue={applications.overdue}
          ofAll={applications.ofAll}
        />
        <Tile label="全部申请" href={list} count={all.count} more={all.more} />
        <Tile label="归口单位" href="/department/units" count={units} />
      </div>
      <QueueCard
        title="等得最久的专家申请"
        all={{ href: `${list}?status=mine`, label: '全部待推荐申请' }}
        queue={applications}
        itemOf={row => ({
          href: `${list}/${row.id}?status=mine`,
          name: row.name,
          detail: [row.unitName, row.title].filter(Boolean).join('，'),
          wait: row.waitedDays === null ? null : { count: row.waitedDays, aim: applications.aim, overdue: row.overdue },
        })}
        done="专家审核都办完了"
        why="归口单位的申请送到这里之后，会出现在这里。"
      />
      <OwnDecisionsCard own={desk} hrefOf={({ id }) => `${list}/${id}`} />
    </div>
  )
}
