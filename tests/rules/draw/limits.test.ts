import { TooLarge } from '@/lib/draw/engine/choices'
import type { Problem } from '@/lib/draw/engine/problem'
import { Lottery } from '@/lib/draw/engine/select'

/** People of a unit each, in so many regions, within caps. */
const capped = (people: number, regions: number, most: number): Problem => {
  const candidates = Array.from({ length: people }, (_, at) => ({
    id: `p${at}`,
    features: { unit: `u${at}`, region: `r${at % regions}`, sex: at % 3 ? 'm' : 'f' },
  }))
  const caps = [
    { feature: 'unit', most: 1 },
    { feature: 'region', most },
  ]
  const quotas = [{ feature: 'sex', value: 'f', min: 1, max: 4 }]
  return {
    candidates,
    panels: [{ name: '甲', size: 5, eligible: candidates.map(({ id }) => id), quotas, caps }],
    caps: [],
  }
}

test.each([
  [2000, 1],
  [1000, 20],
])('%i people in %i regions are too many to count, and that is said', (people, regions) => {
  expect(() => new Lottery(capped(people, regions, 2))).toThrow(TooLarge)
})
test('a cap said twice in one list is refused', () => {
  const problem = capped(6, 2, 2)
  const twice = [...problem.panels[0]!.caps, { feature: 'unit', most: 2 }]
  expect(() => new Lottery({ ...problem, caps: twice })).toThrow('two caps for one feature')
  expect(() => new Lottery({ ...problem, panels: [{ ...problem.panels[0]!, caps: twice }] })).toThrow(
    'two caps for one feature',
  )
})
