import { together, usualRange, verdictOf } from '@/lib/draw/balance.rules'

/** The chance of each number of hits of independent draws, reckoned exactly. */
function distribution(chances: readonly number[]): number[] {
  let all = [1]
  for (const chance of chances)
    all = Array.from(
      { length: all.length + 1 },
      (_, hits) => (all[hits] ?? 0) * (1 - chance) + (all[hits - 1] ?? 0) * chance,
    )
  return all
}
const chancesOf = (list: readonly number[]) => ({
  expected: list.reduce((sum, one) => sum + one, 0),
  variance: list.reduce((sum, one) => sum + one * (1 - one), 0),
})

test('by chance alone at most about five of a hundred lie outside the usual range, however chances are', () => {
  for (const count of [1, 2, 5, 10, 40, 150, 400])
    for (const chance of [0.0005, 0.01, 0.05, 0.1, 0.3, 0.5, 0.9, 0.99]) {
      const list = Array.from({ length: count }, (_, at) => (at % 2 ? chance : chance / 2))
      const chances = chancesOf(list)
      const outside = distribution(list).reduce(
        (sum, part, hits) => sum + (verdictOf(hits, chances) === 'usual' ? 0 : part),
        0,
      )
      expect([count, chance, outside < 0.055]).toEqual([count, chance, true])
    }
})

test('one rare hit is nothing; three with a chance of a third together are; so is nobody in eight', () => {
  expect(verdictOf(1, chancesOf([0.001]))).toBe('usual')
  expect(verdictOf(3, chancesOf([0.1, 0.1, 0.1]))).toBe('over')
  expect(verdictOf(0, chancesOf(Array(40).fill(0.2)))).toBe('under')
  expect(verdictOf(0, chancesOf([0.5, 0.5]))).toBe('usual')
})

test('nobody is drawn more often than there were draws', () => {
  expect(usualRange(chancesOf([1, 1, 1]), 3)).toEqual({ from: 3, to: 3 })
  expect(usualRange(chancesOf([0.5, 0.5]), 2)).toEqual({ from: 0, to: 2 })
})

test('all people together are drawn as often as there are places, without any spread', () => {
  expect(together({ expected: 30, variance: 28 }, 30)).toEqual({ expected: 30, variance: 0 })
  expect(together({ expected: 3, variance: 2 }, 30).variance).toBeCloseTo(1.8)
})
