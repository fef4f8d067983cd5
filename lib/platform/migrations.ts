import 'server-only'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import { runMigrations as migrateJobs } from 'graphile-worker'
import { Client, Pool } from 'pg'
import { schemaEngine } from './schema-engine'

/** A state of the database that only people can put right; the message says in Chinese what to do. */
export class MigrationRefused extends Error {}

const LOCK = 7_013_204
const LOCK_WAIT_MS = 120_000
const filters = { externalTables: [], externalEnums: [] }

export const migrationsFolder = resolve('prisma/migrations')

/** The migrations of the repository in order. */
export async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true })
  const names = entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(join(migrationsFolder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async name => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(join(migrationsFolder, name, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  }
}

/** Waits until no other process migrates this database; the lock ends with the connection. */
async function takeTurn(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  for (const end = Date.now() + LOCK_WAIT_MS; ; ) {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [LOCK])
    if (rows[0]?.mine) return client
    if (Date.now() > end) {
      await client.end()
      throw new MigrationRefused('另一个进程正在升级数据库，等了两分钟还没有结束。请稍后再试。')
    }
    await new Promise(done => setTimeout(done, 250))
  }
}

/** Searching Chinese names needs pg_trgm and a database that knows letters beyond ASCII. */
async function requireTrigrams(client: Client): Promise<void> {
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm')
  } catch {
    throw new MigrationRefused(
      '数据库缺少扩展 pg_trgm，当前用户也无权建立。请数据库管理员安装 postgresql-contrib，并在本数据库中运行 CREATE EXTENSION pg_trgm; 之后再试。',
    )
  }
  const { rows } = await client.query<{ works: boolean }>("SELECT cardinality(show_trgm('专家')) > 0 AS works")
  if (rows[0]?.works) return
  throw new MigrationRefused(
    "数据库的字符分类（LC_CTYPE）不认识中文，按姓名检索不能工作。请重新建立数据库：CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'。",
  )
}

const quote = (names: readonly string[]) => names.join('、')

async function pendingOf(engine: SchemaEngine, migrationsList: MigrationList): Promise<string[]> {
  const found = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters })
  if (found.editedMigrationNames.length > 0)
    throw new MigrationRefused(
      `已经执行过的数据库升级 ${quote(found.editedMigrationNames)} 与代码中的文件不一致，不能继续。请恢复这些文件的原样（git checkout），改动应写成新的升级。`,
    )
  if (found.failedMigrationNames.length > 0)
    throw new MigrationRefused(
      `数据库升级 ${quote(found.failedMigrationNames)} 曾被其他工具执行而没有成功。请从备份恢复，或由技术人员用 prisma migrate resolve 处理后再试。`,
    )
  const history = found.history
  if (!history) return []
  if (history.diagnostic === 'databaseIsBehind') return history.unappliedMigrationNames
  throw new MigrationRefused(
    `数据库比代码新：它执行过代码中没有的升级 ${quote(history.unpersistedMigrationNames)}。请使用与数据库相配的代码版本，不要用旧代码运行。`,
  )
}

/**
 * Applies one migration and its entry in `_prisma_migrations` in one transaction: after a crash at any moment it is
 * there as a whole or not at all, and the next start goes on by itself.
 */
async function applyOne(pool: Pool, engine: SchemaEngine, migrationsList: MigrationList): Promise<void> {
  await pool.query('BEGIN')
  try {
    await engine.applyMigrations({ migrationsList, filters })
    await pool.query('COMMIT')
  } catch (error) {
    await pool.query('ROLLBACK').catch(() => undefined)
    if ((error as { code?: unknown }).code === 'P3005')
      throw new MigrationRefused('这个数据库里已有别的系统的表，没有做任何改动。请为本系统建立一个空的数据库。')
    throw error
  }
}

/**
 * Brings a database to the state of the code: extension, all migrations, and the job queue's own tables. Safe to
 * call from several processes at once and to repeat.
 * @returns the names of the migrations that were applied now
 * @throws MigrationRefused when an applied migration was edited, the database is newer than the code, or lacks pg_trgm
 */
export async function migrate(url: string): Promise<string[]> {
  const turn = await takeTurn(url)
  const pool = new Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0 })
  // A connection lost in the middle fails the query that uses it; nobody needs to be told twice.
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  try {
    await requireTrigrams(turn)
    const list = await readMigrations()
    const engine = await schemaEngine(pool)
    const pending = await pendingOf(engine, list)
    for (const name of pending) {
      const last = list.migrationDirectories.findIndex(directory => directory.path === name)
      await applyOne(pool, engine, { ...list, migrationDirectories: list.migrationDirectories.slice(0, last + 1) })
    }
    await migrateJobs({ pgPool: pool })
    return pending
  } finally {
    await pool.end()
    await turn.end()
  }
}
