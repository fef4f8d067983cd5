import { Lottery } from '@/lib/draw/engine/select'
import type { PanelSpec, Pool } from '@/lib/draw/pool.rules'
import { problemOf } from '@/lib/draw/problem'
import { agreedCaps, fullIn, isLeft, underCaps } from '@/lib/draw/seated.rules'

const panel = (groupId: string, size: number, caps: PanelSpec['caps']): PanelSpec => ({
  ...{ groupId, name: groupId, size, alternates: 0, conditions: {} as never, quotas: [], caps },
})
/** One type of people, each with his unit. */
const poolOf = (panels: PanelSpec[], caps: PanelSpec['caps'], units: string[]): Pool => ({
  ...{ panels, caps },
  counts: panels.map(({ groupId, name }) => ({ groupId, name, eligible: units.length, excluded: {} })),
  types: [
    { panels: panels.map((_, at) => at), features: {}, expertIds: units.map((unit, at) => `${unit}${at}`), units },
  ],
})
const sits = (groupId: string, unit: string) => ({ groupId, features: { unit } })
const unitsIn = (pool: Pool) => pool.types.map(({ panels, units }) => [panels, [...units]])

test('where nobody sits the pool stays as it is', () => {
  const pool = poolOf([panel('A', 2, [{ feature: 'unit', most: 1 }])], [], ['X', 'Y'])
  expect(underCaps(pool, [])).toBe(pool)
  expect(underCaps(pool, [sits('B', 'X')])).toBe(pool)
})

test('who has a value of which no more may sit is out, in his group or, by a cap over all, everywhere', () => {
  const caps = [{ feature: 'unit', most: 1 }]
  const own = underCaps(poolOf([panel('A', 1, caps), panel('B', 1, caps)], [], ['X', 'Y']), [sits('A', 'X')])
  expect(unitsIn(own)).toEqual([
    [[1], ['X']],
    [[0, 1], ['Y']],
  ])
  expect(own.counts).toMatchObject([
    { eligible: 1, excluded: { unitFull: 1 } },
    { eligible: 2, excluded: {} },
  ])
  const all = underCaps(poolOf([panel('B', 1, [])], caps, ['X', 'Y']), [sits('A', 'X')])
  expect(unitsIn(all)).toEqual([[[0], ['Y']]])
})

test('of a value that is partly used no more are drawn than the cap leaves, over several groups as well', () => {
  const caps = [{ feature: 'unit', most: 2 }]
  const units = ['X', 'X', 'X', 'Y', 'Y', 'Z']
  const pool = underCaps(poolOf([panel('A', 2, []), panel('B', 1, [])], caps, units), [sits('C', 'X')])
  expect(pool.caps.filter(({ feature }) => isLeft(feature))).toHaveLength(1)
  const lottery = new Lottery(problemOf(pool))
  for (let seed = 0; seed < 60; seed += 1) {
    const drawn = lottery.draw(seed.toString(16).padStart(64, '0')).panels.flat()
    expect(drawn.filter(id => id.startsWith('X')).length).toBeLessThanOrEqual(1)
    expect(drawn.filter(id => id.startsWith('Y')).length).toBeLessThanOrEqual(2)
  }
  // what was agreed to is found again in what was drawn for
  expect(agreedCaps(pool).caps).toEqual(caps)
})

test('other features than the unit count as well', () => {
  const [first] = [panel('A', 1, [{ feature: 'sex', most: 1 }])]
  const pool: Pool = {
    ...poolOf([first!], [], []),
    counts: [{ groupId: 'A', name: 'A', eligible: 3, excluded: { taken: 1 } }],
    types: [
      { panels: [0], features: { sex: '1' }, expertIds: ['a', 'b'], units: ['', ''] },
      { panels: [0], features: { sex: '2' }, expertIds: ['c'], units: [''] },
    ],
  }
  const left = underCaps(pool, [{ groupId: 'A', features: { sex: '1' } }])
  expect(left.types.map(({ expertIds }) => expertIds)).toEqual([['c']])
  expect(left.counts).toMatchObject([{ eligible: 1, excluded: { taken: 1, unitFull: 2 } }])
  expect(pool.counts[0]?.eligible).toBe(3)
})

test('递补: full is full in his group and over all', () => {
  const asked = { panels: [panel('A', 1, [{ feature: 'unit', most: 2 }])], caps: [{ feature: 'sex', most: 1 }] }
  const seated = [
    { groupId: 'A', features: { unit: 'X', sex: '1' } },
    { groupId: 'B', features: { unit: 'X', sex: '' } },
  ]
  const full = fullIn(asked, seated, 0)
  expect([full({ unit: 'X' }), full({ unit: 'Y', sex: '1' }), full({ unit: 'Y', sex: '2' })]).toEqual([
    false,
    true,
    false,
  ])
})
