import { compactCode } from '../text'
import { type Atom, atom, please, type Reading } from './atom'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const looksLike: Record<string, string> = { I: '数字 1', O: '数字 0', S: '数字 5', V: '字母 U', Z: '数字 2' }

/** The check character of the first 17 characters (GB 32100-2015: weights 3^i modulo 31). */
export function creditCheckCharacter(first17: string): string {
  let sum = 0
  let weight = 1
  for (const sign of first17.slice(0, 17)) {
    sum += alphabet.indexOf(sign) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31] ?? ''
}

/**
 * 统一社会信用代码 (GB 32100-2015): 18 characters without I, O, S, V, Z, six digits of the registering authority from
 * the third on, check character. Lower case and full width are folded, blanks and dashes dropped (trust IN10).
 */
export const creditCode = (label = '统一社会信用代码'): Atom => atom(label, text => readCreditCode(text, label))

function readCreditCode(text: string, label: string): Reading {
  if (text.length > 200) return { problem: `${label}是 18 位，现在太长了，请核对` }
  const code = compactCode(text).toUpperCase()
  if (code === '') return { problem: please(label) }
  const wrong = Array.from(code).find(sign => !alphabet.includes(sign))
  if (wrong && looksLike[wrong]) return { problem: `${label}不使用字母 ${wrong}，请核对是不是${looksLike[wrong]}` }
  if (wrong) return { problem: `${label}只有数字和大写字母，请删去“${wrong}”` }
  if (code.length !== 18) return { problem: `${label}是 18 位，现在是 ${code.length} 位，请核对` }
  if (!/^.{2}\d{6}/.test(code)) return { problem: `${label}的第 3 至 8 位应是数字，请核对` }
  if (creditCheckCharacter(code) !== code[17]) return { problem: `${label}的校验位不对，可能有一位输错了，请逐位核对` }
  return { value: code }
}
