import 'server-only'
import { z } from 'zod'
import { charLength, invisibleAt } from '@/lib/platform/text'
import { isDictName } from './all'
import { search } from './search'
import { children, entry, type TreeEntry, tree } from './tree'

/** The most entries one answer to a search or to a list of codes carries. */
export const maxRows = 50
const maxText = 40

const code = z.string().regex(/^[A-Za-z0-9]{1,20}$/, '代码由 1 到 20 位字母或数字组成。')

/** What may be asked: at most one of these. */
const questions = {
  parent: code,
  q: z
    .string()
    .refine(text => charLength(text) <= maxText, `搜索的内容最多 ${maxText} 个字。`)
    .refine(text => invisibleAt(text) === 0, '搜索的内容里有看不见的字符，请重新输入。'),
  codes: z
    .string()
    .max(maxRows * 21, `一次最多查 ${maxRows} 个代码。`)
    .transform(text => text.split(','))
    .pipe(z.array(code).max(maxRows, `一次最多查 ${maxRows} 个代码。`)),
}

export type DictAnswer =
  | { ok: true; version: string; entries: readonly TreeEntry[] }
  | { ok: false; status: 400 | 404; message: string }

const bad = (message: string): DictAnswer => ({ ok: false, status: 400, message })
const missing = (message: string): DictAnswer => ({ ok: false, status: 404, message })

/**
 * Answers one public question to the code tables. Total: whatever the address holds, it answers and never throws.
 * @param name the table's name from the path
 * @param params the query string: nothing (the roots), or one of `parent`, `q`, `codes`
 */
export function answerDictQuery(name: string, params: URLSearchParams): DictAnswer {
  if (!isDictName(name)) return missing('没有这个代码表。')
  const answer = (entries: readonly TreeEntry[]): DictAnswer => ({ ok: true, version: tree(name).version, entries })
  const [asked, ...more] = [...params]
  if (!asked) return answer(children(name, null))
  if (more.length > 0) return bad('请只用 parent、q、codes 中的一个来查询。')
  const [key, value] = asked
  if (key === 'parent') {
    const parent = questions.parent.safeParse(value)
    if (!parent.success) return bad(sentence(parent.error))
    return entry(name, parent.data) ? answer(children(name, parent.data)) : missing('没有这个代码。')
  }
  if (key === 'q') {
    const text = questions.q.safeParse(value)
    return text.success ? answer(search(name, text.data, maxRows)) : bad(sentence(text.error))
  }
  if (key === 'codes') {
    const codes = questions.codes.safeParse(value)
    return codes.success ? answer(codes.data.flatMap(one => entry(name, one) ?? [])) : bad(sentence(codes.error))
  }
  return bad('请只用 parent、q、codes 中的一个来查询。')
}

const sentence = (error: z.ZodError): string => error.issues[0]?.message ?? '查询条件不正确。'
