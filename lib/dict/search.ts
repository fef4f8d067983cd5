import 'server-only'
import { syllablesOf } from '@/lib/platform/pinyin'
import { nameKey } from '@/lib/platform/text'
import type { DictName } from './all'
import { type TreeEntry, tree } from './tree'

/** What is compared with the words of a search; made once for each table, within the first search. */
type Key = {
  entry: TreeEntry
  code: string
  name: string
  above: string
  pinyin: string
  starts: Set<number>
  initials: string
}

const indexes = new Map<DictName, Key[]>()

/**
 * Finds entries by code, name (Chinese or as it is written), full pinyin or initials; several words must all fit,
 * where further words may speak of what lies above: `湖北 wuchang`. Best first: exact, then beginnings, then parts.
 * @param text what somebody typed; blank finds nothing
 * @param limit the most entries that come back
 */
export function search(name: DictName, text: string, limit = 20): TreeEntry[] {
  const words = text
    .split(/[\s,，、/]+/u)
    .map(nameKey)
    .filter(word => word !== '')
    .slice(0, 5)
  if (words.length === 0) return []
  const found: { entry: TreeEntry; score: number }[] = []
  for (const key of index(name)) {
    const score = scoreAll(key, words)
    // what stands higher in the tree is more likely meant: 临床医学 before a branch of a branch
    if (score !== null) found.push({ entry: key.entry, score: score + key.entry.level })
  }
  found.sort((a, b) => a.score - b.score || a.entry.level - b.entry.level || a.entry.name.length - b.entry.name.length)
  return found.slice(0, limit).map(hit => hit.entry)
}

function index(name: DictName): Key[] {
  let keys = indexes.get(name)
  if (!keys) {
    keys = Array.from(tree(name).byCode.values(), toKey)
    indexes.set(name, keys)
  }
  return keys
}

function toKey(entry: TreeEntry): Key {
  const syllables = syllablesOf(entry.name)
  const starts = new Set<number>()
  let pinyin = ''
  for (const syllable of syllables) {
    starts.add(pinyin.length)
    pinyin += syllable
  }
  const initials = syllables.map(syllable => syllable[0]).join('')
  const above = nameKey(entry.path.slice(0, -1).join('/'))
  return { entry, code: entry.code.toLowerCase(), name: nameKey(entry.name), above, pinyin, starts, initials }
}

/** The sum over all words; a word found only above costs more; one word at least must be about the entry itself. */
function scoreAll(key: Key, words: string[]): number | null {
  let total = 0
  let own = false
  for (const word of words) {
    const score = scoreOne(key, word)
    if (score !== null) own = true
    else if (!key.above.includes(word)) return null
    total += score ?? 10
  }
  return own ? total : null
}

/** Less is better; null is no hit. */
function scoreOne(key: Key, word: string): number | null {
  if (key.code === word || key.name === word) return -10
  if (key.code.startsWith(word)) return 1
  if (key.name.startsWith(word)) return 2
  if (key.name.includes(word)) return 4
  if (key.pinyin.startsWith(word) || key.initials.startsWith(word)) return 5
  if (startsWithin(key, word)) return 7
  return word.length > 1 && key.initials.includes(word) ? 8 : null
}

/** Whether the word begins at a syllable: `an` is not in 县 (xian), but `han` is in 武汉. */
function startsWithin(key: Key, word: string): boolean {
  for (let at = key.pinyin.indexOf(word); at !== -1; at = key.pinyin.indexOf(word, at + 1))
    if (key.starts.has(at)) return true
  return false
}
