import { foldWidth, nameKey } from '@/lib/platform/text'

/** An entry of a code table as a list of people may name it. `group` is the heading above it. */
export type CodeEntry = { code: string; name: string; group?: string; path?: readonly string[] }
export type Codes = ReadonlyMap<string, readonly string[]>

/** A code table by everything one of its entries is called: its code, its name, name with heading, the whole path. */
export function codesBy(entries: Iterable<CodeEntry>, more: Readonly<Record<string, string>> = {}): Codes {
  const found = new Map<string, string[]>()
  const add = (word: string, code: string) => {
    const key = nameKey(word)
    const there = found.get(key)
    if (!there) found.set(key, [code])
    else if (!there.includes(code)) there.push(code)
  }
  const all = [...entries]
  for (const { code, name, group, path } of all) {
    add(code, code)
    add(name, code)
    if (group) add(`${name}（${group}）`, code)
    if (path && path.length > 1) {
      add(path.join(''), code)
      add(path.slice(-2).join(''), code)
    }
  }
  for (const [word, code] of Object.entries(more)) if (!found.has(nameKey(word))) add(word, code)
  return found
}

/** What a cell means: exactly one code, nothing, or several of one name. */
export function codeIn(codes: Codes, text: string): { code: string } | 'none' | 'several' {
  const typed = text.trim()
  // 520.20 and 520 计算机科学技术 are ways people write a code
  const dotted = foldWidth(typed).replace(/^(\d{3})\.(\d{2})(?:\.?(\d{2}))?$/, '$1$2$3')
  const leading = /^(\d{3,7})[\s.、-]*\D/.exec(foldWidth(typed))?.[1]
  for (const word of [typed, dotted, leading]) {
    const found = word ? codes.get(nameKey(word)) : undefined
    if (found?.length === 1) return { code: found[0]! }
    if (found && word === typed) return 'several'
  }
  return 'none'
}

/** How people write what GB/T 4658 calls otherwise. */
export const educationWords: Readonly<Record<string, string>> = {
  博士: '11',
  博士研究生: '11',
  博士生: '11',
  硕士: '14',
  硕士研究生: '14',
  研究生: '14',
  本科: '21',
  大学本科: '21',
  大学: '21',
  大专: '31',
  专科: '31',
  大学专科: '31',
}

/** How people call titles that the table calls otherwise. */
const titleAliases: Readonly<Record<string, string>> = {
  无职称: '999',
  没有: '999',
  无技术职称: '999',
  高工: '082',
  正高工: 'X081',
  正高级工: 'X081',
  教授级高级工程师: 'X086',
  教授级高工: 'X086',
  研究员级高级工程师: 'X086',
  研究员级高工: 'X086',
}

/**
 * Titles as lists name them: the usual short words, and a title without the branch in its brackets (研究员 for 研究员
 * （自然科学）), where every branch has the same level; the first branch then stands for it, and the expert names his own
 * when he comes. 高级教师, which is 副高 in one branch and 中级 in another, stays a question.
 */
export function titleWords(
  entries: readonly { code: string; name: string; level: string | null }[],
): Record<string, string> {
  const found = new Map<string, { code: string; level: string | null; clear: boolean }>()
  for (const { code, name, level } of entries) {
    const plain = /^(.+?)（.+）$/.exec(name)?.[1]
    if (!plain) continue
    const there = found.get(plain)
    if (!there) found.set(plain, { code, level, clear: true })
    else if (there.level !== level) there.clear = false
  }
  const plain = [...found].filter(([, { clear }]) => clear).map(([name, { code }]) => [name, code])
  return { ...Object.fromEntries(plain), ...titleAliases }
}
