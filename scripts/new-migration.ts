import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migrationsFolder, readMigrations } from '@/lib/platform/migrations'
import { diffFromDatabase } from '@/lib/platform/schema-diff'

/**
 * `npm run new-migration NAME` (`--check` only says whether there is one to write): writes what separates the migrated database from prisma/schema as a new migration, to be
 * read and completed by its author. Applied migrations are never edited.
 */
const name = process.argv[2] ?? ''
const check = name === '--check'
if (!check && !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('✗ 请给出名称（小写英文、数字、下划线），如 npm run new-migration add_department')
  process.exit(1)
}
const sql = await diffFromDatabase(process.env.DATABASE_URL!)
if (sql === '') {
  console.log('数据库与 prisma/schema 一致，没有要写的升级。')
} else if (check) {
  console.error(`prisma/schema 有改动还没有写成升级：\n${sql}`)
  process.exit(1)
} else {
  const last = (await readMigrations()).migrationDirectories.at(-1)?.path ?? '0000'
  const folder = `${String(Number(last.slice(0, 4)) + 1).padStart(4, '0')}_${name}`
  await mkdir(join(migrationsFolder, folder))
  await writeFile(join(migrationsFolder, folder, 'migration.sql'), `${sql}\n`)
  console.log(`已写入 prisma/migrations/${folder}/migration.sql，请检查后运行 npm run migrate。`)
}
