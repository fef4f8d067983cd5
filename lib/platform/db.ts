import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from '@/prisma/generated/client'
import { env } from './env'
import { closeSidePool } from './side-pool'

/** What a data function may use inside one transaction. */
export type Tx = Prisma.TransactionClient

const holder = globalThis as typeof globalThis & { expertPoolDb?: PrismaClient }

/** The one database client of this process (kept over hot reloads in development). */
export function db(): PrismaClient {
  holder.expertPoolDb ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      max: 12,
      options: '-c statement_timeout=15000 -c timezone=UTC',
    }),
    transactionOptions: { maxWait: 15_000, timeout: 20_000 },
  })
  return holder.expertPoolDb
}

/** Closes the connections; the next `db()` opens new ones. For the worker's end and for tests. */
export async function closeDb(): Promise<void> {
  const open = holder.expertPoolDb
  holder.expertPoolDb = undefined
  await Promise.all([open?.$disconnect(), closeSidePool()])
}

/** Whether the database gave up waiting: for a lock, or because a statement took too long. */
export function timedOut(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  return /55P03|57014/.test(`${error.message} ${JSON.stringify(error.meta ?? {})}`)
}

/**
 * The columns of a unique constraint that a write violated, in database names, or null for any other error.
 * Driver adapters report them under different keys, hence the search.
 */
export function uniqueViolation(error: unknown): string[] | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return null
  const text = JSON.stringify(error.meta ?? {})
  const known = ['phone_index', 'doc_index', 'credit_code', 'name_key', 'login', 'account_id', 'number']
  const named: Record<string, string> = { application_one_open: 'account_id' }
  const found = known.filter(column => text.includes(column))
  for (const [index, column] of Object.entries(named)) if (text.includes(index)) found.push(column)
  return found
}
