import type { Dimension } from './dimension.rules'

/** How many stand under one heading. */
export type Slice = {
  code: string
  label: string
  count: number
  /** a region without what of it lies in the area of the authority */
  outside?: true
}

/** The pool on a day, divided in every way; each division adds up to `total`. */
export type PoolFigures = {
  total: number
  by: Record<Dimension, Slice[]>
}

/** Experts by discipline on one level. Who has several stands in several: the slices add up to `total` or more. */
export type DisciplineFigures = {
  /** the discipline that is divided, and those above it; none: the first level */
  way: { code: string; label: string }[]
  /** of how many different experts */
  total: number
  slices: (Slice & { leaf: boolean })[]
}

/** One month of the pool; `after`: how many were in it when the month was over. */
export type FlowMonth = { month: string; in: number; out: number; sleep: number; wake: number; after: number }

/** A range of months: `before` + in − out = `after`. */
export type FlowFigures = {
  before: number
  after: number
  in: number
  out: number
  sleep: number
  wake: number
  months: FlowMonth[]
  /** by the way in */
  entries: Slice[]
  /** by reason */
  exits: Slice[]
}

export type DeskMonth = { month: string; handled: number; median: number | null; within: number | null }

/** A desk: what it dealt with in a range of months and how long that took, in working days; what waits there now. */
export type DeskFigures = {
  desk: 'unit' | 'department' | 'bureau' | 'publicity'
  label: string
  /** working days by the policy in force; null: there is none */
  aim: number | null
  handled: number
  median: number | null
  /** nine of ten took no longer */
  ninety: number | null
  /** how many were dealt with within the aim */
  within: number | null
  returned: number
  refused: number
  months: DeskMonth[]
  waiting: number
  waitingMedian: number | null
  longest: number | null
  /** of those that wait, beyond the aim */
  overdue: number | null
}

/** A discipline and who could be asked in it. */
export type GapRow = {
  code: string
  label: string
  /** names of those above it */
  above: string
  /** active experts */
  available: number
  /** of those, who fall asleep until the forecast ends if they do not log in */
  asleep: number
  /** how many come from the unit that most come from, and its name */
  largest: number
  unit: string
}

/** Where experts are few, soon will be, or come from one unit. */
export type GapFigures = {
  /** the last day of the forecast; null: there is no dormancy */
  until: string | null
  /** disciplines of the level, and how many have any expert */
  disciplines: number
  covered: number
  thin: GapRow[]
  soon: GapRow[]
  concentrated: GapRow[]
  /** disciplines without anybody */
  empty: { code: string; label: string }[]
}

/** A slice on the last day of a year, beside the end of the year before; null: there was no pool then. */
export type YearSlice = Slice & { before: number | null }

/** 公示 of a year: batches made public, the people in them, objections and what became of them by now. */
export type PublicityFigures = {
  batches: number
  people: number
  objections: number
  /** of the objections: without a name */
  anonymous: number
  upheld: number
  dismissed: number
  open: number
}

export type YearReport = {
  year: number
  authority: string
  /** the last day in China that it covers */
  until: string
  /** the year was over when it was made, and it stays as it is */
  final: boolean
  madeOn: string
  policyVersion: number
  flows: FlowFigures
  /** the year before; null: there was no pool yet */
  lastYear: Pick<FlowFigures, 'before' | 'after' | 'in' | 'out' | 'sleep' | 'wake'> | null
  structure: Record<Dimension, YearSlice[]>
  disciplines: YearSlice[]
  desks: DeskFigures[]
  publicity: PublicityFigures
  gaps: GapFigures & { threshold: number }
}
