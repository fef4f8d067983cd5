import { compactCode, foldWidth } from '../text'
import { type Atom, atom, please } from './atom'

/** A DOI (ISO 26324): `10.` a registrant, a slash and anything visible; addresses that lead to it are shortened. */
export const doi = (label = 'DOI'): Atom =>
  atom(label, text => {
    if (text.length > 400) return { problem: `${label}太长了，请核对` }
    const typed = foldWidth(text)
      .trim()
      .replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)/i, '')
    if (typed === '') return { problem: please(label) }
    return /^10\.\d{4,9}(\.\d{1,9})?\/[!-~]{1,200}$/.test(typed)
      ? { value: typed }
      : { problem: `请填写正确的${label}，例如 10.1000/182` }
  })

/** An ISBN of 10 or 13 digits (ISO 2108, GB/T 5795) with its check digit, stored without dashes. */
export const isbn = (label = 'ISBN'): Atom =>
  atom(label, text => {
    const typed =
      text.length > 200
        ? 'x'
        : compactCode(text)
            .replace(/^isbn:?/i, '')
            .toUpperCase()
    if (typed === '') return { problem: please(label) }
    if (!/^(\d{9}[\dX]|\d{13})$/.test(typed)) return { problem: `${label}应为 10 位或 13 位数字，请核对` }
    return isbnHolds(typed) ? { value: typed } : { problem: `${label}的校验位不对，请核对每一位数字` }
  })

function isbnHolds(digits: string): boolean {
  const values = Array.from(digits, sign => (sign === 'X' ? 10 : Number(sign)))
  const sum = values.reduce((total, value, at) => total + value * (digits.length === 10 ? 10 - at : at % 2 ? 3 : 1), 0)
  return sum % (digits.length === 10 ? 11 : 10) === 0
}
