import type { SheetCell } from './sheet-reader'

/** Numbers of formats that show a date without naming it (ECMA-376, 18.8.30; 27–36 and 50–58 are the Chinese ones). */
const dateFormats = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)

/** Whether a number format shows a number as a date. @param code of a format of the file's own */
export const isDateFormat = (id: number, code: string | undefined): boolean =>
  code === undefined ? dateFormats(id) : /[ymd年月日]/i.test(code.slice(0, 200).replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))

/** The day of a serial number, `2019-05-20`; null for what is no day. */
export function serialDay(serial: number, from1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 1 || serial > 2_958_465) return null
  const days = Math.floor(serial) + (from1904 ? 1462 : 0)
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10)
}

/** A number as it was typed. Beyond fifteen digits spreadsheets put zeros: what was typed is lost. */
export function numberCell(raw: string): SheetCell {
  if (/^-?\d{1,15}$/.test(raw)) return { text: raw }
  const number = Number(raw)
  if (raw === '' || !Number.isFinite(number)) return { text: raw }
  if (Math.abs(number) >= 1e15) return { text: raw, odd: 'lost' }
  return { text: String(Number(number.toPrecision(15))), ...(Number.isInteger(number) ? {} : { odd: 'decimal' }) }
}
