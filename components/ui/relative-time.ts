const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * How long ago (or how far ahead) in the words people use: 刚刚, 3 分钟前, 2 小时前, 5 天前, 3 天后.
 * @returns null from 30 days on, where the date alone says more
 */
export function relativeTime(instant: Date, now: Date): string | null {
  const distance = now.getTime() - instant.getTime()
  const size = Math.abs(distance)
  const side = distance >= 0 ? '前' : '后'
  if (size < minute) return distance >= 0 ? '刚刚' : '马上'
  if (size < hour) return `${Math.floor(size / minute)} 分钟${side}`
  if (size < day) return `${Math.floor(size / hour)} 小时${side}`
  if (size < 30 * day) return `${Math.floor(size / day)} 天${side}`
  return null
}
