import { compactCode, foldWidth } from '../text'
import { type Atom, atom, please, type Reading } from './atom'

const tooLong = 200

/**
 * A mainland mobile number, 11 digits from 13 to 19. Full-width digits are folded; blanks, dashes and the country
 * code +86 are dropped.
 */
export const phone = (label = '手机号码'): Atom => atom(label, text => readPhone(text, label))

function readPhone(text: string, label: string): Reading {
  if (text.length > tooLong) return { problem: `${label}太长了，请填写 11 位手机号码` }
  const compact = compactCode(text)
  if (compact === '') return { problem: please(label) }
  const digits = compact.replace(/^(\+86|0086|86(?=\d{11}$))/, '')
  if (/\D/.test(digits)) return { problem: `${label}只能是数字，请填写 11 位手机号码` }
  if (digits.length !== 11) return { problem: `${label}应为 11 位，现在是 ${digits.length} 位，请核对` }
  if (!/^1[3-9]/.test(digits)) return { problem: `${label}应以 13 至 19 开头，请填写中国大陆的手机号码` }
  return { value: digits }
}

const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*$/
const domainLabel = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/

/** An e-mail address (RFC 5321, ASCII): at most 64 characters before and 254 in all; the domain in lower case. */
export const email = (label = '电子邮箱'): Atom => atom(label, text => readEmail(text, label))

function readEmail(text: string, label: string): Reading {
  if (text.length > 400) return { problem: `${label}太长了，请核对` }
  const typed = foldWidth(text).trim().replace(/。/g, '.')
  if (typed === '') return { problem: please(label) }
  const at = typed.lastIndexOf('@')
  const [local, domain] = [typed.slice(0, Math.max(at, 0)), typed.slice(at + 1)]
  const labels = domain.split('.')
  const fits = localPart.test(local) && local.length <= 64 && typed.length <= 254
  const domainFits = labels.length >= 2 && labels.every(part => part.length <= 63 && domainLabel.test(part))
  if (!fits || !domainFits || !/^[A-Za-z]/.test(labels.at(-1) ?? ''))
    return { problem: `请填写正确的${label}，例如 name@example.com` }
  return { value: `${local}@${domain.toLowerCase()}` }
}

/** The six digits of a code, or the ten of an activation slip; full-width digits folded, blanks dropped. */
export const smsCode = (label = '验证码'): Atom =>
  atom(label, text => {
    const digits = text.length > tooLong ? 'x' : compactCode(text)
    if (digits === '') return { problem: please(label) }
    return /^(\d{6}|\d{10})$/.test(digits)
      ? { value: digits }
      : { problem: `${label}是 6 位数字（激活单上的是 10 位），请核对` }
  })

/** A postcode of six digits; full-width digits folded, blanks dropped. */
export const postcode = (label = '邮政编码'): Atom =>
  atom(label, text => {
    const digits = text.length > tooLong ? 'x' : compactCode(text)
    if (digits === '') return { problem: please(label) }
    return /^\d{6}$/.test(digits) ? { value: digits } : { problem: `${label}是 6 位数字，请核对` }
  })

const landline = /^(0\d{2,3}-?)?[1-9]\d{6,7}(-\d{1,6})?$/
const service = /^[48]00-?\d{3}-?\d{4}$/

/**
 * An office telephone: a land line with its area code and an extension where there is one, or a 400 number. Brackets,
 * blanks and the words for an extension become dashes: `0000-1234567-8012`. No mobile number, which belongs to a person
 * and is kept encrypted elsewhere.
 */
export const officePhone = (label = '办公电话'): Atom =>
  atom(label, text => {
    if (text.length > tooLong) return { problem: `${label}太长了，请核对` }
    const typed = foldWidth(text).trim()
    if (typed === '') return { problem: please(label) }
    const number = typed
      .replace(/^(\+86|0086)[\s-]*/, '')
      .replace(/转|分机|ext\.?/gi, '-')
      .replace(/[()\s‐‑–—－]+/g, '-')
      .replace(/-{2,}/g, '-')
      .replace(/^-|-$/g, '')
    if (landline.test(number) || service.test(number)) return { value: number }
    if (/^1[3-9]\d{9}$/.test(number.replace(/-/g, ''))) return { problem: `${label}请填写座机；没有座机的可以不填` }
    return { problem: `请填写正确的${label}，例如 0000-1234567` }
  })
