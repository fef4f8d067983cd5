import 'server-only'
import { Pool } from 'pg'
import { env } from './env'

const holder = globalThis as typeof globalThis & { expertPoolSide?: Pool }

/**
 * A few connections beside the main ones, for short statements that must persist although the caller's transaction
 * rolls back: attempts at a code, rate limits. Beside, because a transaction that waits for a second connection of
 * the pool it came from can wait for itself. Never hold one over other work.
 */
export function sidePool(): Pool {
  if (!holder.expertPoolSide) {
    holder.expertPoolSide = new Pool({
      connectionString: env().DATABASE_URL,
      max: 4,
      options: '-c statement_timeout=15000 -c timezone=UTC',
    })
    // a connection that breaks while idle is replaced at the next use
    holder.expertPoolSide.on('error', () => {})
  }
  return holder.expertPoolSide
}

export async function closeSidePool(): Promise<void> {
  const open = holder.expertPoolSide
  holder.expertPoolSide = undefined
  await open?.end()
}
