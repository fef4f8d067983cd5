import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import type { Forecast } from '@/lib/membership/membership.dto'
import { PeopleList } from './run-parts'

/** Who falls asleep until the end of next month, and which disciplines are then left with how many. */
export function ForecastCard({ forecast }: { forecast: Forecast }) {
  const { until, count, people, disciplines } = forecast
  const dayOf = new Map(people.map(person => [person.id, person.on]))
  const rest = count - people.length
  return (
    <Card title="休眠预测" description={`到 ${until}，一直没有登录就会转为休眠的专家；登录一次即不再计入。`} flush>
      {count === 0 ? (
        <EmptyState title="到下个月底没有专家会休眠" />
      ) : (
        <>
          <p className="px-4 py-3 sm:px-5">
            共 <span className="num font-semibold">{count}</span> 人。
          </p>
          <ul className="divide-y divide-line border-t border-line" aria-label="受影响的学科">
            {disciplines.map(({ code, name, active, asleep }) => (
              <li key={code} className="flex flex-wrap items-baseline gap-x-4 px-4 py-2 sm:px-5">
                <span className="min-w-0 flex-1 basis-40">{name}</span>
                <span className="num text-sm">
                  现有在库 {active} 人，将休眠 {asleep} 人，
                  <span className={active - asleep < 3 ? 'font-semibold text-danger' : 'font-semibold'}>
                    剩 {active - asleep} 人
                  </span>
                </span>
              </li>
            ))}
          </ul>
          <div className="border-t border-line px-4 py-3 sm:px-5">
            <Disclosure summary={`查看名单（${people.length} 人${rest > 0 ? `，另有 ${rest} 人` : ''}）`}>
              <PeopleList people={people} extra={id => `${dayOf.get(id)} 起休眠`} />
            </Disclosure>
          </div>
        </>
      )}
    </Card>
  )
}
