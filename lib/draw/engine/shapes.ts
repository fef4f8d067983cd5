import { blocksOf, type Part } from './parts'
import { byCode, type Problem } from './problem'
import type { Space } from './space'

/**
 * What of a block of types its counting depends on, without saying whose: of each type how many people, and of each
 * place, if they may sit there, the digits they count in and the caps they use. Units alike have one shape.
 */
export type Shape = {
  readonly rows: readonly {
    readonly count: number
    readonly seats: readonly ({ readonly dimensions: readonly number[]; readonly uses: readonly number[] } | null)[]
  }[]
  /** of each cap of the block, how many it lets sit */
  readonly limits: readonly number[]
}

/** Blocks of one shape, each as indexes of types of the part; both in canonical order. */
export type Shaped = { readonly shape: Shape; readonly blocks: readonly (readonly number[])[] }

/** The blocks of a part by their shapes. */
export function shapesOf(problem: Problem, { panels, types }: Part, space: Space): Shaped[] {
  const sorted = (caps: Problem['caps']) => [...caps].sort((one, other) => byCode(one.feature, other.feature))
  const everywhere = sorted(problem.caps)
  const own = panels.map(panel => sorted(problem.panels[panel]!.caps))
  const found = new Map<string, { shape: Shape; blocks: number[][] }>()
  for (const block of blocksOf(types, [...everywhere, ...own.flat()])) {
    const known = new Map<string, number>()
    const limits: number[] = []
    const limitOf = (place: number | null, feature: string, value: string, most: number): number => {
      const key = JSON.stringify([place, feature, value])
      if (!known.has(key)) known.set(key, limits.push(most) - 1)
      return known.get(key)!
    }
    const rows = block.map(at => {
      const { features, members, panels: sits } = types[at]!
      const seats = panels.map((panel, place) => {
        if (!sits.includes(panel)) return null
        const dimensions = space.dimensions.flatMap((dimension, digit) =>
          dimension.place === place && dimension.counts(features) ? [digit] : [],
        )
        const of = (caps: Problem['caps'], where: number | null) =>
          caps.flatMap(({ feature, most }) => {
            const value = features[feature]
            return value === undefined ? [] : [limitOf(where, feature, value, most)]
          })
        return { dimensions, uses: [...of(everywhere, null), ...of(own[place]!, place)] }
      })
      return { count: members.length, seats }
    })
    const shape = { rows, limits }
    const key = JSON.stringify(shape)
    const alike = found.get(key)
    if (alike) alike.blocks.push(block)
    else found.set(key, { shape, blocks: [block] })
  }
  return [...found.values()]
}
