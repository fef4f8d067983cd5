import fc from 'fast-check'
import { creditCode } from '@/lib/platform/fields/credit-code'
import { documentNumber, passport, travelPermit } from '@/lib/platform/fields/documents'
import { birthDateOf, foreignPermanentId, mainlandId, residencePermit, sexOf } from '@/lib/platform/fields/identity'
import { fixtureCreditCode, fixtureId, fixturePassport, fixtureTravelPermit } from '../support/fixtures-ids'
import { problemOf } from '../support/problem-of'

const today = () => '2026-11-21'
const id = mainlandId('身份证号码', today)

const birthday = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-11-20'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const anyId = fc
  .record({
    n: fc.integer({ min: 0, max: 498 }),
    birth: birthday,
    sex: fc.constantFrom('male' as const, 'female' as const),
  })
  .map(({ n, birth, sex }) => ({ id: fixtureId(n, { birth, sex }), birth, sex }))

describe('居民身份证', () => {
  test('every valid number passes and tells birth and sex', () => {
    fc.assert(
      fc.property(anyId, made => {
        expect(id.parse(made.id)).toBe(made.id)
        expect(birthDateOf(made.id)).toBe(made.birth)
        expect(sexOf(made.id)).toBe(made.sex === 'male' ? '1' : '2')
      }),
    )
  })

  test('every change of one character is refused (trust IN4)', () => {
    for (const valid of [fixtureId(0), fixtureId(7, { birth: '2000-02-29', sex: 'female' }), fixtureId(33)])
      for (let at = 0; at < 18; at += 1)
        for (const sign of '0123456789X')
          if (sign !== valid[at])
            expect(id.safeParse(valid.slice(0, at) + sign + valid.slice(at + 1)).success).toBe(false)
  })

  test('every swap of two unlike neighbours is refused', () => {
    fc.assert(
      fc.property(anyId, fc.integer({ min: 0, max: 16 }), ({ id: valid }, at) => {
        const swapped = valid.slice(0, at) + valid[at + 1] + valid[at] + valid.slice(at + 2)
        if (swapped !== valid) expect(id.safeParse(swapped).success).toBe(false)
      }),
    )
  })

  test('is normalised: x, full width, blanks, dashes, what is pasted with it', () => {
    const ends = Array.from({ length: 40 }, (_, n) => fixtureId(n)).find(made => made.endsWith('X'))
    expect(ends).toBeDefined()
    const typed = ends ?? ''
    const wide = Array.from(typed, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('')
    for (const variant of [
      typed.toLowerCase(),
      wide,
      ` ${typed.slice(0, 6)} ${typed.slice(6, 14)}-${typed.slice(14)}\u200b `,
    ])
      expect(id.parse(variant)).toBe(typed)
  })

  test.each(['810000', '820000', '830000', '420106'])('area %s passes', area => {
    const made = fixtureId(3, { area })
    expect(id.parse(made)).toBe(made)
  })

  test('29 February is real in leap years only', () => {
    expect(id.safeParse(fixtureId(1, { birth: '2000-02-29' })).success).toBe(true)
    expect(problemOf(id, fixtureId(1, { birth: '1900-02-29' }))).toContain('不是真实的日期')
  })

  test.each([
    ['2026-11-22', '晚于今天'],
    ['2176-11-21', '晚于今天'],
    ['1899-12-31', '不是真实的日期'],
    ['1980-13-01', '不是真实的日期'],
    ['1980-00-10', '不是真实的日期'],
    ['1980-04-31', '不是真实的日期'],
  ])('born on %s is refused: %s', (birth, sentence) => {
    expect(problemOf(id, fixtureId(1, { birth }))).toContain(sentence)
  })

  test('born today passes', () => {
    expect(id.safeParse(fixtureId(1, { birth: '2026-11-21' })).success).toBe(true)
  })

  test.each([
    ['', '请填写身份证号码'],
    ['   ', '请填写身份证号码'],
    [fixtureId().slice(0, 15), '15 位的旧身份证已经停用，请填写现在的 18 位身份证号码'],
    [`${fixtureId()}1`, '请填写 18 位居民身份证号码'],
    [`X${fixtureId().slice(1)}`, '前 17 位是数字'],
    [`0${fixtureId().slice(1)}`, '第一位不对'],
    [fixtureId().slice(0, 17).padEnd(18, '〇'), '前 17 位是数字'],
  ])('%j is refused: %s', (typed, sentence) => {
    expect(problemOf(id, typed)).toContain(sentence)
  })
})

describe('other documents', () => {
  test('居住证 begins with 81, 82 or 83', () => {
    const atom = residencePermit('居住证号码', today)
    for (const area of ['810000', '820000', '830000']) expect(atom.parse(fixtureId(2, { area }))).toHaveLength(18)
    expect(problemOf(atom, fixtureId(2))).toContain('81、82 或 83')
  })

  test('永久居留身份证: 18 digits beginning with 9, or the older 15', () => {
    const atom = foreignPermanentId('永久居留身份证号码', today)
    expect(atom.parse(fixtureId(5))).toBe(fixtureId(5))
    expect(atom.parse('tst000000000001')).toBe('TST000000000001')
    expect(problemOf(atom, fixtureId(5, { area: '420106' }))).toContain('第一位不对')
    expect(problemOf(atom, 'TST00000000000')).toContain('18 位')
  })

  test.each([
    [fixtureTravelPermit(1), fixtureTravelPermit(1)],
    ['m00000002', 'M00000002'],
    ['Ｈ０００００００３', 'H00000003'],
    ['0000 0004', '00000004'],
  ])('通行证 %s is kept as %s', (typed, kept) => {
    expect(travelPermit().parse(typed)).toBe(kept)
  })

  test.each([
    [`${fixtureTravelPermit(1)}01`, '换证次数'],
    ['K00000001', '港澳居民为 H 或 M'],
    ['H0000001', '港澳居民为 H 或 M'],
    ['', '请填写通行证号码'],
  ])('通行证 %j is refused: %s', (typed, sentence) => {
    expect(problemOf(travelPermit(), typed)).toContain(sentence)
  })

  test('护照: 5 to 9 letters and digits', () => {
    expect(passport().parse('test00001')).toBe(fixturePassport(1))
    for (const wrong of ['A123', 'ABCDEFGHI', 'A123456789', '护照12345', 'A1234/5'])
      expect(passport().safeParse(wrong).success).toBe(false)
  })

  test('each document type has its own atom', () => {
    const samples = {
      mainlandId: fixtureId(9),
      hkmotPermit: fixtureTravelPermit(9),
      passport: 'A1B2C',
      hkmotResidence: fixtureId(9, { area: '830000' }),
      foreignPrId: 'TST000000000009',
    } as const
    for (const [type, sample] of Object.entries(samples) as [keyof typeof samples, string][]) {
      expect(documentNumber(type, '证件号码', today).parse(sample)).toBe(sample)
      expect(problemOf(documentNumber(type), '')).toBe('请填写证件号码')
      const others = Object.values(samples).filter(
        other => documentNumber(type, '证件号码', today).safeParse(other).success,
      )
      expect(others).toContain(sample)
    }
    expect(documentNumber('passport').safeParse(samples.mainlandId).success).toBe(false)
    expect(documentNumber('mainlandId').safeParse(samples.passport).success).toBe(false)
  })

  test('birth and sex are asked of any text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(birthDateOf(text)).toBeNull()
        expect(sexOf(text)).toBeNull()
      }),
    )
  })
})

