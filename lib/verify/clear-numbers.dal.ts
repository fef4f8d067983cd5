import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import { patiently } from '@/lib/platform/patiently'
import { Prisma } from '@/prisma/generated/client'

type TextColumn = { schema: string; table: string; column: string }

/** Not part of a longer number and not of a hash. */
const alone = (number: string) => `(?<![0-9A-Fa-f])(${number})(?![0-9A-Fa-f])`
const mobile = alone('1[3-9][0-9]{9}')
const idNumber = alone('[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]')
const smsCode = '验证码 [0-9]{6}'

/**
 * Columns in which a mobile number, an ID number or the text of a code can be read in clear (trust PR1). Looks into
 * every text, JSON and array column of every table there is, the jobs of the worker included, so a new column needs
 * no entry here.
 */
export async function clearNumbers(_actor: Actor): Promise<string[]> {
  const columns = await db().$queryRaw<TextColumn[]>`
    SELECT c.table_schema AS schema, c.table_name AS table, c.column_name AS column
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
      AND c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY')`
  const found: string[] = []
  for (const { schema, table, column } of columns) {
    const name = Prisma.raw(`"${schema}"."${table}"`)
    const value = Prisma.raw(`"${column}"::text`)
    const rows = await patiently(
      tx => tx.$queryRaw<unknown[]>`
        SELECT 1 FROM ${name} WHERE ${value} ~ ${`${mobile}|${idNumber}|${smsCode}`} LIMIT 1`,
    )
    if (rows.length > 0) found.push(`${schema}.${table}.${column}`)
  }
  return found
}
