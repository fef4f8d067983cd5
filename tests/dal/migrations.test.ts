import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Client } from 'pg'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { draftSchema } from '@/lib/profile/draft.schema'
import { script } from '../support/node-child'

const admin = process.env.TEST_DATABASE_ADMIN!
const made: string[] = []

async function asAdmin(statement: string): Promise<void> {
  const client = new Client({ connectionString: admin })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** A new database, empty or a copy of the migrated one. */
async function database(from = 'template0'): Promise<{ url: string; query: (sql: string) => Promise<unknown[]> }> {
  const name = `migrate_${randomBytes(5).toString('hex')}`
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${from}`)
  made.push(name)
  const url = new URL(admin)
  url.pathname = `/${name}`
  return {
    url: url.href,
    async query(sql) {
      const client = new Client({ connectionString: url.href })
      await client.connect()
      try {
        return (await client.query(sql)).rows
      } finally {
        await client.end()
      }
    },
  }
}

const migrated = () => database(process.env.TEST_DATABASE_TEMPLATE)
const migrate = (url: string) => script('scripts/migrate.ts', url)

afterAll(async () => {
  for (const name of made) await asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
})

test('the migrations give exactly the schema: none was forgotten', async () => {
  const { url } = await migrated()
  expect(await script('scripts/new-migration.ts', url, ['--check'])).toEqual({
    code: 0,
    output: expect.stringContaining('一致'),
  })
})

test('two processes that start at once migrate an empty database once', async () => {
  const { url, query } = await database()
  const both = await Promise.all([migrate(url), migrate(url)])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect(both.map(({ output }) => output.trim()).sort()).toEqual([
    expect.stringContaining('已升级：0001_init'),
    '结构已是最新',
  ])
  const rows = await query(
    'SELECT count(*)::int AS rows, count(DISTINCT migration_name)::int AS names, count(finished_at)::int AS finished FROM _prisma_migrations',
  )
  const [{ rows: count }] = rows as [{ rows: number }]
  expect(rows).toEqual([{ rows: count, names: count, finished: count }])
})

test('an applied migration that was edited is refused (trust DU16)', async () => {
  const { url, query } = await migrated()
  await query(`UPDATE _prisma_migrations SET checksum = repeat('0', 64) WHERE migration_name = '0001_init'`)
  const { code, output } = await migrate(url)
  expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(/0001_init 与代码中的文件不一致/) })
})

test('an older program refuses a newer database', async () => {
  const { url, query } = await migrated()
  await query(`INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    VALUES (gen_random_uuid(), repeat('0', 64), '9999_later', now(), now(), 1)`)
  const { code, output } = await migrate(url)
  expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(/数据库比代码新.*9999_later/) })
})

test('a migration that fails leaves nothing of itself behind, and the next start goes on with it', async () => {
  const { url, query } = await database()
  await query('CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN END $$')
  expect(await migrate(url)).toEqual({ code: 1, output: expect.stringContaining('refuse_change') })
  const left = () =>
    query(`SELECT to_regclass('unit')::text AS first, to_regclass('unit_credit_code_live')::text AS second`)
  expect(await left()).toEqual([{ first: 'unit', second: null }])
  await query('DROP FUNCTION refuse_change')
  expect(await migrate(url)).toEqual({ code: 0, output: expect.stringMatching(/已升级：0002_guards/) })
  expect(await left()).toEqual([{ first: 'unit', second: 'unit_credit_code_live' }])
})

test('a database with tables of another system is left as it is', async () => {
  const { url, query } = await database()
  await query('CREATE TABLE account (theirs int)')
  expect(await migrate(url)).toEqual({ code: 1, output: expect.stringContaining('已有别的系统的表') })
  expect(await query(`SELECT to_regclass('unit') AS ours`)).toEqual([{ ours: null }])
})

test('a database that does not know Chinese letters is refused with what to do', async () => {
  const name = `migrate_${randomBytes(5).toString('hex')}`
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'`)
  made.push(name)
  const url = new URL(admin)
  url.pathname = `/${name}`
  const { code, output } = await migrate(url.href)
  expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining("LOCALE 'C.UTF-8'") })
})

