import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Time } from '@/components/ui/time'
import type { CalendarYear, NotableDay } from '@/lib/calendar/calendar.dto'
import { UndoDay } from './undo-day'

const kindOf = (isWorkday: boolean) => (isWorkday ? '工作日' : '休息日')

/** The days of a year that are not simply Monday to Friday, in order, with what the bureau marked. */
export function YearDays({ year }: { year: CalendarYear }) {
  if (year.notable.length === 0)
    return <EmptyState title={`${year.year} 年还没有节假日和调休`} why="按公布的放假安排，在“标记一天”里逐日标出。" />
  return (
    <ul className="divide-y divide-line">
      {year.notable.map(day => (
        <li key={day.day} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2 sm:px-5">
          <span className="num w-40 shrink-0">
            {day.day} {day.weekday}
          </span>
          <Badge tone={day.isWorkday ? 'info' : 'neutral'}>{kindOf(day.isWorkday)}</Badge>
          <span className="min-w-0 flex-1">{nameOf(day)}</span>
          {day.correction && (
            <span className="flex w-full flex-wrap items-baseline gap-x-3 text-sm text-ink-2">
              <span className="min-w-0 break-words">
                {day.correction.by} 于 <Time value={day.correction.at} /> 标记：{day.correction.reason}
              </span>
              <UndoDay day={day.day} becomes="公布的安排" />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function nameOf({ name, isWorkday, correction }: NotableDay): string {
  if (name === '') return correction ? '人工标记' : ''
  return isWorkday && !correction ? `${name}调休上班` : name
}
