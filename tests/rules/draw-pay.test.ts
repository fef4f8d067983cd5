import { payDays, payStandard, yuan } from '@/lib/draw/pay.rules'
import { feeSchema } from '@/lib/draw/pay.schema'
import { newId } from '@/lib/platform/ids'

const at = (text: string) => new Date(`${text}:00+08:00`)
const days = (from: string, to: string) => payDays(at(from), at(to))

test('up to four hours of one day are half a day, longer is each day it touches', () => {
  expect(days('2031-05-20T09:00', '2031-05-20T12:00')).toBe(0.5)
  expect(days('2031-05-20T09:00', '2031-05-20T13:00')).toBe(0.5)
  expect(days('2031-05-20T09:00', '2031-05-20T13:01')).toBe(1)
  expect(days('2031-05-20T23:00', '2031-05-21T01:00')).toBe(2)
  expect(days('2031-05-20T20:00', '2031-05-21T00:00')).toBe(0.5)
  expect(days('2031-05-20T09:00', '2031-05-22T17:00')).toBe(3)
})

test('the standard is by half days and days, and none where the policy says none', () => {
  const of = (feeHalfDay: number | null, feeDay: number | null, to: string) =>
    payStandard({ feeHalfDay, feeDay }, at('2031-05-20T09:00'), at(to))
  expect(of(400, 800, '2031-05-20T12:00')?.fen).toBe(40_000)
  expect(of(400, 800, '2031-05-20T17:00')?.fen).toBe(80_000)
  expect(of(400, 800, '2031-05-22T17:00')).toMatchObject({ fen: 240_000, words: '3 天，每天 800 元，每人 2,400.00 元' })
  expect([of(null, 800, '2031-05-20T12:00'), of(400, null, '2031-05-20T17:00')]).toEqual([null, null])
})

test('an amount is a number of yuan with at most two decimals, and not a slip of the finger', () => {
  const read = (amount: unknown) => feeSchema.safeParse({ id: newId(), amount })
  for (const good of [0, 600, 1200.5, 0.07, 100_000]) expect([good, read(good).success]).toEqual([good, true])
  for (const bad of [-1, 100_000.01, 12.345, Number.NaN, '600', undefined, Number.POSITIVE_INFINITY])
    expect([bad, read(bad).success]).toEqual([bad, false])
  expect(read(12.345).error?.issues[0]?.message).toContain('到分')
  expect(yuan(120_050)).toBe('1,200.50')
})
