import 'server-only'
import { db, type Tx } from './db'

/** Longer than any look through one table takes. */
const HOUR = 3_600_000

/** A statement that reads whole tables, without the limit that keeps a page from hanging: an operator waits for it. */
export const patiently = <T>(read: (tx: Tx) => Promise<T>): Promise<T> =>
  db().$transaction(
    async tx => {
      await tx.$executeRaw`SET LOCAL statement_timeout = '1h'`
      return read(tx)
    },
    { timeout: HOUR, maxWait: 60_000 },
  )
