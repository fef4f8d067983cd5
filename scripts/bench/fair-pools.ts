import type { Problem, Quota } from '@/lib/draw/engine/problem'
import { Random } from '@/lib/draw/engine/random'

/** A feature: how often each of its values stands in the pool, in hundredths. */
type Feature = { readonly name: string; readonly shares: readonly number[] }

const seed = '0b'.repeat(32)
const quota = (feature: string, value: number, min: number, max: number): Quota => ({
  feature,
  value: `${feature}${value}`,
  min,
  max,
})

function people(count: number, features: readonly Feature[], units: number): Problem['candidates'] {
  const random = new Random(seed, 'bench')
  // a table of a thousand places for each feature; one number for each of them and three for the unit
  return Array.from({ length: count }, (_, at) => {
    const values: Record<string, string> = {}
    for (const { name, shares } of features) {
      let left = random.index(100)
      const value = shares.findIndex(share => {
        left -= share
        return left < 0
      })
      values[name] = `${name}${value}`
    }
    // few units with very many people, many with one or two
    if (units > 0) values.unit = `u${Math.floor(units * (random.index(65_536) / 65_536) ** 2.5)}`
    return { id: `p${String(at).padStart(7, '0')}`, features: values }
  })
}

const problemOf = (candidates: Problem['candidates'], size: number, quotas: Quota[], unit: boolean): Problem => ({
  candidates,
  panels: [
    {
      name: 'panel',
      size,
      eligible: candidates.map(({ id }) => id),
      quotas,
      caps: unit ? [{ feature: 'unit', most: 1 }] : [],
    },
  ],
  caps: [],
})

/** 9 of so many, ten quotas on five features, at most one of a unit. */
export function nine(count: number): Problem {
  const features = [
    { name: 'title', shares: [50, 35, 15] },
    { name: 'age', shares: [20, 30, 35, 15] },
    { name: 'sex', shares: [70, 30] },
    { name: 'area', shares: [80, 20] },
    { name: 'nature', shares: [50, 30, 20] },
  ]
  const quotas = [
    quota('title', 0, 3, 5),
    quota('title', 2, 2, 4),
    quota('age', 0, 2, 4),
    quota('age', 1, 2, 4),
    quota('age', 3, 1, 2),
    quota('sex', 1, 3, 5),
    quota('area', 1, 2, 4),
    quota('nature', 0, 3, 4),
    quota('nature', 1, 2, 4),
    quota('nature', 2, 2, 3),
  ]
  return problemOf(people(count, features, Math.round(count / 4)), 9, quotas, true)
}

/** 30 of so many, six features, every value with a range around its share in the whole population. */
export function thirty(count: number): Problem {
  const features = [
    { name: 'sex', shares: [65, 35] },
    { name: 'age', shares: [15, 35, 30, 20] },
    { name: 'region', shares: [40, 30, 20, 10] },
    { name: 'degree', shares: [20, 50, 30] },
    { name: 'nature', shares: [45, 35, 20] },
    { name: 'field', shares: [30, 30, 20, 20] },
  ]
  const asked: Record<string, readonly number[]> = {
    sex: [15, 15],
    age: [7, 8, 8, 7],
    region: [9, 8, 7, 6],
    degree: [10, 10, 10],
    nature: [11, 10, 9],
    field: [8, 8, 7, 7],
  }
  const quotas = Object.entries(asked).flatMap(([name, counts]) =>
    counts.map((count, value) => quota(name, value, count - 1, count + 1)),
  )
  return problemOf(people(count, features, 0), 30, quotas, false)
}

/** 15 of a million; 480 types, or with two more features 6,720. */
export function million(many: boolean): Problem {
  const even = (name: string, values: number): Feature => ({
    name,
    shares: Array.from({ length: values }, (_, at) => Math.floor(100 / values) + (at < 100 % values ? 1 : 0)),
  })
  const features = [
    even('title', 3),
    even('age', 4),
    even('sex', 2),
    even('region', 5),
    even('degree', 4),
    ...(many ? [even('nature', 7), even('party', 2)] : []),
  ]
  const quotas = features.flatMap(({ name, shares }) =>
    shares.map((_, value) =>
      quota(name, value, Math.floor(15 / shares.length) - 1, Math.ceil(15 / shares.length) + (value === 0 ? 2 : 1)),
    ),
  )
  return problemOf(people(1_000_000, features, 0), 15, quotas, false)
}

/**
 * Three groups of nine drawn together; at most one of a unit in each, two in all.
 * @param groups in how many of them each person may sit; units are in common
 */
export function together(count: number, units: number, groups: 1 | 2 | 3): Problem {
  const features = [
    { name: 'title', shares: [50, 35, 15] },
    { name: 'age', shares: [20, 30, 35, 15] },
    { name: 'sex', shares: [70, 30] },
    { name: 'area', shares: [80, 20] },
  ]
  const candidates = people(count, features, units)
  const asked = [
    [quota('title', 0, 4, 7), quota('sex', 1, 3, 5), quota('area', 1, 2, 4)],
    [quota('title', 2, 2, 3), quota('age', 0, 2, 4), quota('sex', 1, 2, 4)],
    [quota('age', 3, 2, 3), quota('area', 1, 3, 5), quota('title', 1, 2, 4)],
  ]
  return {
    candidates,
    panels: asked.map((quotas, panel) => ({
      ...{ name: `第${panel + 1}组`, size: 9, quotas, caps: [{ feature: 'unit', most: 1 }] },
      eligible: candidates.filter((_, at) => (at + panel) % 3 < groups).map(({ id }) => id),
    })),
    caps: [{ feature: 'unit', most: 2 }],
  }
}
