import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { useDatabase } from '../support/database'
import { call } from '../support/node-child'

useDatabase()

const records = ['audit_event', 'audit_seal', 'status_history', 'audit_archive']
const role = `app_${randomBytes(4).toString('hex')}`
const address = (user?: string) => {
  const url = new URL(process.env.DATABASE_URL!)
  if (user) Object.assign(url, { username: user, password: 'x' })
  return url.href
}
const connected = async (url: string) => {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
let admin: Client
let app: Client

beforeAll(async () => {
  admin = await connected(address())
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`)
  const { rows } = await admin.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)
  for (const { tablename } of rows) await admin.query(`ALTER TABLE public.${tablename} OWNER TO ${role}`)
  await admin.query(`ALTER SCHEMA public OWNER TO ${role}`)
  await admin.query(`ALTER FUNCTION public.refuse_change() OWNER TO ${role}`)
  await call('scripts/lib/keeper.mjs', 'keepRecords', address())
  app = await connected(address(role))
})
// the database is gone by then, and its connections with it
afterAll(async () => {
  const server = await connected(process.env.TEST_DATABASE_ADMIN!)
  await server.query(`DROP ROLE ${role}`)
  await server.end()
})

const add = `INSERT INTO audit_event (actor_kind, actor_name, address, request_id, action, result)
  VALUES ('system', '系统', '-', 'r', 'kept', 'done') RETURNING id`

test('the role of the system adds records and reads them (TE3)', async () => {
  const { rows } = await app.query(add)
  await app.query(
    `INSERT INTO audit_seal (position, event_id, previous, hash) VALUES (900000, ${rows[0].id}, 'p', 'h${rows[0].id}')`,
  )
  expect((await app.query(`SELECT action FROM audit_event WHERE id = ${rows[0].id}`)).rows).toEqual([
    { action: 'kept' },
  ])
})

const attacks = records.flatMap(table => [
  `UPDATE ${table} SET ${table === 'audit_seal' || table === 'audit_archive' ? "hash = 'x'" : "actor_name = 'x'"}`,
  `DELETE FROM ${table}`,
  `TRUNCATE ${table} CASCADE`,
  `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
  `DROP TRIGGER ${table}_append_only ON ${table}`,
  `DROP TABLE ${table} CASCADE`,
  `ALTER TABLE ${table} OWNER TO ${role}`,
])
test.each([
  ...attacks,
  'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
  'DROP SCHEMA public CASCADE',
  'SET ROLE expert_pool_keeper',
  "SET session_replication_role = 'replica'",
])('%s: PostgreSQL refuses it to the role of the system', async statement => {
  await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' })
})

test('an upgrade gets them back, and afterwards they are kept again; new tables of the system are no matter', async () => {
  await app.query('CREATE TABLE public.of_later (id int)')
  await app.query('DROP TABLE public.of_later')
  await call('scripts/lib/keeper.mjs', 'openRecords', address())
  await app.query('ALTER TABLE audit_event ADD COLUMN later int')
  await app.query('ALTER TABLE audit_event DROP COLUMN later')
  await call('scripts/lib/keeper.mjs', 'keepRecords', address())
  await expect(app.query('ALTER TABLE audit_event ADD COLUMN later int')).rejects.toMatchObject({ code: '42501' })
})

test('an installation from before a record was there can be upgraded', async () => {
  await admin.query('ALTER TABLE audit_archive RENAME TO audit_archive_later')
  await call('scripts/lib/keeper.mjs', 'openRecords', address())
  await admin.query('ALTER TABLE audit_archive_later RENAME TO audit_archive')
  await call('scripts/lib/keeper.mjs', 'keepRecords', address())
  await expect(app.query("UPDATE audit_archive SET hash = 'x'")).rejects.toThrow('permission denied')
})
