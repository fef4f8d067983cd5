import type { Cap, Problem } from './problem'
import type { Type } from './types'

/** Panels that have to be drawn in one go: they share people, or a cap goes over them. */
export type Part = { readonly panels: readonly number[]; readonly types: readonly Type[] }

/** Cuts a problem where nothing connects its panels; each part can be drawn by itself without moving the others. */
export function partsOf({ panels, caps }: Problem, types: readonly Type[]): Part[] {
  const leader = panels.map((_, at) => at)
  const find = (at: number): number => (leader[at] === at ? at : find(leader[at]!))
  const join = (one: number, other: number) => {
    const [low, high] = [find(one), find(other)].sort((a, b) => a - b)
    leader[high!] = low!
  }
  for (const type of types) for (const at of type.panels) join(type.panels[0]!, at)
  if (caps.length > 0) for (const at of leader.keys()) join(0, at)
  return [...new Set(leader.map((_, at) => find(at)))].map(first => ({
    panels: leader.flatMap((_, at) => (find(at) === first ? [at] : [])),
    types: types.filter(type => find(type.panels[0]!) === first),
  }))
}

/**
 * Types that a cap holds together, as indexes: what is taken of one decides what may be taken of the others. Without a
 * cap each stands alone. In the order of their first types.
 */
export function blocksOf(types: readonly Type[], caps: readonly Cap[]): number[][] {
  const leader = types.map((_, at) => at)
  const find = (at: number): number => (leader[at] === at ? at : find(leader[at]!))
  for (const { feature } of caps) {
    const first = new Map<string, number>()
    types.forEach(({ features }, at) => {
      const value = features[feature]
      if (value === undefined) return
      const before = first.get(value)
      if (before === undefined) first.set(value, at)
      else {
        const [low, high] = [find(before), find(at)].sort((a, b) => a - b)
        leader[high!] = low!
      }
    })
  }
  const blocks = new Map<number, number[]>()
  types.forEach((_, at) => {
    const block = blocks.get(find(at))
    if (block) block.push(at)
    else blocks.set(find(at), [at])
  })
  return [...blocks.values()]
}
