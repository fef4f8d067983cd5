import fc from 'fast-check'
import { doi, isbn } from '@/lib/platform/fields/works'
import { problemOf } from '../support/problem-of'

describe('doi (ISO 26324)', () => {
  test.each([
    ['10.1000/182', '10.1000/182'],
    [' 10.1000/182 ', '10.1000/182'],
    ['https://doi.org/10.1000/182', '10.1000/182'],
    ['http://dx.doi.org/10.1000/182', '10.1000/182'],
    ['doi: 10.1000/182', '10.1000/182'],
    ['DOI:10.1000/182', '10.1000/182'],
    ['１０．１０００／１８２', '10.1000/182'],
    ['10.1000.10/123456', '10.1000.10/123456'],
    [
      '10.1002/(SICI)1522-2594(199911)42:5<952::AID-MRM16>3.0.CO;2-S',
      '10.1002/(SICI)1522-2594(199911)42:5<952::AID-MRM16>3.0.CO;2-S',
    ],
  ])('%s is kept as %s', (typed, kept) => {
    expect(doi().parse(typed)).toBe(kept)
  })

  test.each(['182', '10.1000', '10.1000/', '11.1000/182', '10.1/182', '10.1000/一二', '10.1000/1 2'])(
    '%s is none',
    typed => {
      expect(problemOf(doi(), typed)).toBe('请填写正确的DOI，例如 10.1000/182')
    },
  )

  test('empty, or endless', () => {
    expect(problemOf(doi(), ' ')).toBe('请填写DOI')
    expect(problemOf(doi(), `10.1000/${'1'.repeat(400)}`)).toBe('DOI太长了，请核对')
  })
})

describe('isbn (ISO 2108)', () => {
  test.each([
    ['9787111111115', '9787111111115'],
    ['ISBN 978-7-111-11111-5', '9787111111115'],
    ['isbn:9787111111115', '9787111111115'],
    ['９７８７１１１１１１１１５', '9787111111115'],
    ['0-306-40615-2', '0306406152'],
    ['0-8044-2957-X', '080442957X'],
    ['080442957x', '080442957X'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(isbn().parse(typed)).toBe(kept)
  })

  test.each(['978711111111', '97871111111155', 'X787111111115', '978-7-111-11111-X', '书号'])(
    '%s has no such length',
    typed => {
      expect(problemOf(isbn(), typed)).toBe('ISBN应为 10 位或 13 位数字，请核对')
    },
  )

  test('one wrong digit, wherever it is, is found', () => {
    const right = '9787111111115'
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digits = [...right]
        digits[at] = String((Number(digits[at]) + by) % 10)
        expect(problemOf(isbn(), digits.join(''))).toBe('ISBN的校验位不对，请核对每一位数字')
      }),
    )
  })

  test('empty, or endless', () => {
    expect(problemOf(isbn(), '')).toBe('请填写ISBN')
    expect(problemOf(isbn(), '9'.repeat(10_000))).toMatch(/应为 10 位或 13 位/)
  })
})

test('both are total', () => {
  fc.assert(
    fc.property(fc.constantFrom(doi(), isbn()), fc.string({ unit: 'binary' }), (atom, text) => {
      const { data, error } = atom.safeParse(text)
      expect(data ?? error?.issues[0]?.message).toBeTruthy()
    }),
  )
})
