import { Link } from '@/components/ui/link'

type ServeSwitchProps = {
  /** addresses of the same list, with and without what others serve */
  mine: string
  all: string
  /** whether it shows only what the reviewer serves */
  onlyMine: boolean
}

const side =
  'px-3 py-1 text-ink-2 no-underline hover:text-ink aria-current:bg-accent-soft aria-current:font-semibold aria-current:text-accent-strong'

/** 我负责的 / 全部: what a reviewer's queue shows. Everybody may see all, so that no work is stuck. */
export function ServeSwitch({ mine, all, onlyMine }: ServeSwitchProps) {
  return (
    <nav
      aria-label="按分工查看"
      className="mb-4 inline-flex divide-x divide-line overflow-hidden rounded-md border border-line-2 bg-paper"
    >
      <Link href={mine} aria-current={onlyMine ? 'true' : undefined} className={side}>
        我负责的
      </Link>
      <Link href={all} aria-current={onlyMine ? undefined : 'true'} className={side}>
        全部
      </Link>
    </nav>
  )
}
