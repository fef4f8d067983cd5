import { z } from 'zod'
import { type Atom, atom } from '@/lib/platform/fields/atom'
import { shortText } from '@/lib/platform/fields/texts'

/** Years the calendar is kept for. */
export const yearRange = { from: 2010, to: 2060 } as const

/** A day that exists, `2026-10-01`, within the years of the calendar. */
const calendarDay = (): Atom =>
  atom(
    '日期',
    text => {
      if (text === '') return { problem: '请选择日期' }
      const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN)
      if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text)
        return { problem: '没有这一天，请从日历中选择日期' }
      const year = at.getUTCFullYear()
      if (year < yearRange.from || year > yearRange.to)
        return { problem: `请选择 ${yearRange.from} 至 ${yearRange.to} 年的日期` }
      return { value: text }
    },
    '请选择',
  )

/** A day is marked against the published calendar. */
export const correctDaySchema = z.object({
  day: calendarDay(),
  work: z.enum(['work', 'rest'], { error: '请选择工作日或休息日' }),
  reason: shortText('依据', 200),
})
export type CorrectDay = z.output<typeof correctDaySchema>

export const undoDaySchema = z.object({ day: calendarDay() })
export type UndoDay = z.output<typeof undoDaySchema>
