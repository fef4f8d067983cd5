import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { MissingUnit } from '@/lib/intake/intake.dto'

const enterHref = ({ name, creditCode }: MissingUnit): string =>
  `/bureau/organisation/units/new?${new URLSearchParams({ name, ...(creditCode && { code: creditCode }) })}`

/** Units of a list that the registry does not have, with how many people each keeps out. */
export function MissingUnits({ units, mayEnter }: { units: MissingUnit[]; mayEnter: boolean }) {
  if (units.length === 0) return null
  const people = units.reduce((sum, unit) => sum + unit.people, 0)
  return (
    <Card
      title={`没有登记的单位（${units.length} 个，${people} 人）`}
      description="请单位自行注册，或由业务管理员录入；单位有了以后点“重新检查”。"
      flush
    >
      <ul className="divide-y divide-line">
        {units.map(unit => (
          <li
            key={`${unit.name} ${unit.creditCode}`}
            className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-2 sm:px-5"
          >
            <span className="min-w-0">
              {unit.name}
              {unit.creditCode && <span className="num ml-3 text-sm text-ink-3">{unit.creditCode}</span>}
            </span>
            <span className="flex gap-4 whitespace-nowrap">
              <span className="num text-ink-2">{unit.people} 人</span>
              {mayEnter && (
                <Link href={enterHref(unit)} prefetch={false}>
                  录入单位
                </Link>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
