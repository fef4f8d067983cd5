import { createHash } from 'node:crypto'
import pinyinTable from 'pinyin-pro/package.json'
import { dictNames, entriesOf } from '@/lib/dict/all'
import type { DictEntry } from '@/lib/dict/entry'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import type { PrismaClient } from '@/prisma/generated/client'

type Row = DictEntry & { dict: string; path: string }

/** Ancestors' codes and the code itself, joined because PostgreSQL cannot unnest arrays of different lengths. */
const separator = '/'

/**
 * Writes every code table into `dict_entry`: new rows are added, changed rows updated, equal rows not touched. Codes
 * that left a table stay, because stored data may still name them. What was written last time is noted at the table, so
 * that a start with the same tables, the same program and as many rows has nothing to compute.
 * @returns how many rows there are and how many of them were written
 */
export async function loadDictionaries(
  db: Pick<PrismaClient, '$executeRaw' | '$queryRaw' | '$transaction'>,
): Promise<{ rows: number; written: number }> {
  const rows = dictNames.flatMap(dict => withPaths(dict, entriesOf(dict)))
  const stamp = createHash('sha256')
    .update(JSON.stringify([pinyinTable.version, rows]))
    .digest('hex')
  const [stored] = await db.$queryRaw<{ stamp: string | null; count: bigint }[]>`
    SELECT obj_description('dict_entry'::regclass) AS stamp, count(*) FROM dict_entry`
  if (stored?.stamp === stamp && Number(stored.count) >= rows.length) return { rows: rows.length, written: 0 }
  const column = <T>(of: (row: Row) => T): T[] => rows.map(of)
  const written = await db.$executeRaw`
    INSERT INTO dict_entry (dict, code, name, parent, level, path, pinyin, initials, origin, sort)
    SELECT dict, code, name, parent, level, string_to_array(path, ${separator}), pinyin, initials, origin, sort
    FROM unnest(
      ${column(row => row.dict)}::text[], ${column(row => row.code)}::text[], ${column(row => row.name)}::text[],
      ${column(row => row.parent)}::text[], ${column(row => row.level)}::int[], ${column(row => row.path)}::text[],
      ${column(row => pinyinOf(row.name))}::text[], ${column(row => initialsOf(row.name))}::text[],
      ${column(row => row.origin)}::text[], ${column(row => row.sort)}::int[]
    ) AS new (dict, code, name, parent, level, path, pinyin, initials, origin, sort)
    ON CONFLICT (dict, code) DO UPDATE SET
      name = excluded.name, parent = excluded.parent, level = excluded.level, path = excluded.path,
      pinyin = excluded.pinyin, initials = excluded.initials, origin = excluded.origin, sort = excluded.sort
    WHERE (dict_entry.name, dict_entry.parent, dict_entry.level, dict_entry.path, dict_entry.pinyin,
           dict_entry.initials, dict_entry.origin, dict_entry.sort)
      IS DISTINCT FROM (excluded.name, excluded.parent, excluded.level, excluded.path, excluded.pinyin,
           excluded.initials, excluded.origin, excluded.sort)`
  // a comment takes no parameter, a setting does
  await db.$transaction([
    db.$executeRaw`SELECT set_config('expert_pool.stamp', ${stamp}, true)`,
    db.$executeRaw`DO $$ BEGIN
      EXECUTE format('COMMENT ON TABLE dict_entry IS %L', current_setting('expert_pool.stamp'));
    END $$`,
  ])
  return { rows: rows.length, written }
}

function withPaths(dict: string, entries: readonly DictEntry[]): Row[] {
  const paths = new Map<string, string>()
  return entries.map(entry => {
    const above = entry.parent === null ? undefined : paths.get(entry.parent)
    const path = above === undefined ? entry.code : `${above}${separator}${entry.code}`
    paths.set(entry.code, path)
    return { ...entry, dict, path }
  })
}
