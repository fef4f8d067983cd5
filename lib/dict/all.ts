import discipline from '@/prisma/seed/data/gbt13745-2009.json'
import { type DictEntry, toEntries } from './entry'
import { regionRows } from './region'
import { dict, type SmallDict, smallDicts } from './small'

export const dictNames = ['discipline', 'region', ...smallDicts] as const
export type DictName = (typeof dictNames)[number]

/** Whether a text names one of our code tables. */
export const isDictName = (text: string): text is DictName => (dictNames as readonly string[]).includes(text)

/**
 * Every entry of a table, parents before children. Carries the big tables with it, so only tree.ts
 * (which is server-only) and the loader of the database may import this file.
 */
export function entriesOf(name: DictName): readonly DictEntry[] {
  if (name === 'discipline') return toEntries(discipline.standard, discipline.rows)
  if (name === 'region') return toEntries('GB/T 2260', regionRows())
  return dict(name satisfies SmallDict).entries
}
