import { chinaDay, chinaTime } from '@/lib/platform/time'
import { relativeTime } from './relative-time'

type TimeProps = {
  value: Date | string
  /** the day only: 2026-11-21 */
  day?: boolean
  /** the present instant from the server's clock; adds 3 分钟前 behind the time */
  now?: Date
}

/** An instant in China: `2026-11-21 14:05`, with how long ago where `now` is given. Rendered on the server. */
export function Time({ value, day = false, now }: TimeProps) {
  const instant = new Date(value)
  const relative = now ? relativeTime(instant, now) : null
  return (
    <time dateTime={instant.toISOString()} className="num whitespace-nowrap">
      {day ? chinaDay(instant) : chinaTime(instant)}
      {relative && <span className="text-ink-3">（{relative}）</span>}
    </time>
  )
}
