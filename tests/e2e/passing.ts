import { readFileSync } from 'node:fs'
import { Client } from 'pg'

/**
 * Lets the days of a 公示 pass: moves it into the past, as nobody can who uses the system (the database refuses it
 * without this). A journey cannot wait for a week.
 * @param preset whose system it is, as its project is called
 */
export async function letDaysPass(preset: 'demo' | 'shaoxing', batchId: string, days: number): Promise<void> {
  const { port, superuser } = JSON.parse(readFileSync(`.data/e2e-${preset}/pg.json`, 'utf8'))
  const client = new Client({ connectionString: `postgresql://postgres:${superuser}@127.0.0.1:${port}/expert_pool` })
  await client.connect()
  try {
    await client.query("SET session_replication_role = 'replica'")
    await client.query(
      `UPDATE publicity_batch SET published_at = published_at - $2 * interval '1 day', ends_at = ends_at - $2 * interval '1 day'
       WHERE id = $1`,
      [batchId, days],
    )
  } finally {
    await client.end()
  }
}
