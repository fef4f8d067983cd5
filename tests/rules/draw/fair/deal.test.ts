import fc from 'fast-check'
import { dealtOf, inTurn, placesOf, within } from '@/lib/draw/engine/fair/deal'
import type { Model } from '@/lib/draw/engine/fair/model'

/** One class of units alike, and so many of each kind in each panel as the model's numbers allow. */
const anyClass = fc
  .record({
    units: fc.integer({ min: 1, max: 6 }),
    kinds: fc.array(
      fc.record({ each: fc.integer({ min: 1, max: 3 }), panels: fc.subarray([0, 1, 2], { minLength: 1 }) }),
      { minLength: 1, maxLength: 4 },
    ),
    each: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 1, max: 3 }))),
    all: fc.integer({ min: 1, max: 6 }),
    wanted: fc.array(fc.nat(11), { minLength: 200, maxLength: 200 }),
  })
  .map(({ units, kinds, each, all, wanted }) => {
    const cells = [0, 1, 2].flatMap(panel =>
      kinds.flatMap(({ panels }, kind) => (panels.includes(panel) ? [{ kind, panel, most: 99 }] : [])),
    )
    const model: Model = {
      ...{ sizes: [99, 99, 99], seats: 297, people: 0, quotas: [], limits: [], cells },
      kinds: kinds.map(({ each: people, panels }) => ({
        ...{ features: {}, class: 0, each: people, panels, members: [], units: [], quotas: [] },
      })),
      classes: [{ units, kinds: [...kinds.keys()] }],
      cap: { feature: 'unit', each, all },
    }
    // one more here and there, as long as the sums of the class allow it
    const counts = cells.map(() => 0)
    for (const one of wanted) {
      const at = one % cells.length
      const { kind, panel } = cells[at]!
      const sum = (of: (cell: Model['cells'][number]) => boolean) =>
        cells.reduce((before, cell, other) => before + (of(cell) ? counts[other]! : 0), 0)
      if (
        sum(cell => cell.kind === kind) < units * kinds[kind]!.each &&
        sum(cell => cell.panel === panel) < units * each[panel]! &&
        sum(() => true) < units * all
      )
        counts[at]! += 1
    }
    const panel = counts.flatMap((count, at): [number, number][] => (count > 0 ? [[at, count]] : []))
    return { model, panel }
  })

test('whatever the sums of a class allow can be dealt out to its units', () => {
  const found = { turn: 0, other: 0 }
  fc.assert(
    fc.property(anyClass, ({ model, panel }) => {
      const [[, cells] = [0, []]] = placesOf(model, panel)
      const [dealt] = dealtOf(model, panel)
      const units = dealt?.units ?? inTurn(cells.length, model.classes[0]!.units)
      expect(units).toHaveLength(cells.length)
      expect(units.every(unit => unit >= 0 && unit < model.classes[0]!.units)).toBe(true)
      expect(within(model, cells, units)).toBe(true)
      found[dealt ? 'other' : 'turn'] += 1
    }),
    { numRuns: 2_000 },
  )
  // both ways occur, and one panel is always dealt out in turn
  expect(Math.min(found.turn, found.other)).toBeGreaterThan(0)
  fc.assert(
    fc.property(anyClass, ({ model, panel }) => {
      const alone = panel.filter(([cell]) => model.cells[cell]!.panel === 0)
      expect(dealtOf(model, alone)).toEqual([])
    }),
    { numRuns: 500 },
  )
})
