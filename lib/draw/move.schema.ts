import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { plainDate } from '@/lib/platform/fields/dates'
import { longText, shortText } from '@/lib/platform/fields/texts'
import { clockTime, instantOf } from './request-time.rules'

export const callOffSchema = z.object({ id: uuid(), version: version(), opinion: longText('取消的原因', 300, 2) })
export type CallOff = z.output<typeof callOffSchema>

/** A new time for a session, and a new place where it is another. An end without a day is on the day of the beginning. */
export const postponeSchema = z
  .object({
    id: uuid(),
    version: version(),
    fromDay: plainDate('开始日期'),
    fromTime: clockTime('开始时间'),
    toDay: optional(plainDate('结束日期')),
    toTime: clockTime('结束时间'),
    place: optional(shortText('地点', 200)),
    opinion: longText('改期的原因', 300, 2),
  })
  .transform(({ fromDay, fromTime, toDay, toTime, ...rest }, ctx) => {
    const [from, to] = [instantOf(fromDay, fromTime)!, instantOf(toDay ?? fromDay, toTime)!]
    if (from < to) return { ...rest, from, to }
    ctx.addIssue({ code: 'custom', path: ['toTime'], message: '结束时间要在开始时间之后' })
    return z.NEVER
  })
export type Postpone = z.output<typeof postponeSchema>
