import fc from 'fast-check'
import type { Problem } from '@/lib/draw/engine/problem'
import { Random } from '@/lib/draw/engine/random'
import { everyWay, wideProblem } from '../problems'

const people = fc.array(
  fc.record({
    sex: fc.constantFrom('f', 'm'),
    title: fc.constantFrom('high', 'mid', 'low'),
    area: fc.constantFrom('in', 'out'),
    unit: fc.constantFrom('u1', 'u2', 'u3', 'u4', 'u5', ''),
  }),
  { minLength: 3, maxLength: 9 },
)

/** One panel of a pool so small that every panel can be written down. */
export const onePanel: fc.Arbitrary<Problem> = fc
  .record({
    people,
    size: fc.integer({ min: 1, max: 4 }),
    quotas: fc.uniqueArray(
      fc.record({
        what: fc.constantFrom(['sex', 'f'], ['sex', 'm'], ['title', 'high'], ['title', 'low'], ['area', 'out']),
        min: fc.integer({ min: 0, max: 2 }),
        more: fc.integer({ min: 0, max: 2 }),
      }),
      { maxLength: 4, selector: ({ what }) => what.join() },
    ),
    caps: fc.uniqueArray(
      fc.record({ feature: fc.constantFrom('unit', 'title'), most: fc.integer({ min: 1, max: 2 }) }),
      { maxLength: 2, selector: ({ feature }) => feature },
    ),
  })
  .map(({ people, size, quotas, caps }) => ({
    candidates: people.map((features, at) => ({ id: `p${at}`, features })),
    panels: [
      {
        name: '组',
        size,
        eligible: people.map((_, at) => `p${at}`),
        quotas: quotas.map(({ what: [feature, value], min, more }) => ({
          feature: feature!,
          value: value!,
          min,
          max: min + more,
        })),
        caps,
      },
    ],
    caps: [],
  }))

/**
 * Pools whose panels cannot be cut into pieces without winning something: at most one (sometimes two) of each of four
 * marks, and people with several of them.
 */
export const twistedPanel: fc.Arbitrary<Problem> = fc
  .record({
    people: fc.array(fc.record(Object.fromEntries([...'abcd'].map(mark => [mark, fc.constantFrom('y', 'n')]))), {
      minLength: 4,
      maxLength: 8,
    }),
    size: fc.integer({ min: 2, max: 3 }),
    most: fc.tuple(...[...'abcd'].map(() => fc.constantFrom(1, 1, 1, 2))),
  })
  .map(({ people, size, most }) => ({
    candidates: people.map((features, at) => ({ id: `p${at}`, features })),
    panels: [
      {
        name: '组',
        size,
        eligible: people.map((_, at) => `p${at}`),
        quotas: [...'abcd'].map((feature, at) => ({ feature, value: 'y', min: 0, max: most[at]! })),
        caps: [],
      },
    ],
    caps: [],
  }))

const several = fc
  .record({
    people: fc.array(
      fc.record({
        features: fc.record({
          sex: fc.constantFrom('f', 'm'),
          title: fc.constantFrom('high', 'mid'),
          'field@0': fc.constantFrom('a', 'b'),
          unit: fc.constantFrom('u1', 'u2', 'u3', ''),
        }),
        seats: fc.constantFrom<number[]>([0], [1], [2], [0, 1], [1, 2], [0, 1, 2]),
      }),
      { minLength: 4, maxLength: 9 },
    ),
    sizes: fc.constantFrom([2, 2], [1, 3], [2, 1, 1], [2, 2, 2], [1, 1, 1]),
    quotas: fc.uniqueArray(
      fc.record({
        panel: fc.integer({ min: 0, max: 2 }),
        what: fc.constantFrom(['sex', 'f'], ['title', 'high'], ['field@0', 'a']),
        min: fc.integer({ min: 0, max: 1 }),
        more: fc.integer({ min: 0, max: 1 }),
      }),
      { maxLength: 4, selector: ({ panel, what }) => `${panel} ${what}` },
    ),
    caps: fc.uniqueArray(
      fc.record({
        panel: fc.constantFrom(0, 1, 2, null),
        feature: fc.constantFrom('unit', 'unit', 'title'),
        most: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 4, selector: ({ panel, feature }) => `${panel} ${feature}` },
    ),
  })
  .map(({ people, sizes, quotas, caps }): Problem => {
    const capsOf = (panel: number | null) =>
      caps.filter(cap => cap.panel === panel).map(({ feature, most }) => ({ feature, most }))
    return {
      candidates: people.map(({ features }, at) => ({ id: `p${at}`, features })),
      panels: sizes.map((size, panel) => ({
        ...{ name: `第${panel + 1}组`, size, caps: capsOf(panel) },
        eligible: people.flatMap(({ seats }, at) => (seats.includes(panel) ? [`p${at}`] : [])),
        quotas: quotas
          .filter(quota => quota.panel === panel)
          .map(({ what: [feature, value], min, more }) => ({ feature: feature!, value: value!, min, max: min + more })),
      })),
      caps: capsOf(null),
    }
  })

/** Several panels that share people: of all sorts, and out of units that are alike. */
export const severalPanels = fc.oneof(several, wideProblem)

/** Who can sit together, in whatever panels; each set of people once. */
export const allPanels = (problem: Problem): string[][] => {
  const all = everyWay(problem).map(panels => panels.flat().sort())
  return [...new Map(all.map(ids => [ids.join(), ids])).values()]
}

/** A pool of so many with units of all lengths, four features and quotas that bind; at most one of a unit. */
export function unitPool(people: number, size: number): Problem {
  const random = new Random('07'.repeat(32), 'pool')
  const of = (name: string, shares: readonly number[]) => {
    let left = random.index(100)
    const at = shares.findIndex(share => {
      left -= share
      return left < 0
    })
    return `${name}${at}`
  }
  const candidates = Array.from({ length: people }, (_, at) => ({
    id: `p${at}`,
    features: {
      sex: of('s', [70, 30]),
      age: of('a', [30, 50, 20]),
      area: of('r', [80, 20]),
      unit: `u${Math.floor((random.index(100) * random.index(people)) / 200)}`,
    },
  }))
  const quota = (feature: string, value: string, min: number, max: number) => ({ feature, value, min, max })
  const quotas =
    size < 9
      ? [quota('sex', 's1', 1, 2)]
      : [quota('sex', 's1', 3, 5), quota('age', 'a0', 2, 3), quota('age', 'a2', 3, 4), quota('area', 'r1', 3, 4)]
  const caps = [{ feature: 'unit', most: 1 }]
  return {
    candidates,
    panels: [{ name: '组', size, eligible: candidates.map(({ id }) => id), quotas, caps }],
    caps: [],
  }
}
