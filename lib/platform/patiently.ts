import 'server-only'
import { db, type Tx } from './db'

/** Longer than looks through all tables take, each of which has an hour. */
const DAY = 24 * 3_600_000

/** Statements that read whole tables, without the limit that keeps a page from hanging: an operator waits for them. */
export const patiently = <T>(read: (tx: Tx) => Promise<T>): Promise<T> =>
  db().$transaction(
    async tx => {
      await tx.$executeRaw`SET LOCAL statement_timeout = '1h'`
      return read(tx)
    },
    { timeout: DAY, maxWait: 60_000 },
  )
