import { yearRange } from '@/lib/statistics/range.rules'
import { asks, type Call } from './gate-calls'

const either = ['statistics.view', 'statistics.department'] as const

/** Of statistics: every function and the permission it must ask for. */
export const statistics = (): Record<string, Call | string> => ({
  'statistics/flows flowFigures': asks([...either], yearRange(2026)),
  'statistics/gaps gapFigures': asks([...either], { level: 1, threshold: 5 }),
  'statistics/report viewReport': asks('statistics.view', 2026),
  'statistics/report keepReports': asks('statistics.keep'),
  'statistics/waiting waitingFigures': asks([...either], yearRange(2026)),
  'statistics/reach reachOf': asks([...either]),
  'statistics/pool poolFigures': asks([...either], null),
  'statistics/pool disciplineFigures': asks([...either], { on: null, under: null }),
})
