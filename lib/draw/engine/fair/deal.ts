import { type Model, sumOf } from './model'
import type { Panel } from './whole'

/** Of the places of a class in their order, the number of the unit that each goes to. */
export type Dealt = { readonly class: number; readonly units: readonly number[] }

/** The places that a class has in panels: their cells, in the order of the panels. */
export function placesOf(model: Model, panel: Panel): Map<number, number[]> {
  const places = new Map<number, number[]>()
  for (const [cell, count] of panel) {
    const { class: place } = model.kinds[model.cells[cell]!.kind]!
    if (place < 0) continue
    const own = places.get(place) ?? []
    places.set(place, own)
    for (let time = 0; time < count; time += 1) own.push(cell)
  }
  return places
}

/** Whether no unit has more of a kind than it has people, or more than its cap in a panel or in all together. */
export function within(model: Model, cells: readonly number[], units: readonly number[]): boolean {
  const counts = new Map<string, number>()
  return cells.every((cell, at) => {
    const { kind, panel } = model.cells[cell]!
    const add = (what: string) => {
      const key = `${units[at]} ${what}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
      return counts.get(key)!
    }
    return (
      add(`kind ${kind}`) <= model.kinds[kind]!.each &&
      add(`panel ${panel}`) <= model.cap!.each[panel]! &&
      add('all') <= model.cap!.all
    )
  })
}

/** Place by place to one unit after the other, as cards are dealt. */
export const inTurn = (count: number, units: number): number[] => Array.from({ length: count }, (_, at) => at % units)

/**
 * Which units the places go to, for every class where dealing them out in turn would give a unit too many of a kind
 * whose people sit in several panels. What the model counted can always be dealt out (029).
 */
export function dealtOf(model: Model, panel: Panel): Dealt[] {
  return [...placesOf(model, panel)].flatMap(([place, cells]) => {
    const count = model.classes[place]!.units
    if (within(model, cells, inTurn(cells.length, count))) return []
    const kinds = cells.map(cell => model.cells[cell]!.kind)
    const panels = cells.map(cell => model.cells[cell]!.panel)
    return [{ class: place, units: coloured(kinds, panels, count) }]
  })
}

/** Of equal values the first so many are one end of edges, the next so many another. */
function ends(values: readonly number[], count: number): string[] {
  const seen = new Map<number, number>()
  return values.map(value => {
    const before = seen.get(value) ?? 0
    seen.set(value, before + 1)
    return `${value}/${Math.floor(before / count)}`
  })
}

/**
 * Kinds and panels are the two sides of a graph and places its edges; each end has at most as many edges as there are
 * colours, so that they can be coloured with no colour twice at one end (Kőnig), and every colour about as often as any
 * other (de Werra). A colour is a unit: it has of each kind, of each panel, and at all, no more than its even part,
 * rounded up.
 */
function coloured(kinds: readonly number[], panels: readonly number[], count: number): number[] {
  const [left, right] = [ends(kinds, count), ends(panels, count).map(end => `panel ${end}`)]
  const colours: number[] = []
  const at = new Map<string, Map<number, number>>()
  const edges = (end: string) => {
    const known = at.get(end) ?? new Map<number, number>()
    at.set(end, known)
    return known
  }
  const paint = (edge: number, colour: number) => {
    colours[edge] = colour
    for (const end of [left[edge]!, right[edge]!]) edges(end).set(colour, edge)
  }
  /** Exchanges two colours along the path that begins at an end with an edge of the first. */
  const flip = (start: string, one: number, other: number) => {
    const path: number[] = []
    let [end, colour] = [start, one]
    for (let edge = edges(end).get(colour); edge !== undefined; edge = edges(end).get(colour)) {
      path.push(edge)
      end = left[edge] === end ? right[edge]! : left[edge]!
      colour = colour === one ? other : one
    }
    for (const edge of path) for (const own of [left[edge]!, right[edge]!]) edges(own).delete(colours[edge]!)
    for (const edge of path) paint(edge, colours[edge] === one ? other : one)
  }
  const free = (end: string) =>
    Array.from({ length: count }, (_, colour) => colour).find(colour => !edges(end).has(colour))!
  kinds.forEach((_, edge) => {
    const [one, other] = [free(left[edge]!), free(right[edge]!)]
    if (edges(right[edge]!).has(one)) flip(right[edge]!, one, other)
    paint(edge, one)
  })
  for (;;) {
    const sizes = Array.from({ length: count }, (_, colour) => sumOf(colours.map(own => (own === colour ? 1 : 0))))
    const [most, least] = [sizes.indexOf(Math.max(...sizes)), sizes.indexOf(Math.min(...sizes))]
    if (sizes[most]! - sizes[least]! < 2) return colours
    const start = [...at.keys()].find(end => edges(end).has(most) && !edges(end).has(least) && longer(end, most, least))
    flip(start!, most, least)
  }

  /** Whether the path has more edges of the first colour. */
  function longer(start: string, one: number, other: number): boolean {
    let [end, colour, length] = [start, one, 0]
    for (let edge = edges(end).get(colour); edge !== undefined; edge = edges(end).get(colour)) {
      length += 1
      end = left[edge] === end ? right[edge]! : left[edge]!
      colour = colour === one ? other : one
    }
    return length % 2 === 1
  }
}
