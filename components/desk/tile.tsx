import { ChevronRight } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { countedOf, countText } from '@/lib/platform/counted'

type TileProps = {
  label: string
  href: string
  count: number
  /** there are more than were counted */
  more?: boolean
  /** how many of them have waited longer than the aim */
  overdue?: number
  /** the number is that of one's own duty; so many there are in all */
  ofAll?: number | null
}

/** A number that leads to its list. */
export function Tile({ label, href, count, more, overdue, ofAll = null }: TileProps) {
  const shown = countedOf(count)
  return (
    <Link
      href={href}
      className="flex items-center justify-between gap-3 rounded-lg border border-line bg-paper px-4 py-3 text-ink no-underline hover:border-accent-line hover:bg-accent-soft sm:px-5"
    >
      <span>
        <span className="block text-sm text-ink-2">{label}</span>
        <span className="flex flex-wrap items-baseline gap-x-3">
          <span className="num text-2xl font-semibold">{countText({ ...shown, more: shown.more || more })}</span>
          {overdue !== undefined && overdue > 0 && (
            <Badge tone="danger">{countText(countedOf(overdue))} 件超过时限</Badge>
          )}
        </span>
        {ofAll !== null && (
          <span className="block text-sm text-ink-3">我负责的；全部 {countText(countedOf(ofAll))}</span>
        )}
      </span>
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-ink-3" />
    </Link>
  )
}
