import 'server-only'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, DriverAdapterError } from '@prisma/driver-adapter-utils'
import type { SchemaEngine as Engine } from '@prisma/schema-engine-wasm'
import { DatabaseError, type Pool, type QueryResult } from 'pg'

type Bindings = { SchemaEngine: typeof Engine; __wbg_set_wasm(exports: WebAssembly.Exports): void }

let loaded: Promise<Bindings> | undefined

/**
 * Prisma's own schema engine, compiled to WebAssembly: the native one would be downloaded by the command line tool,
 * which a closed network does not allow. The package's entry imports the module in a way only bundlers understand,
 * hence the steps by hand.
 */
async function load(): Promise<Bindings> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bindings = (await import(script)) as Bindings & Record<string, WebAssembly.ImportValue>
  const bytes = await readFile(script.replace(/\.js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  // Where the engine leaves the reason before it gives up; without it the reason is lost.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(reason: string) {
        throw new Error(`schema engine: ${reason}`)
      },
    },
  })
  const start = instance.exports.__wbindgen_start as () => void
  start()
  return bindings
}

const INTERNAL_CHAR = 18
const TEXT = 25

/**
 * Prisma's adapter with two repairs that its schema engine needs. It cut scripts at every semicolon, also inside
 * comments and functions; and it does not know PostgreSQL's internal one-letter type, in which the catalogue
 * describes constraints.
 */
class EngineAdapter extends PrismaPg {
  constructor(private readonly pool: Pool) {
    super(pool)
  }

  override async connect() {
    const executeScript = async (script: string): Promise<void> => {
      try {
        await this.pool.query(script)
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error
        const { code = '', severity = 'ERROR', message, detail, column, hint } = error
        throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint })
      }
    }
    const adapter = await super.connect()
    const { queryRaw } = adapter
    const queryLetters: typeof queryRaw = async query => {
      const letters: number[] = []
      const client = {
        query: async (...args: Parameters<Pool['query']>) => {
          const result = (await this.pool.query(...args)) as unknown as QueryResult
          result.fields.forEach((field, index) => {
            if (field.dataTypeID !== INTERNAL_CHAR) return
            field.dataTypeID = TEXT
            letters.push(index)
          })
          return result
        },
      }
      const found = await queryRaw.call(Object.create(adapter, { client: { value: client } }), query)
      for (const index of letters) found.columnTypes[index] = ColumnTypeEnum.Character
      return found
    }
    return Object.assign(adapter, { executeScript, queryRaw: queryLetters })
  }
}

/** A schema engine that speaks to the database through the pool, which it may keep for itself. */
export async function schemaEngine(pool: Pool): Promise<Engine> {
  loaded ??= load()
  const { SchemaEngine } = await loaded
  const adapter = bindMigrationAwareSqlAdapterFactory(new EngineAdapter(pool))
  return SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter)
}
