/**
 * Chances reckoned in fractions over all panels written down one by one: without a solver, without types, without
 * anything of the engine. Slow, for small pools only.
 */
type Fraction = { readonly n: bigint; readonly d: bigint }

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))
const frac = (n: bigint, d = 1n): Fraction => {
  const by = gcd(n, d) * (d < 0n ? -1n : 1n)
  return { n: n / by, d: d / by }
}
const times = (a: Fraction, b: Fraction) => frac(a.n * b.n, a.d * b.d)
const over = (a: Fraction, b: Fraction) => frac(a.n * b.d, a.d * b.n)
const less = (a: Fraction, b: Fraction) => frac(a.n * b.d - b.n * a.d, a.d * b.d)
const ZERO = frac(0n)
const ONE = frac(1n)

/** Maximizes `costs · x` where `rows · x ≤ limits`, x ≥ 0 and no limit is below nothing (simplex, Bland's rule). */
function maximize(costs: Fraction[], rows: Fraction[][], limits: Fraction[]) {
  const columns = costs.length
  const table = rows.map((row, at) => [...row, ...rows.map((_, other) => (other === at ? ONE : ZERO)), limits[at]!])
  const last = [...costs.map(cost => less(ZERO, cost)), ...rows.map(() => ZERO), ZERO]
  const basis = rows.map((_, at) => columns + at)
  for (;;) {
    const enter = last.findIndex((value, at) => at < last.length - 1 && value.n < 0n)
    if (enter < 0) break
    let leave = -1
    table.forEach((row, at) => {
      if (row[enter]!.n <= 0n) return
      if (leave < 0) leave = at
      else {
        const gap = less(over(row.at(-1)!, row[enter]!), over(table[leave]!.at(-1)!, table[leave]![enter]!)).n
        if (gap < 0n || (gap === 0n && basis[at]! < basis[leave]!)) leave = at
      }
    })
    if (leave < 0) throw new Error('without limit')
    const pivot = table[leave]!.map(value => over(value, table[leave]![enter]!))
    table[leave] = pivot
    basis[leave] = enter
    for (const row of [...table.filter(one => one !== pivot), last]) {
      const factor = row[enter]!
      if (factor.n !== 0n)
        pivot.forEach((value, at) => {
          if (value.n !== 0n) row[at] = less(row[at]!, times(factor, value))
        })
    }
  }
  const x = costs.map((_, at) => {
    const row = basis.indexOf(at)
    return row < 0 ? ZERO : table[row]!.at(-1)!
  })
  return { x, duals: rows.map((_, at) => last[columns + at]!) }
}

/**
 * The leximin chances of everybody who sits in some panel; the first level is the maximin.
 * @param panels every panel there is
 */
export function exactLeximin(panels: readonly (readonly string[])[]): {
  smallest: number
  chances: Map<string, number>
} {
  const ids = [...new Set(panels.flat())].sort()
  const fixed = new Map<string, Fraction>()
  let smallest: Fraction | null = null
  while (fixed.size < ids.length) {
    // columns: the panels, the level, and whether all that is fixed is kept, which is worth more than any level
    const rows = ids.map(id => [
      ...panels.map(panel => (panel.includes(id) ? frac(-1n) : ZERO)),
      fixed.has(id) ? ZERO : ONE,
      fixed.get(id) ?? ZERO,
    ])
    const all = [...panels.map(() => ONE), ZERO, ZERO]
    const kept = [...panels.map(() => ZERO), ZERO, ONE]
    const { x, duals } = maximize(
      [...panels.map(() => ZERO), ONE, frac(10n ** 9n)],
      [...rows, all, kept],
      [...ids.map(() => ZERO), ONE, ONE],
    )
    const level = x[panels.length]!
    smallest ??= level
    ids.forEach((id, at) => {
      if (!fixed.has(id) && duals[at]!.n > 0n) fixed.set(id, level)
    })
  }
  const number = ({ n, d }: Fraction) => Number(n) / Number(d)
  return { smallest: number(smallest ?? ZERO), chances: new Map([...fixed].map(([id, value]) => [id, number(value)])) }
}
