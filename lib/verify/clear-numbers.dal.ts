import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import { patiently } from '@/lib/platform/patiently'
import { Prisma } from '@/prisma/generated/client'

type TextColumns = { schema: string; table: string; columns: string[] }

/** Not part of a longer number and not of a hash. */
const alone = (number: string) => `(?<![0-9A-Fa-f])(${number})(?![0-9A-Fa-f])`
const mobile = alone('1[3-9][0-9]{9}')
const idNumber = alone('[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]')
const smsCode = '验证码 [0-9]{6}'
const pattern = `${mobile}|${idNumber}|${smsCode}`
/** What any of them has in it, which is found several times as fast: the rest is asked of what has it. */
const digits = `[0-9]{11}|${smsCode}`

/**
 * Columns in which a mobile number, an ID number or the text of a code can be read in clear (trust PR1). Looks into
 * every text, JSON and array column of every table there is, the jobs of the worker included, so a new column needs
 * no entry here.
 */
export async function clearNumbers(_actor: Actor): Promise<string[]> {
  const tables = await db().$queryRaw<TextColumns[]>`
    SELECT c.table_schema AS schema, c.table_name AS table,
           array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
      AND c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY')
    GROUP BY c.table_schema, c.table_name`
  return patiently(async tx => {
    const found: string[] = []
    for (const { schema, table, columns } of tables) {
      // each table is read once, whichever of its columns are looked at
      const looks = columns.map(column => looksClear(Prisma.raw(`"${column}"::text`)))
      const name = Prisma.raw(`"${schema}"."${table}"`)
      const query = Prisma.sql`SELECT ARRAY[${Prisma.join(looks)}] AS clear FROM ${name}`
      const [row] = await tx.$queryRaw<{ clear: (boolean | null)[] }[]>(query)
      found.push(...columns.filter((_, at) => row?.clear[at]).map(column => `${schema}.${table}.${column}`))
    }
    return found
  })
}

const looksClear = (text: Prisma.Sql) =>
  Prisma.sql`bool_or(CASE WHEN ${text} ~ ${digits} THEN ${text} ~ ${pattern} ELSE false END)`
