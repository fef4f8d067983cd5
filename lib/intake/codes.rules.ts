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
