import 'server-only'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import { from } from 'pg-copy-streams'
import { env } from './env'

export type Bulk = {
  /** One row of each COPY is an array of texts in the order of the columns; null is NULL. */
  copy(table: string, columns: readonly string[], rows: AsyncIterable<readonly (string | null)[]>): Promise<void>
}

/**
 * A connection of its own for work that is too long for the others, held by one process at a time: whoever comes while
 * another has the key gets null at once. The lock ends with the connection, so that a process that is killed in the
 * middle holds up nobody.
 * @param key names the work; a part of a longer key is as good as another
 */
export async function alone<T>(key: string, work: (bulk: Bulk) => Promise<T>): Promise<T | null> {
  const client = new Client({ connectionString: env().DATABASE_URL, options: '-c timezone=UTC' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine',
      [key],
    )
    if (!rows[0]?.mine) return null
    return await work({ copy: (table, columns, rows) => copyInto(client, table, columns, rows) })
  } finally {
    await client.end()
  }
}

/** All rows or none (PostgreSQL, COPY): what comes before a fault does not stay. */
async function copyInto(
  client: Client,
  table: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly (string | null)[]>,
): Promise<void> {
  async function* lines() {
    let lump = ''
    for await (const row of rows) {
      lump += `${row.map(cell).join('\t')}\n`
      if (lump.length < 64 * 1024) continue
      yield Buffer.from(lump)
      lump = ''
    }
    if (lump !== '') yield Buffer.from(lump)
  }
  const named = columns.map(name => `"${name}"`).join(', ')
  await pipeline(Readable.from(lines()), client.query(from(`COPY "${table}" (${named}) FROM STDIN`)))
}

const marks: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Text format of COPY; NUL is the one sign a text cannot hold. */
const cell = (value: string | null): string =>
  value === null ? '\\N' : value.replace(/[\\\n\r\t]/g, sign => marks[sign]!).replaceAll('\0', '')

/** An array of texts as a cell of COPY or a parameter. */
export const textArray = (values: readonly string[]): string =>
  `{${values.map(value => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
