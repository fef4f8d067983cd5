import 'server-only'
import { uniqueViolation } from '@/lib/platform/db'
import { invalid, type Refusal } from '@/lib/platform/errors'

/** R6, literal words. Said only to somebody who has proved the phone. */
export const phoneTaken = '该手机号在系统中已存在！如果是您本人的账号，请直接登录，或用「找回密码」重设密码。'

/**
 * A document number that is known, be its owner registered or brought in by a list: the same words for both, so that
 * nobody learns of a number which of them it is.
 * @param hint what may be said of the account's phone
 */
export const documentTaken = (hint = ''): string =>
  `该证件号码已经登记过账号${hint}，不能再注册。如果是您本人：登录过的，请直接登录或用「找回密码」；还没有登录过的在库专家，请在登录页面点「首次登录」；手机号已停用的，请联系所在单位或我们。`

/** Which field a unique column belongs to and what to tell the person who lost the race. */
const sentences: Record<string, [field: string, sentence: string]> = {
  phone_index: ['phone', phoneTaken],
  doc_index: ['docNumber', documentTaken()],
  credit_code: ['creditCode', '该统一社会信用代码已经注册过。请向本单位管理员了解账号，或联系我们。'],
  name_key: ['name', '已有同名的（全角、半角视为相同），请核对名称。'],
  login: ['login', '这个登录名已被使用，请换一个。'],
}

/**
 * Turns a unique violation into errors beside fields; null for every other error. The database decides races,
 * so this is where the loser of "same phone twice at once" gets his sentence.
 */
export function uniqueRefusal(error: unknown): Refusal | null {
  const columns = uniqueViolation(error)
  if (!columns) return null
  const fieldErrors: Record<string, string[]> = {}
  for (const column of columns) {
    const known = sentences[column]
    if (known) fieldErrors[known[0]] = [known[1]]
  }
  if (Object.keys(fieldErrors).length === 0) return invalid({}, '相同的内容已经存在，可能刚刚提交过。请刷新页面查看。')
  return invalid(fieldErrors)
}
