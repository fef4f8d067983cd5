import { ASK_HASH, conditionWords } from '@/lib/draw/seal/words'

test('what binds the agreed request stands apart from the conditions about people', () => {
  const hash = 'a1'.repeat(32)
  expect(conditionWords(['职称级别：正高级', `${ASK_HASH}${hash}`])).toEqual({
    people: ['职称级别：正高级'],
    askHash: hash,
  })
})

test('a line that only begins like it is a condition; a file without one has none', () => {
  const typed = `${ASK_HASH}组：在库专家都可以抽取`
  expect(conditionWords([typed])).toEqual({ people: [typed], askHash: null })
  expect(conditionWords([])).toEqual({ people: [], askHash: null })
})
