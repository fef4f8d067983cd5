import { type WorkCalendar, workingDaysBetween } from '@/lib/platform/calendar'

/** How soon something should be decided: working days, or minutes of working hours. */
export type Aim = { count: number; in: 'days' | 'minutes' }

/** How long something has been waiting at a desk, against its aim. */
export type Wait = { count: number; aim: Aim; overdue: boolean }

/** How long something has been waiting since an instant, against an aim in working days. */
export function waitSince(since: Date, aimDays: number, at: Date, calendar: WorkCalendar): Wait {
  const count = workingDaysBetween(since, at, calendar)
  return { count, aim: { count: aimDays, in: 'days' }, overdue: count > aimDays }
}

/** A length in words: 2 个工作日, 20 分钟, 3 小时 5 分钟. */
export function lengthWords({ count, in: measure }: Aim): string {
  if (measure === 'days') return `${count} 个工作日`
  const [hours, minutes] = [Math.floor(count / 60), count % 60]
  if (hours === 0) return `${minutes} 分钟`
  return minutes === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes} 分钟`
}

/** How long, as a queue says it: 今天, 3 个工作日, 25 分钟. */
export function waitedWords({ count, aim }: Wait): string {
  if (count === 0) return aim.in === 'days' ? '今天' : '不到 1 分钟'
  return lengthWords({ count, in: aim.in })
}

/** Age against the aim in one line: `已等 3 个工作日 / 时限 2 个工作日，已超过时限`; '' when nothing waits. */
export function waitLine(wait: Wait | null): string {
  if (!wait) return ''
  const just = wait.aim.in === 'days' ? '今天提交' : '刚刚提交'
  const waited = wait.count === 0 ? just : `已等 ${waitedWords(wait)}`
  return `${waited} / 时限 ${lengthWords(wait.aim)}${wait.overdue ? '，已超过时限' : ''}`
}