describe('统一社会信用代码', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const anyCode = fc
    .tuple(
      fc.integer({ min: 0, max: 99_999_999 }),
      fc.constantFrom('91', '92', '12', '11', '52', '53', 'N1', 'Y1', 'A1'),
    )
    .map(([n, kind]) => fixtureCreditCode(n, kind))

  test('every valid code passes, in small letters, full width and with blanks too', () => {
    fc.assert(
      fc.property(anyCode, code => {
        expect(creditCode().parse(code)).toBe(code)
        expect(creditCode().parse(` ${code.toLowerCase().slice(0, 8)} ${code.slice(8)}`)).toBe(code)
        expect(creditCode().parse(code.replace('9', '９'))).toBe(code)
      }),
    )
  })

  test('every change of one character is refused (trust IN10)', () => {
    const valid = fixtureCreditCode(1234)
    for (let at = 0; at < 18; at += 1)
      for (const sign of alphabet)
        if (sign !== valid[at])
          expect(creditCode().safeParse(valid.slice(0, at) + sign + valid.slice(at + 1)).success).toBe(false)
  })

  test('every swap of two unlike neighbours is refused', () => {
    fc.assert(
      fc.property(anyCode, fc.integer({ min: 0, max: 16 }), (valid, at) => {
        const swapped = valid.slice(0, at) + valid[at + 1] + valid[at] + valid.slice(at + 2)
        if (swapped !== valid) expect(creditCode().safeParse(swapped).success).toBe(false)
      }),
    )
  })

  test.each(['I', 'O', 'S', 'V', 'Z', 'i', 'o'])('the letter %s is refused by name', letter => {
    const code = fixtureCreditCode(7)
    expect(problemOf(creditCode(), code.slice(0, 10) + letter + code.slice(11))).toContain(
      `字母 ${letter.toUpperCase()}`,
    )
  })

  test.each([
    ['', '请填写统一社会信用代码'],
    [fixtureCreditCode(1).slice(0, 15), '现在是 15 位'],
    [`${fixtureCreditCode(1)}0`, '现在是 19 位'],
    [`91A${fixtureCreditCode(1).slice(3)}`, '第 3 至 8 位'],
    [`${fixtureCreditCode(1).slice(0, 17)}中`, '删去“中”'],
  ])('%j is refused: %s', (typed, sentence) => {
    expect(problemOf(creditCode(), typed)).toContain(sentence)
  })
})
