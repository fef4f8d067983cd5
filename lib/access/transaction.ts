import 'server-only'
import { db, type Tx } from '@/lib/platform/db'
import { Refusal } from '@/lib/platform/errors'
import { type Actor, accountOf } from './actor'
import { recordDenial } from './denials'
import { auditWho } from './gate'

/** How long it may take, in milliseconds, where that is longer than others may. */
type Within = { timeout: number }

/**
 * Runs a write as one transaction. If the request carries an idempotency key (trust D6, CO1), the first result is
 * stored in the same transaction and a repetition, however simultaneous, gets that result without a second effect.
 * Results must survive JSON. One such call per action. A refusal that says "denied" is audited after the rollback,
 * which would take the event with it otherwise (trust TE1).
 * @throws Refusal keyReused when the same key arrives with another body
 */
export async function writeTx<T>(actor: Actor, work: (tx: Tx) => Promise<T>, within?: Within): Promise<T> {
  try {
    return await onceOnly(actor, work, within)
  } catch (error) {
    if (error instanceof Refusal && error.denied) await recordDenial(auditWho(actor), error.denied)
    if (error instanceof Refusal && error.after) await db().$transaction(error.after)
    throw error
  }
}

async function onceOnly<T>(actor: Actor, work: (tx: Tx) => Promise<T>, within?: Within): Promise<T> {
  const { key, hash } = actor.request
  if (!key || !hash) return db().$transaction(work, within)
  const actorKey = accountOf(actor) ?? actor.kind
  return db().$transaction(async tx => {
    const claimed = await tx.$executeRaw`
      INSERT INTO idempotent_reply (actor_key, key, request_hash) VALUES (${actorKey}, ${key}, ${hash})
      ON CONFLICT DO NOTHING`
    if (claimed === 0) {
      const first = await tx.idempotentReply.findUniqueOrThrow({ where: { actorKey_key: { actorKey, key } } })
      if (first.requestHash !== hash)
        throw new Refusal('keyReused', '这次提交与刚才的内容不同，但用了同一个编号。请刷新页面后再提交。')
      return (first.reply as { value: T }).value
    }
    const value = await work(tx)
    await tx.idempotentReply.update({
      where: { actorKey_key: { actorKey, key } },
      data: { reply: { value } as object },
    })
    return value
  }, within)
}
