import type { Problem } from '@/lib/draw/engine/problem'
import { Infeasible, Lottery } from '@/lib/draw/engine/select'
import { Budget, TooLarge } from '@/lib/draw/engine/too-large'

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

test('units of one region under a cap over both are too many to count, and that is said', () => {
  expect(() => new Lottery(capped(2000, 1, 2))).toThrow(TooLarge)
})
test('of far more seats than people nothing is counted', () => {
  const { panels, ...rest } = capped(4, 1, 2)
  const many = {
    ...rest,
    panels: [
      { ...panels[0]!, size: 999_999 },
      { ...panels[0]!, name: '乙', size: 1 },
    ],
  }
  expect(() => new Lottery(many)).toThrow(expect.objectContaining({ name: Infeasible.name, panels: ['甲'] }))
})
test('the same said as a quota of the region that has many is counted', () => {
  const { panels, ...rest } = capped(2000, 1, 2)
  const [panel] = panels
  const most = { feature: 'region', value: 'r0', min: 0, max: 2 }
  const caps = [{ feature: 'unit', most: 1 }]
  const said = { ...rest, panels: [{ ...panel!, size: 2, caps, quotas: [...panel!.quotas, most] }] }
  expect(new Lottery(said).ways).toBeGreaterThan(0n)
})
test('regions alike are counted together', () => {
  expect(new Lottery(capped(1000, 20, 2)).ways).toBeGreaterThan(10n ** 12n)
})
test('what a search may cost is spent from the whole, and from each part', () => {
  const whole = new Budget(10)
  new Budget(6, whole).spend(6)
  expect(() => new Budget(6, whole).spend(5)).toThrow(TooLarge)
  expect(whole.empty).toBe(true)
  expect(() => new Lottery(capped(40, 4, 2), new Budget(5))).toThrow(TooLarge)
})
test('a cap said twice in one list is refused', () => {
  const problem = capped(6, 2, 2)
  const twice = [...problem.panels[0]!.caps, { feature: 'unit', most: 2 }]
  expect(() => new Lottery({ ...problem, caps: twice })).toThrow('two caps for one feature')
  expect(() => new Lottery({ ...problem, panels: [{ ...problem.panels[0]!, caps: twice }] })).toThrow(
    'two caps for one feature',
  )
})
