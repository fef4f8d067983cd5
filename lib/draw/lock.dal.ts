import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { type Tx, timedOut } from '@/lib/platform/db'
import { busy } from '@/lib/platform/errors'

/**
 * One draw or 递补 at a time in the whole system, to the end of the transaction: whom another draw takes in the same
 * moment, this one no longer finds, so that nothing ever has to be drawn a second time, and yearly caps and days of rest
 * hold as well. Whoever locks the row of the request locks it first; it waits for the second or two that a draw takes.
 * @throws Refusal busy when another draw takes longer than anybody waits at a page
 */
export async function lockDraws(_actor: Actor, tx: Tx): Promise<void> {
  await patiently(tx, () => tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('draw'))::text AS locked`)
}

/** The next place in the list of all seals (封存总账); who else seals waits to the end of the transaction. */
export async function nextPlace(_actor: Actor, tx: Tx): Promise<number> {
  await patiently(tx, () => tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('draw.ledger'))::text AS locked`)
  const { _max } = await tx.drawSeal.aggregate({ _max: { place: true } })
  return (_max.place ?? -1) + 1
}

/**
 * Locks the row of a request, then that of a round of it, and answers whether there is one.
 * @throws Refusal busy when whoever holds them takes too long
 */
export async function lockRound(_actor: Actor, tx: Tx, roundId: string): Promise<boolean> {
  return patiently(tx, async () => {
    const requests = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM draw_request WHERE id = (SELECT request_id FROM draw_round WHERE id = ${roundId}::uuid) FOR NO KEY UPDATE`
    await tx.$queryRaw`SELECT 1 FROM draw_round WHERE id = ${roundId}::uuid FOR NO KEY UPDATE`
    return requests.length > 0
  })
}

/** Waits for a lock for less time than a statement may take, so that giving up is a sentence and no error. */
async function patiently<T>(tx: Tx, lock: () => Promise<T>): Promise<T> {
  await tx.$executeRaw`SET LOCAL lock_timeout = '10s'`
  try {
    const locked = await lock()
    await tx.$executeRaw`SET LOCAL lock_timeout = 0`
    return locked
  } catch (error) {
    throw timedOut(error) ? busy('正在抽取，请稍后再试。') : error
  }
}
