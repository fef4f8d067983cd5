import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { addYears } from '@/lib/platform/fields/age'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import { CLEARED_GROUNDS, KEPT_YEARS } from './objection.rules'

const BATCH = 200

/**
 * Forgets who objected, as the notice beside the form promises: three calendar years after its 公示 was closed name,
 * phone, e-mail, unit, grounds and proof of an objection go, and the messages to who objected. That there was one, and
 * its result, stays. One that is still being checked waits for its end. Safe to run in several processes at once.
 * @returns how many were cleared
 */
export async function clearObjections(actor: Actor): Promise<number> {
  await allow(actor, 'publicity.finish')
  for (let total = 0; ; ) {
    const count = await clearSome(actor)
    total += count
    if (count < BATCH) return total
  }
}

async function clearSome(actor: Actor): Promise<number> {
  return db().$transaction(async tx => {
    const at = now()
    // the day of the closing does not count and the last day counts whole
    const old = startOfDay(addYears(chinaDay(at), -KEPT_YEARS))
    const held = await tx.$queryRaw<{ id: string; version: number }[]>`
      SELECT o.id::text AS id, o.version FROM objection o JOIN publicity_batch b ON b.id = o.batch_id
      WHERE o.cleared_at IS NULL AND o.status <> 'checking'
        AND b.status = 'closed' AND b.status_since < ${old}
      ORDER BY o.id LIMIT ${BATCH} FOR UPDATE OF o SKIP LOCKED`
    if (held.length === 0) return 0
    const ids = held.map(({ id }) => id)
    await tx.objection.updateMany({
      where: { id: { in: ids } },
      data: {
        ...{ nameCipher: null, phoneCipher: null, phoneIndex: null, emailCipher: null, unitName: null },
        ...{ grounds: CLEARED_GROUNDS, clearedAt: at },
      },
    })
    await tx.storedFile.updateMany({ where: { objectionId: { in: ids }, removedAt: null }, data: { removedAt: at } })
    const keys = held.flatMap(({ id, version }) => [
      `objection:${id}`,
      ...Array.from({ length: version }, (_, index) => `objection:${id}:${index + 1}`),
    ])
    const messages = await tx.message.findMany({ where: { dedupeKey: { in: keys } }, select: { id: true } })
    const sent = messages.map(message => message.id)
    // what a gateway has not taken for years is not to be sent any more
    await tx.$queryRaw`SELECT graphile_worker.remove_job(id)::text FROM unnest(${sent}::text[]) AS id`
    await tx.message.deleteMany({ where: { id: { in: sent } } })
    await audit(tx, actor, { action: 'objection.clear', result: 'done', detail: { count: held.length } })
    return held.length
  })
}
