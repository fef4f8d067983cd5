import 'server-only'
import { createHash } from 'node:crypto'
import { type DictName, entriesOf } from './all'
import type { DictEntry } from './entry'

/** An entry as pickers show it: `path` holds the names from the root down to it, `leaf` says nothing lies below. */
export type TreeEntry = Pick<DictEntry, 'code' | 'name' | 'parent' | 'level' | 'selectable'> & {
  path: string[]
  leaf: boolean
}

export type Tree = {
  byCode: ReadonlyMap<string, TreeEntry>
  byParent: ReadonlyMap<string | null, readonly TreeEntry[]>
  /** changes whenever a row changes; for ETags and caches */
  version: string
}

const trees = new Map<DictName, Tree>()

/** The whole table, indexed; built at the first question and kept. */
export function tree(name: DictName): Tree {
  let found = trees.get(name)
  if (!found) {
    found = build(entriesOf(name))
    trees.set(name, found)
  }
  return found
}

/** The entries right below `parent` (null: the roots), in the order of the standard; none for an unknown code. */
export const children = (name: DictName, parent: string | null): readonly TreeEntry[] =>
  tree(name).byParent.get(parent) ?? []

/** The entry of a code, or null. */
export const entry = (name: DictName, code: string): TreeEntry | null => tree(name).byCode.get(code) ?? null

/** Whether the code table in force has a discipline. */
export const isDiscipline = (code: string): boolean => entry('discipline', code) !== null

/** All codes of a table, parents before children. */
export const codes = (name: DictName): readonly string[] => [...tree(name).byCode.keys()]

/** The codes of an entry and of everything below it; none for an unknown code. */
export function codesBelow(name: DictName, code: string): string[] {
  if (!entry(name, code)) return []
  return [code, ...children(name, code).flatMap(below => codesBelow(name, below.code))]
}

/** The names from the root down to a code; none for an unknown code. */
export const path = (name: DictName, code: string): readonly string[] => entry(name, code)?.path ?? []

/**
 * A stored code as people read it, with the whole path: `数学 / 代数学 / 群论`, `湖北省武汉市武昌区`.
 * An unknown code comes back as it is, so that nothing disappears from a page; nothing stays ''.
 */
export function fullName(name: DictName, code: string | null | undefined): string {
  if (!code) return ''
  const names = path(name, code)
  return names.length === 0 ? code : names.join(name === 'region' ? '' : ' / ')
}

/** A place as a narrow list shows it, its last two names: `武汉市武昌区`, `北京市东城区`. */
export const shortRegion = (code: string): string => path('region', code).slice(-2).join('') || code

function build(entries: readonly DictEntry[]): Tree {
  const byCode = new Map<string, TreeEntry>()
  const byParent = new Map<string | null, TreeEntry[]>()
  const parents = new Set(entries.map(row => row.parent))
  const hash = createHash('sha256')
  for (const { code, name, parent, level, selectable } of entries) {
    const above = parent === null ? [] : (byCode.get(parent)?.path ?? [])
    const node = { code, name, parent, level, selectable, path: [...above, name], leaf: !parents.has(code) }
    byCode.set(code, node)
    byParent.set(parent, [...(byParent.get(parent) ?? []), node])
    hash.update(`${code}\t${name}\t${parent}\t${selectable}\n`)
  }
  return { byCode, byParent, version: hash.digest('hex').slice(0, 16) }
}
