import 'server-only'
import { Pool } from 'pg'
import { env } from './env'

/** `attempts` may wait for the row of a code that a transaction uses up, and that one may need `budgets`: never the same. */
type Side = 'budgets' | 'attempts'

const holder = globalThis as typeof globalThis & { expertPoolSide?: Partial<Record<Side, Pool>> }

/**
 * A few connections beside the main ones, for short statements that must persist although the caller's transaction
 * rolls back: attempts at a code, rate limits. Beside, because a transaction that waits for a second connection of
 * the pool it came from can wait for itself. Never hold one over other work.
 */
export function sidePool(side: Side = 'budgets'): Pool {
  holder.expertPoolSide ??= {}
  const open = holder.expertPoolSide
  if (!open[side]) {
    open[side] = new Pool({
      connectionString: env().DATABASE_URL,
      max: 4,
      options: '-c statement_timeout=15000 -c timezone=UTC',
    })
    // a connection that breaks while idle is replaced at the next use
    open[side].on('error', () => {})
  }
  return open[side]
}

export async function closeSidePool(): Promise<void> {
  const open = holder.expertPoolSide
  holder.expertPoolSide = undefined
  await Promise.all(Object.values(open ?? {}).map(pool => pool.end()))
}
