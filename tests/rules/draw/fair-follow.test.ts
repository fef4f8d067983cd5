import { followWords } from '@/lib/draw/fair-follow.rules'
import type { FairKind } from '@/lib/draw/reckon-fair'

const kind = (people: number, chance: number): FairKind => ({
  ...{ panels: [0], features: {}, together: null, forced: null },
  ...{ people, chance },
})

test('nothing is said where nearly everybody has somebody of his kind behind him', () => {
  expect(followWords([kind(50, 0.1), kind(40, 0.1)], true)).toBeNull()
  // 0.4 of 9.4
  expect(followWords([kind(90, 0.1), kind(1, 0.4)], true)).toBeNull()
  expect(followWords([], true)).toBeNull()
  expect(followWords([kind(5, 0)], false)).toBeNull()
})

test('who approves is told how many of those drawn nobody follows', () => {
  // kinds of one, and one that is drawn whole
  const kinds = [...Array.from({ length: 20 }, () => kind(1, 0.2)), kind(2, 1), kind(30, 0.1)]
  expect(followWords(kinds, true)).toMatch(/^抽中的 9 人里约 6 人无人可以递补：.+要提出补抽/)
  // two of three at most: one is left
  expect(followWords([kind(3, 0.5)], true)).toBeNull()
  expect(followWords([kind(3, 0.7)], true)).toMatch(/约 2 人无人可以递补/)
})

test('a seat that comes out whole by a hair is whole', () => {
  expect(followWords([kind(3, 2 / 3 + 1e-9)], true)).toBeNull()
})

test('whoever asks is told a part and no number', () => {
  expect(followWords([kind(1, 1), kind(30, 0.1)], false)).toMatch(/^抽中的人里有一部分无人可以递补/)
  expect(followWords([kind(2, 1), kind(10, 0.1)], false)).toMatch(/^抽中的人里多数无人可以递补/)
})
