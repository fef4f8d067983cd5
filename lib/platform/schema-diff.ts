import 'server-only'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Pool } from 'pg'
import { readMigrations } from './migrations'
import { schemaEngine } from './schema-engine'

/** Indexes that the schema language cannot express; migrations name them in a line `-- by hand: name, name`. */
async function handWritten(): Promise<Set<string>> {
  const { migrationDirectories } = await readMigrations()
  const names = migrationDirectories.flatMap(({ migrationFile: { content } }) =>
    content.tag === 'ok'
      ? [...content.value.matchAll(/^-- by hand: (.+)$/gm)].flatMap(([, list]) => list!.split(/,\s*/))
      : [],
  )
  return new Set(names)
}

/** The SQL that would bring a database to the schema files, without the hand-written indexes; empty when they agree. */
export async function diffFromDatabase(url: string): Promise<string> {
  const folder = resolve('prisma/schema')
  const names = (await readdir(folder)).filter(name => name.endsWith('.prisma')).sort()
  const files = await Promise.all(
    names.map(async name => ({ path: join(folder, name), content: await readFile(join(folder, name), 'utf8') })),
  )
  const pool = new Pool({ connectionString: url, max: 1 })
  try {
    const engine = await schemaEngine(pool)
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: folder },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    const kept = await handWritten()
    const isOurs = (part: string) => {
      const dropped = /DROP INDEX "([^"]+)"/.exec(part)?.[1]
      return !(dropped && kept.has(dropped)) && !part.includes('empty migration')
    }
    return (stdout ?? '')
      .trim()
      .split(/\n\n+(?=-- )/)
      .filter(isOurs)
      .join('\n\n')
      .trim()
  } finally {
    await pool.end()
  }
}
