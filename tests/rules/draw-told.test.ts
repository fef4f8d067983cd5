import fc from 'fast-check'
import { toldTogether } from '@/lib/draw/seat.rules'

test('of counts whose whole is known none below three can be reckoned from the others', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 6 }), counts => {
      const told = toldTogether(counts, false)
      const hidden = counts.filter((_, at) => !/^\d+$/.test(told[at]!))
      const small = counts.filter(count => count > 0 && count < 3)
      expect(told.every((word, at) => !/^\d+$/.test(word) || Number(word) === counts[at])).toBe(true)
      if (small.length > 0 && counts.some(count => count >= 3)) expect(hidden.length).toBeGreaterThan(1)
      if (small.length === 0) expect(hidden).toEqual([])
    }),
  )
})

test('who may know all is told all', () => {
  expect(toldTogether([5, 2], true)).toEqual(['5', '2'])
  expect(toldTogether([5, 2], false)).toEqual(['不单独显示', '少于 3'])
  expect(toldTogether([2, 1], false)).toEqual(['少于 3', '少于 3'])
  expect(toldTogether([7, 0], false)).toEqual(['7', '0'])
})
