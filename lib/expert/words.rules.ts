import { charLength, nameKey } from '@/lib/platform/text'
import type { Sections } from '@/lib/profile/facts.rules'
import { rowsOf, textOf } from '@/lib/profile/values.rules'

/** Where titles stand: of projects and of papers. */
const titled = [
  ['projects', 'name'],
  ['papers', 'title'],
] as const

/** More than anybody has typed; what lies behind is not searched. */
const MOST_CHARACTERS = 50_000
const MOST_WORDS = 5
const SHORTEST = 2

/** Each character with the one behind it, in code points, so that 𠮷 is one: `稀土永磁` has 稀土, 土永, 永磁. */
export function pairsOf(text: string): string[] {
  const characters = Array.from(text)
  return [...new Set(characters.slice(1).map((character, at) => characters[at]! + character))]
}

export type Words = { text: string; pairs: string[] }

/** What is searched of a version: its titles, folded as names are, one a line, and their pairs of characters. */
export function wordsOf(sections: Sections): Words {
  const titles: string[] = []
  let room = MOST_CHARACTERS
  for (const [section, field] of titled)
    for (const row of rowsOf(sections[section])) {
      const title = nameKey(textOf(row[field]))
      room -= charLength(title)
      if (title !== '' && room >= 0) titles.push(title)
    }
  return { text: titles.join('\n'), pairs: [...new Set(titles.flatMap(pairsOf))] }
}

/** Words as somebody typed them, each of which a title must hold; `short`: one of a single character was left out. */
export type WordSearch = { words: string[]; short: boolean }

/** Reads what was typed to find titles by; null when nothing was typed. */
export function wordSearch(typed: string): WordSearch | null {
  const words = [...new Set(typed.split(/\s+/).map(nameKey).filter(Boolean))].slice(0, MOST_WORDS)
  if (words.length === 0) return null
  const long = words.filter(word => charLength(word) >= SHORTEST)
  return { words: long, short: long.length < words.length }
}
