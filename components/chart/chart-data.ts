/** What is counted or measured, in the order it is drawn. */
export type Series = { key: string; label: string }

/** One bar, or one group of them: how much of each series. null: nothing to say. */
export type ChartRow = {
  id: string
  label: string
  values: Readonly<Record<string, number | null>>
  /** where its people stand in a list */
  href?: string
  /** where it is divided further */
  into?: string
}

export type ChartData = {
  series: readonly Series[]
  rows: readonly ChartRow[]
  /** 人, 份, 个工作日 */
  unit: string
}

const grouped = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 })

/** A figure as a chart and its table write it; a dash where there is none. */
export const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? '—' : grouped.format(value)

/** A part of a whole as a percentage with one decimal; a dash of nothing. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`
