import type { Free, SealedDraw } from '@/lib/draw/sealed-lottery'
import { ranks, seatsFrom } from '@/lib/draw/sealed-seats'

/** A lottery with one order for each kind: people are named by kind and place, a0, a1 …; `left` of each. */
const drawn = (groups: string[][], left = 5): SealedDraw & { asked: Free[] } => {
  const asked: Free[] = []
  return {
    asked,
    drawn: groups,
    next: free => {
      asked.push(free)
      const kind = free.leaving[0]
      const sitting = new Set(free.seated.flat())
      for (let at = 0; at < left; at += 1) {
        const sign = `${kind}${at}`
        if (!free.asked.has(sign) && !sitting.has(sign)) return sign
      }
      return null
    },
  }
}
const out =
  (...gone: string[]) =>
  (sign: string) =>
    gone.includes(sign) ? 'onLeave' : null

test('whom the seed draws sits where he was drawn, when everybody can come', () => {
  const made = drawn([['a0', 'a1'], ['b0']])
  expect(seatsFrom(made, () => null)).toEqual({ seats: [['a0', 'a1'], ['b0']], passed: [] })
  expect(made.asked).toEqual([])
})

test('the next of his kind comes in his place, and who cannot come either is passed over as well', () => {
  const { seats, passed } = seatsFrom(drawn([['a0', 'a1'], ['b0']]), out('a0', 'a2', 'b0'))
  expect(seats).toEqual([['a3', 'a1'], ['b1']])
  expect(passed).toEqual([
    { panel: 0, place: 0, sign: 'a0', reason: 'onLeave' },
    { panel: 1, place: 0, sign: 'b0', reason: 'onLeave' },
    { panel: 0, place: 0, sign: 'a2', reason: 'onLeave' },
  ])
})

test('those who can come keep their places before anybody follows, and he is looked at beside them', () => {
  const beside: string[][] = []
  const made = drawn([['a0', 'a1', 'b0']])
  seatsFrom(made, (sign, _panel, sitting) => {
    beside.push([sign, ...sitting.map(one => one.sign)])
    return sign === 'a0' ? 'avoids' : null
  })
  expect(beside).toEqual([['a0'], ['a1'], ['b0', 'a1'], ['a2', 'a1', 'b0']])
  expect(made.asked).toMatchObject([{ panel: 0, leaving: 'a0', seated: [['a1', 'b0']] }])
})

test('nobody is asked for two places, whichever group he left', () => {
  const { seats } = seatsFrom(drawn([['a0'], ['a1']]), out('a0', 'a1'))
  expect(seats).toEqual([['a2'], ['a3']])
})

test('where a kind is exhausted the place stays open', () => {
  const { seats, passed } = seatsFrom(drawn([['a0', 'b0']], 2), out('a0', 'a1'))
  expect(seats).toEqual([[null, 'b0']])
  expect(passed.map(one => one.sign)).toEqual(['a0', 'a1'])
})

test('with those who were passed over known it comes out the same', () => {
  const gone = ['a0', 'a2', 'b0', 'b1']
  const first = seatsFrom(drawn([['a0', 'a1'], ['b0']]), out(...gone))
  const why = new Map(first.passed.map(one => [one.sign, one.reason]))
  expect(seatsFrom(drawn([['a0', 'a1'], ['b0']]), sign => why.get(sign) ?? null)).toEqual(first)
})

test('a seat is ranked by its place over all groups', () => {
  const rank = ranks([['x', 'x'], ['x'], ['x']])
  expect([rank(0, 0), rank(0, 1), rank(1, 0), rank(2, 0)]).toEqual([0, 1, 2, 3])
})
