import { type Atom, atom, please } from '@/lib/platform/fields/atom'
import { foldWidth } from '@/lib/platform/text'
import { chinaTime } from '@/lib/platform/time'

/** A time of the day, stored as `HH:mm`. Also reads 9:30, 0930, 9点30 and 9点半. */
export const clockTime = (label = '时间'): Atom =>
  atom(label, text => {
    if (text.length > 40) return { problem: `请填写正确的${label}，例如 09:30` }
    const typed = foldWidth(text).replace(/\s/g, '').replace('点半', ':30').replace(/分$/, '')
    if (typed === '') return { problem: please(label) }
    const parts = /^(\d{1,2})(?:[:点时.](\d{2})?)$/.exec(typed) ?? /^(\d{2})(\d{2})$/.exec(typed)
    const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2] ?? 0)]
    if (!parts || hour > 23 || minute > 59) return { problem: `请填写正确的${label}，例如 09:30` }
    return { value: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` }
  })

/** The instant of a day and a time in China; null while either is missing. */
export const instantOf = (day: string | null | undefined, time: string | null | undefined): Date | null =>
  day && time ? new Date(`${day}T${time}:00+08:00`) : null

/** From when to when a session lasts: the end without its day where it is the same one. */
export function sessionWords(from: Date | null, to: Date | null): string {
  if (!from || !to) return ''
  const [start, end] = [chinaTime(from), chinaTime(to)]
  return start.slice(0, 10) === end.slice(0, 10) ? `${start} 至 ${end.slice(11)}` : `${start} 至 ${end}`
}
