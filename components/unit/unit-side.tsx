import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { UnitSide } from '@/lib/unit/reshape.dto'

/** A unit with all that tells it from another of the same name: code, region, date, state, people, other names. */
export function UnitSideFacts({ side, href }: { side: UnitSide; href: string }) {
  return (
    <>
      <p className="font-medium break-words">
        <Link href={href} className="text-accent-strong no-underline hover:underline">
          {side.name}
        </Link>
      </p>
      <p className="num text-sm break-all text-ink-2">{side.creditCode ?? '无信用代码'}</p>
      <p className="text-sm text-ink-3">
        {side.region}，<Time value={side.registeredAt} /> 注册，{side.statusLabel}，从属人员 {side.people} 人
        {side.aliases.length > 0 && `，又名 ${side.aliases.join('、')}`}
      </p>
    </>
  )
}
