import { now } from '../clock'
import { compactCode } from '../text'
import { chinaDay } from '../time'
import { type Atom, atom, please, type Reading } from './atom'
import { isRealDate } from './dates'

/** The day that birth dates may not lie after; the clock's day in China unless a caller says otherwise. */
export type Today = () => string
const clockToday: Today = () => chinaDay(now())

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The check character of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function idCheckCharacter(digits17: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits17[at]), 0)
  return '10X98765432'[sum % 11] ?? ''
}

/**
 * 公民身份号码 (GB 11643-1999): 18 digits, a real date of birth from 1900 to today, the check character; `x` becomes
 * `X`. The area code only displays, because divisions change and the number stays (81, 82, 83 included).
 * 15-digit numbers of the first generation ended in 2013 and are refused with a sentence.
 */
export const mainlandId = (label = '身份证号码', today: Today = clockToday): Atom =>
  atom(label, text => {
    if (/^\d{15}$/.test(text.length > 200 ? '' : compactCode(text)))
      return { problem: '15 位的旧身份证已经停用，请填写现在的 18 位身份证号码' }
    return readEighteen(text, { label, today, first: /[1-9]/, ask: '18 位居民身份证号码' })
  })

/** 港澳台居民居住证: numbered like the 公民身份号码, beginning with 81, 82 or 83 (国务院令 2018 年 居住证申领发放办法). */
export const residencePermit = (label = '居住证号码', today: Today = clockToday): Atom =>
  atom(label, text => {
    const read = readEighteen(text, { label, today, first: /[1-9]/, ask: '18 位港澳台居民居住证号码' })
    if ('problem' in read || /^8[123]/.test(read.value)) return read
    return { problem: `${label}应以 81、82 或 83 开头，请核对证件类型和号码` }
  })

/**
 * 外国人永久居留身份证: since December 2023 18 digits beginning with 9, with date of birth and check character like the
 * 公民身份号码; cards of the 2017 edition carry 3 letters and 12 digits and stay valid.
 */
export const foreignPermanentId = (label = '永久居留身份证号码', today: Today = clockToday): Atom =>
  atom(label, text => {
    const typed = text.length > 200 ? '' : compactCode(text).toUpperCase()
    if (/^[A-Z]{3}\d{12}$/.test(typed)) return { value: typed }
    return readEighteen(text, {
      label,
      today,
      first: /9/,
      ask: '18 位（9 开头），或旧版 15 位（3 个字母加 12 位数字）',
    })
  })

type Eighteen = { label: string; today: Today; first: RegExp; ask: string }

function readEighteen(text: string, { label, today, first, ask }: Eighteen): Reading {
  if (text.length > 200) return { problem: `${label}太长了，请填写 ${ask}` }
  const id = compactCode(text).toUpperCase()
  if (id === '') return { problem: please(label) }
  if (id.length !== 18) return { problem: `请填写 ${ask}` }
  if (!/^\d{17}[\dX]$/.test(id)) return { problem: `${label}前 17 位是数字，最后一位是数字或 X，请核对` }
  if (!first.test(id[0] ?? '')) return { problem: `${label}的第一位不对，请核对` }
  const birth = birthDateOf(id)
  if (birth === null || birth < '1900-01-01')
    return { problem: `${label}中的出生日期（第 7 至 14 位）不是真实的日期，请核对` }
  if (birth > today()) return { problem: `${label}中的出生日期（第 7 至 14 位）晚于今天，请核对` }
  if (idCheckCharacter(id) !== id[17]) return { problem: `${label}的校验位不对，可能有一位输错了，请逐位核对` }
  return { value: id }
}

/** The date of birth in an 18-digit number as `YYYY-MM-DD`, or null where the number holds none. */
export function birthDateOf(id: string): string | null {
  const parts = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(id)
  if (!parts) return null
  const date = `${parts[1]}-${parts[2]}-${parts[3]}`
  return isRealDate(date) ? date : null
}

/** The sex in an 18-digit number as a code of GB/T 2261.1 (17th digit odd: 1 男, even: 2 女), or null. */
export function sexOf(id: string): '1' | '2' | null {
  if (!/^\d{17}[\dX]$/.test(id)) return null
  return Number(id[16]) % 2 === 1 ? '1' : '2'
}
