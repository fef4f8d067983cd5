import fc from 'fast-check'
import { waysWords } from '@/lib/draw/run.rules'
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

test('how many lists there can be is said as a number they reach, never one they do not', () => {
  // 48 people for one place: the exponent of ten is 1
  expect(waysWords(String(48).length - 1)).toBe('有 10 种以上')
  expect([waysWords(0), waysWords(4), waysWords(40)]).toEqual(['不到 10 种', '有 1 万种以上', '有 10 的 40 次方种以上'])
})
