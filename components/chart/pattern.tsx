/*
 * Series are told apart by pattern, not by colour alone: full, hatched, empty, dotted, crossed. So they stay apart in a
 * black and white print and for everybody's eyes.
 */
const size = 7
const parts = [
  <rect key="full" width={size} height={size} fill="var(--color-accent)" />,
  <path key="hatch" d={`M-1,1 l2,-2 M0,${size} l${size},-${size} M${size - 1},${size + 1} l2,-2`} strokeWidth={1.6} />,
  null,
  <circle key="dot" cx={size / 2} cy={size / 2} r={1.5} fill="var(--color-ink-2)" stroke="none" />,
  <path key="cross" d={`M0,${size / 2} h${size} M${size / 2},0 v${size}`} strokeWidth={1} />,
]

/** How many series a chart can tell apart. */
export const PATTERNS = parts.length

const idOf = (chart: string, at: number) => `${chart}-p${at % PATTERNS}`

/** The outline of whatever is filled with a pattern. */
export const outline = 'var(--color-accent-deep)'

/** What fills a series. @param chart an id that no other chart of the page has */
export const fillOf = (chart: string, at: number): string => `url(#${idOf(chart, at)})`

/** The patterns of a chart, for its <defs>. */
export const patternsOf = (chart: string, count: number) =>
  parts.slice(0, Math.min(count, PATTERNS)).map((part, at) => (
    <pattern
      key={idOf(chart, at)}
      id={idOf(chart, at)}
      width={size}
      height={size}
      patternUnits="userSpaceOnUse"
      stroke="var(--color-ink-2)"
    >
      <rect width={size} height={size} fill="var(--color-paper)" stroke="none" />
      {part}
    </pattern>
  ))