test('working copies from when there were five sections get the ten without losing a word (0018)', async () => {
  const { query } = await database()
  const migrations = readdirSync('prisma/migrations').filter(name => /^\d{4}_/.test(name))
  const apply = async (names: string[]) => {
    for (const name of names.sort()) await query(readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8'))
  }
  await query('CREATE EXTENSION IF NOT EXISTS pg_trgm')
  await apply(migrations.filter(name => name < '0018'))
  // the applications themselves play no part
  await query('ALTER TABLE application_section DROP CONSTRAINT application_section_application_id_fkey')
  const put = (n: number, section: string, data: object, version = 1) =>
    query(`INSERT INTO application_section (application_id, section, data, version)
      VALUES ('00000000-0000-4000-8000-00000000000${n}', '${section}', '${JSON.stringify(data)}', ${version})`)
  type Row = { section: string; data: Record<string, unknown>; version: number }
  const sections = async (): Promise<Record<string, Row>> => {
    const found = (await query('SELECT * FROM application_section')) as (Row & { application_id: string })[]
    return Object.fromEntries(found.map(row => [`${row.application_id.at(-1)} ${row.section}`, row]))
  }
  const first = { unitName: '示范医院', position: '主任', from: '2008-7', to: '', current: true }
  const second = { unitName: '示', from: '2003-' }
  await put(1, 'basic', { ethnic: '01', department: ' 科研' }, 4)
  await put(1, 'title', { titleCode: '231', obtainedOn: '2016年9月' }, 3)
  await put(1, 'disciplines', { codes: ['32027', '9'], research: '肿瘤\n外科' }, 2)
  await put(1, 'work', { rows: [first, second], resume: '经历' }, 5)
  await put(1, 'evidence', { note: '见附件' })
  // nobody had begun 基本信息 here; 无 was chosen as title
  await put(2, 'title', { titleCode: '999', obtainedOn: '' })
  await put(2, 'disciplines', { codes: [] })
  await put(2, 'work', { rows: [] })
  // half typed, and nothing at all
  await put(3, 'title', { obtainedOn: '201' })
  await put(3, 'disciplines', { research: '半句' })
  await put(3, 'work', { resume: '没有写经历' })
  await put(4, 'basic', {})
  const before = await sections()

  await apply(migrations.filter(name => name >= '0018'))

  const after = await sections()
  const dataOf = (key: string) => after[key]?.data
  const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(dataOf('1 basic')).toEqual({
    ...before['1 basic']!.data,
    disciplines: ['32027', '9'],
    research: '肿瘤\n外科',
  })
  expect(dataOf('1 titles')).toEqual({
    rows: [{ id: uuid, kind: 'title', titleCode: '231', obtainedOn: '2016年9月' }],
  })
  const place = (name: string) => ({ unitId: '', name })
  expect(dataOf('1 work')).toEqual({
    resume: '经历',
    rows: [
      {
        id: uuid,
        unit: place('示范医院'),
        position: '主任',
        field: 'technology',
        period: { from: '2008-7', to: '', current: true },
      },
      {
        id: uuid,
        unit: place('示'),
        position: null,
        field: 'technology',
        period: { from: '2003-', to: null, current: null },
      },
    ],
  })
  expect(dataOf('1 evidence')).toEqual({ note: '见附件' })
  expect(dataOf('2 titles')).toEqual({ none: true, rows: [] })
  expect(dataOf('2 basic')).toEqual({ disciplines: [] })
  expect(dataOf('2 work')).toEqual({ rows: [] })
  expect(dataOf('3 titles')).toEqual({ rows: [{ id: uuid, kind: 'title', obtainedOn: '201' }] })
  expect(dataOf('3 basic')).toEqual({ research: '半句' })
  expect(dataOf('3 work')).toEqual({ resume: '没有写经历' })
  expect(dataOf('4 basic')).toEqual({})
  expect(Object.keys(after).filter(key => /title$|disciplines/.test(key))).toEqual([])
  // what an open page of the old form would save is older than what is stored now
  for (const [key, { version }] of Object.entries(before))
    if (/basic|work/.test(key) && key.startsWith('1')) expect(after[key]!.version).toBeGreaterThan(version)
  // every section is one that the form can take, and brought into shape no word of it is refused
  for (const { section, data } of Object.values(after))
    expect(draftSchema(section as ProfileSection).safeParse(data).data).toEqual(data)
})

describe('what the database itself refuses', () => {
  const refusing = async (sql: string) => {
    const { query } = await shared
    return expect(query(sql)).rejects
  }
  let shared: ReturnType<typeof migrated>
  beforeAll(() => {
    shared = migrated()
  })

  test.each(['audit_event', 'audit_seal', 'status_history'])('%s is only ever added to', async table => {
    const key = table === 'audit_seal' ? 'position' : 'id'
    for (const statement of [
      `UPDATE ${table} SET ${key} = ${key}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ])
      await (await refusing(statement)).toThrow(/append-only/)
  })

  test('two open registrations of one unit, but another one after a refusal', async () => {
    const { query } = await shared
    const insert = (id: number, code: string | null, name: string, status: string) =>
      query(`INSERT INTO unit (id, nature, name, name_key, pinyin, initials, credit_code, legal_person, region_code,
        contact_name, contact_phone_cipher, status, no_code_reason) VALUES ('00000000-0000-4000-8000-00000000000${id}', 'x', '${name}',
        '${name}', '', '', ${code && `'${code}'`}, 'x', '420102', 'x', 'x', '${status}', ${code ? 'NULL' : `'x'`})`)
    await insert(1, 'A', '甲', 'refused')
    await insert(2, 'A', '甲', 'submitted')
    await expect(insert(3, 'A', '乙', 'submitted')).rejects.toThrow(/unit_credit_code_live/)
    // one name twice is two units, as long as they have codes
    await insert(4, 'B', '甲', 'active')
    await insert(5, null, '丙', 'active')
    await expect(insert(6, null, '丙', 'active')).rejects.toThrow(/unit_name_key_no_code/)
  })

  test('a published notice without its time, and a title that is too long', async () => {
    const insert = (title: string, at: string) =>
      `INSERT INTO notice (id, category, title, body, status, published_at, author_name)
       VALUES (gen_random_uuid(), 'notice', ${title}, '', 'published', ${at}, 'x')`
    await (await refusing(insert(`'t'`, 'NULL'))).toThrow(/notice_published_at/)
    await (await refusing(insert(`repeat('长', 201)`, 'now()'))).toThrow(/notice_title_length/)
  })

  test('staff without a login name, an individual without a phone', async () => {
    const insert = (kind: string) =>
      `INSERT INTO account (id, kind, name, password_hash) VALUES (gen_random_uuid(), '${kind}', 'x', 'x')`
    for (const kind of ['staff', 'individual', 'unitAdmin'])
      await (await refusing(insert(kind))).toThrow(/account_login_or_phone/)
  })
})
