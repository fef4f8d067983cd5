import { Card } from '@/components/ui/card'
import type { UnitSide } from '@/lib/unit/reshape.dto'
import { UnitSideFacts } from './unit-side'

/** Other units of this name, beside the decision: a second registration is refused, another unit of that name is not. */
export function NamesakesCard({ sides }: { sides: readonly UnitSide[] }) {
  if (sides.length === 0) return null
  return (
    <Card
      title="同名的单位"
      description="请对照证书，核对信用代码和注册地：是同一单位重复注册的，不予通过；确是两个单位的，可以通过。"
      flush
    >
      <ul className="divide-y divide-line">
        {sides.map(side => (
          <li key={side.id} className="px-4 py-3 sm:px-5">
            <UnitSideFacts side={side} href={`/bureau/units/${side.id}`} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
