import type { ListSpec } from '@/lib/platform/list-params'
import { foldMiddleDots, foldWidth, nameKey } from '@/lib/platform/text'
import { membershipLabels } from '@/lib/policy/labels.rules'

/**
 * What the address of the pool may say. Codes that do not exist count as not said.
 * @param codes the codes of a table, e.g. `codes` of lib/dict/tree
 */
export const poolSpec = (codes: (table: 'discipline' | 'title' | 'titleLevel') => readonly string[]) =>
  ({
    sorts: ['admitted'],
    order: 'desc',
    filters: {
      name: { kind: 'text' },
      unit: { kind: 'text' },
      discipline: { kind: 'one', values: codes('discipline') },
      title: { kind: 'one', values: codes('title') },
      level: { kind: 'one', values: codes('titleLevel') },
      status: { kind: 'one', values: Object.keys(membershipLabels) },
    },
  }) satisfies ListSpec

/** A name as somebody typed it: Latin letters are read as pinyin, initials or a Latin name, all else as characters. */
export type NameSearch = { letters: string; typed: string } | { characters: string }

/**
 * Reads what was typed to find a person by: `zhang san`, `xi'an`, `ZS`, `lü` are letters (ü as v, no blanks or
 * apostrophes); `张 三` is read as 张三 and any dot in a name as ·. null when nothing is left to look for.
 */
export function nameSearch(text: string): NameSearch | null {
  const folded = foldMiddleDots(foldWidth(text.normalize('NFC'))).trim()
  const letters = folded.toLowerCase().replaceAll('ü', 'v')
  if (/^[a-z][a-z\s'’.-]*$/.test(letters))
    return { letters: letters.replace(/[^a-z]/g, ''), typed: folded.replace(/\s+/g, ' ') }
  const characters = folded.replace(/\s+/g, '')
  return characters === '' ? null : { characters }
}

/** A unit as somebody typed it: compared with the skeleton of names, and with pinyin where it is Latin letters only. */
export function unitSearch(text: string): { key: string; letters: boolean } | null {
  const key = nameKey(text)
  return key === '' ? null : { key, letters: /^[a-z]{2,}$/.test(key) }
}

/** A text inside a LIKE pattern: `%`, `_` and `\` stand for themselves. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
