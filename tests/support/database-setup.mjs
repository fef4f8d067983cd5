import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { addressOf, startCluster } from '../../scripts/lib/cluster.mjs'
import { run, typescript } from '../../scripts/lib/process.mjs'
import { makeRunDirectory } from './run-directory.mjs'

const TEMPLATE = 'expert_pool_template'
const key = () => randomBytes(32).toString('base64')

/**
 * One PostgreSQL for the run, with a migrated and seeded template database that each test file clones.
 * TEST_DATABASE_URL names a server to use instead of the embedded one; its user must be allowed to create databases.
 */
export default async function setUp() {
  const dir = makeRunDirectory()
  let admin = process.env.TEST_DATABASE_URL
  if (!admin) {
    // Test data may be lost in a power cut.
    const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 300 }
    globalThis.expertPoolTestCluster = await startCluster(dir, { settings })
    admin = addressOf(globalThis.expertPoolTestCluster, 'postgres', 'postgres')
  }
  const template = new URL(admin)
  template.pathname = `/${TEMPLATE}`
  Object.assign(process.env, {
    APP_MODE: 'demo',
    PUBLIC_URL: 'http://127.0.0.1:3000',
    POLICY: 'wuhan',
    CAPTCHA: 'off',
    SMS_ADAPTER: 'inbox',
    LOG_LEVEL: 'silent',
    DATA_DIR: dir,
    SESSION_SECRET: key(),
    FIELD_KEYS: JSON.stringify({ 1: key() }),
    INDEX_KEY: key(),
    UPLOAD_SECRET: key(),
    TEST_DATABASE_ADMIN: admin,
    TEST_DATABASE_TEMPLATE: TEMPLATE,
  })
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`)
  await client.query(`CREATE DATABASE ${TEMPLATE} ENCODING 'UTF8'`)
  await client.end()
  const env = { ...process.env, DATABASE_URL: template.href, SEED_DEMO: 'off', NODE_ENV: 'production' }
  await run(process.execPath, typescript('scripts/migrate.ts'), { env, failure: '测试数据库没有建好：' })
  await run(process.execPath, typescript('scripts/seed.ts'), { env, failure: '测试数据库没有装好：' })
}
