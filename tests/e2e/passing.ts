import { readFileSync } from 'node:fs'
import { Client } from 'pg'

type Preset = 'demo' | 'shaoxing'

/**
 * Asks the database of a running system as nobody can who uses it: without its guards. A journey cannot wait for a week,
 * and has to know what a page must not show.
 * @param preset whose system it is, as its project is called, where nobody said where its data are
 */
export async function inDatabase<Row extends object>(preset: Preset, sql: string, values: unknown[]): Promise<Row[]> {
  const dataDir = process.env.E2E_DATA_DIR ?? `.data/e2e-${preset}`
  const { port, superuser } = JSON.parse(readFileSync(`${dataDir}/pg.json`, 'utf8'))
  const client = new Client({ connectionString: `postgresql://postgres:${superuser}@127.0.0.1:${port}/expert_pool` })
  await client.connect()
  try {
    await client.query("SET session_replication_role = 'replica'")
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** Lets the days of a 公示 pass: moves it into the past, which the database refuses everybody else. */
export async function letDaysPass(preset: Preset, batchId: string, days: number): Promise<void> {
  await inDatabase(
    preset,
    `UPDATE publicity_batch SET published_at = published_at - $2 * interval '1 day', ends_at = ends_at - $2 * interval '1 day'
     WHERE id = $1`,
    [batchId, days],
  )
}
