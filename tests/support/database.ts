import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Client } from 'pg'
import { closeDb } from '@/lib/platform/db'

/**
 * Gives this test file a database of its own, cloned from the migrated and seeded template, and a file store of its
 * own: the tidying of one test file takes the bytes of all others for leftovers. Call it at the top of the file, before
 * anything reads the settings.
 */
export function useDatabase(): void {
  const name = `test_${randomBytes(6).toString('hex')}`
  const address = new URL(process.env.TEST_DATABASE_ADMIN!)
  address.pathname = `/${name}`
  process.env.DATABASE_URL = address.href
  process.env.DATA_DIR = join(process.env.DATA_DIR!, name)
  const template = process.env.TEST_DATABASE_TEMPLATE
  // files are copied in half the time it takes to log each page of them
  beforeAll(() => asAdmin(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`))
  afterAll(async () => {
    await closeDb()
    await asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  })
}

/** Cloning needs the template to itself for a moment, so clones of several workers queue behind a lock. */
async function asAdmin(statement: string): Promise<void> {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_ADMIN })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock(7201900)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}
