/** Counting stops here: what a list shows as 10,000 条以上 costs the same whether it is 10,000 or a million. */
export const COUNTED = 10_000

/** How many there are: exactly, or so many and more. */
export type Counted = { count: number; more: boolean }

/** What was counted up to one beyond the limit. */
export const countedOf = (found: number): Counted => ({ count: Math.min(found, COUNTED), more: found > COUNTED })

const grouped = new Intl.NumberFormat('zh-CN')

/** 58, 1,234, and 10,000+ for what was counted no further. */
export const countText = ({ count, more }: { count: number; more?: boolean }): string =>
  `${grouped.format(count)}${more ? '+' : ''}`
