import type { Chances, Verdict } from './balance.rules'

/** What a board counts: draws whose names may be read by now, and nothing of the others but how many there are. */
export type BalanceFrame = {
  /** draws of reviews within the time */
  draws: number
  /** reviews within the time whose list is still sealed */
  sealed: number
  /** people drawn into panels, those among them who had never sat before, and those who followed or were invited */
  drawn: number
  newcomers: number
  followed: number
  /** how often somebody is drawn in a year at most; null: no limit */
  yearlyCap: number | null
}

/** One expert: how often he would be drawn by his chances, and how often he was. */
export type BalanceRow = Chances & {
  id: string
  name: string
  unitName: string
  titleLevel: string
  /** draws in whose pool he was */
  pools: number
  drawn: number
  followed: number
  last: Date | null
  usual: { from: number; to: number }
  verdict: Verdict
}

/** The people of one kind together. */
export type BalanceSlice = Chances & {
  code: string
  label: string
  people: number
  drawn: number
  usual: { from: number; to: number }
  verdict: Verdict
}
export type BalanceKind = 'unit' | 'discipline' | 'level' | 'region'
