import type { Course, Policy } from '@/lib/policy/policy.schema'

/** What the QR code of a 专家信息表 says, and what it means for a scan of one. Pure. */

const PREFIX = 'EP1'
/** 128 bits of the content hash: enough that no two contents meet, few enough for large modules. */
const HASH_LENGTH = 32

/** The text of the QR code: which application, and which content of it. Capitals make the code smaller. */
export const codeText = (number: string, hash: string): string =>
  `${PREFIX}:${number}:${hash.slice(0, HASH_LENGTH).toUpperCase()}`

/** The beginning of the content hash as people compare it, in groups of four. */
export const shortHash = (hash: string): string => hash.slice(0, 16).toUpperCase().match(/.{4}/g)?.join(' ') ?? ''

export type FormCode = { number: string; hash: string }

/** Reads a text from a QR code; null for any other. */
export function readCode(text: string): FormCode | null {
  const parts = new RegExp(`^${PREFIX}:(\\d{4}-\\d{6,9}):([0-9A-F]{${HASH_LENGTH}})$`).exec(text)
  return parts ? { number: parts[1]!, hash: parts[2]!.toLowerCase() } : null
}

/**
 * What a scan turned out to be.
 * - `match`: the form of the present content
 * - `changed`: a form of this application, but of other content
 * - `mixed`: pages of different forms
 * - `foreign`: the form of another application
 * - `unreadable`: no code of ours was found
 */
export type ScanVerdict = 'match' | 'changed' | 'mixed' | 'foreign' | 'unreadable'

/**
 * Compares what was read from a scan with what it must say.
 * @param texts every QR code that was found, '' for a page on which none was; codes that are none of ours are passed over
 */
export function judgeScan(texts: readonly string[], present: FormCode): ScanVerdict {
  const codes = texts.map(readCode).filter(code => code !== null)
  if (codes.length === 0) return 'unreadable'
  if (codes.some(code => code.number !== present.number)) return 'foreign'
  const hash = present.hash.slice(0, HASH_LENGTH)
  const right = codes.filter(code => code.hash === hash).length
  // a page that says nothing may be of any version: a person compares
  if (right === codes.length) return texts.includes('') ? 'unreadable' : 'match'
  return right > 0 || new Set(codes.map(code => code.hash)).size > 1 ? 'mixed' : 'changed'
}

const again = '请重新导出专家信息表，请单位盖章后上传新的扫描件。'

/** Why a stamped form keeps an application from being submitted; null when it does not. */
export const whyNotStamped: Record<ScanVerdict, string | null> = {
  match: null,
  unreadable: null,
  changed: `这份盖章件是旧版本的：导出之后，您又改动了填写的内容。${again}`,
  mixed: `这份盖章件里有不同版本的页，不能作为同一份表。${again}`,
  foreign: `这份盖章件是另一份申请的专家信息表。${again}`,
}

/**
 * An entry needs a stamped form where the policy says so; a change after it does not (F1, S§7), nor the entry of somebody
 * whom the bureau invited past his unit: the stamp is the word of the unit.
 */
export const asksForStamp = ({ path }: Pick<Policy, 'path'>, course: Course): boolean =>
  path.stampedForm && (course === 'entry' || (course === 'invited' && path.invitedDesks.includes('unit')))

/** Why an application that needs a stamped form cannot be submitted with what is there. @param verdict null: none is */
export const whyStampMissing = (verdict: ScanVerdict | null): string | null =>
  verdict === null ? '请先导出专家信息表，请单位盖章后上传扫描件，再提交。' : whyNotStamped[verdict]

/** What the code of a scan says, for whoever uploaded it and for reviewers. */
export const verdictLabels: Record<ScanVerdict, string> = {
  match: '二维码与填写的内容一致',
  unreadable: '没有读到二维码，由审核人核对',
  changed: '二维码是旧版本的',
  mixed: '各页的二维码不是同一版本',
  foreign: '二维码是另一份申请的',
}
