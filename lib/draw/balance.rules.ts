import type { ListParams, ListSpec } from '@/lib/platform/list-params'

/** 通常范围: this many times the spread of chance to each side, and one draw above, for chances are lumpy. */
export const SPREADS = 2
export const ONE_MORE = 1
/** In the pool of so many draws and never drawn: worth a look. */
export const OFTEN = 5
/** Against what reckoning with broken numbers leaves behind. */
export const HAIR = 1e-9

/** What chances add up to: `variance` is the sum of chance × (1 − chance). */
export type Chances = { expected: number; variance: number }
export type Verdict = 'usual' | 'over' | 'under'
export const verdictWords: Readonly<Record<Verdict, string>> = {
  usual: '通常范围内',
  over: '多于通常',
  under: '少于通常',
}

/**
 * How often somebody is usually drawn who has these chances, if nothing but chance is at work: of a hundred such people
 * at most about five lie outside (tests/rules reckons it).
 * @param most the number of draws, where nobody can be drawn more often
 */
export function usualRange({ expected, variance }: Chances, most = Number.POSITIVE_INFINITY) {
  const spread = SPREADS * Math.sqrt(Math.max(0, variance))
  const to = Math.floor(expected + spread + ONE_MORE + HAIR)
  return { from: Math.max(0, Math.ceil(expected - spread - HAIR)), to: Math.min(most, to) }
}

/** Whether so many lie in the usual range. */
export function verdictOf(drawn: number, chances: Chances): Verdict {
  const { from, to } = usualRange(chances)
  return drawn > to ? 'over' : drawn < from ? 'under' : 'usual'
}

/** The people of one kind together: panels have a fixed size, so a kind that is a large part of all varies less. */
export const together = ({ expected, variance }: Chances, whole: number): Chances => ({
  expected,
  variance: whole > 0 ? variance * Math.max(0, 1 - expected / whole) : variance,
})

/** Lists of the board: each with the order it opens in. */
export const balanceViews = [
  { value: '', label: '全部', sort: 'difference' },
  { value: 'over', label: '多于通常', sort: 'difference' },
  { value: 'under', label: '少于通常', sort: 'difference', order: 'asc' },
  { value: 'never', label: '常在范围内、从未抽中', sort: 'expected' },
  { value: 'often', label: '抽中两次以上', sort: 'drawn' },
  { value: 'capped', label: '今年已到上限', sort: 'drawn' },
] as const
export type BalanceView = (typeof balanceViews)[number]['value']

/** What the address of the board may say. @param ranges keys of the times that can be chosen */
export const balanceSpec = (
  codes: (table: 'discipline' | 'titleLevel') => readonly string[],
  ranges: readonly string[],
) =>
  ({
    sorts: ['difference', 'expected', 'drawn', 'last'] as const,
    order: 'desc',
    filters: {
      view: { kind: 'one', values: [...balanceViews.map(({ value }) => value).filter(Boolean), 'kinds'] },
      range: { kind: 'one', values: ranges },
      name: { kind: 'text' },
      unit: { kind: 'text' },
      discipline: { kind: 'one', values: codes('discipline') },
      level: { kind: 'many', values: codes('titleLevel') },
    },
  }) satisfies ListSpec
export type BalanceParams = ListParams<ReturnType<typeof balanceSpec>>
