import { compactCode } from '../text'
import { type Atom, atom, please } from './atom'

/**
 * A bank account: 8 to 32 digits, kept as text, because many begin with zeros and are longer than a number can be.
 * Full-width digits are folded; blanks and dashes between groups are dropped.
 */
export const bankAccount = (label = '银行账号'): Atom =>
  atom(label, text => {
    if (text.length > 200) return { problem: `${label}太长了，请核对` }
    const digits = compactCode(text)
    if (digits === '') return { problem: please(label) }
    if (/\D/.test(digits)) return { problem: `${label}只能是数字，请对照开户许可或账户信息填写` }
    if (digits.length < 8 || digits.length > 32)
      return { problem: `${label}应为 8 至 32 位数字，现在是 ${digits.length} 位，请核对` }
    return { value: digits }
  })

/** 银行行号 (联行号 of the payment system): 12 digits, kept as text. Blanks and dashes between groups are dropped. */
export const bankCode = (label = '银行行号'): Atom =>
  atom(label, text => {
    const digits = text.length > 200 ? text : compactCode(text)
    if (digits === '') return { problem: please(label) }
    if (!/^\d{12}$/.test(digits)) return { problem: `${label}是 12 位数字，可以向开户银行询问；不知道的可以不填` }
    return { value: digits }
  })
