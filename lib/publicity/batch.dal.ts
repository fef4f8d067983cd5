import 'server-only'
import { type Actor, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { conflict, refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { newId } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { publicityMachine } from '@/lib/workflow/publicity.machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'
import type { PublicityBatch } from '@/prisma/generated/client'
import { gather } from './entry.dal'
import { draftText, lengthOf } from './publicity.rules'
import type { SavePublicity } from './publicity.schema'
import { publishBatch } from './publish.dal'

/**
 * Begins a batch of 公示 with everybody who waits for one, and words that can be changed until it is public.
 * @throws Refusal refused when nobody waits
 */
export async function createPublicity(actor: Actor): Promise<{ id: string }> {
  await allow(actor, 'publicity.manage')
  const { id: policyVersionId, policy } = await currentPolicy()
  return writeTx(actor, async tx => {
    const at = now()
    const id = newId(at)
    const data = { ...draftText(policy, chinaDay(at)), ...lengthOf(policy), policyVersionId }
    await tx.publicityBatch.create({
      data: { id, ...data, statusSince: at, createdAt: at, authorName: signatureOf(actor).name },
    })
    const count = await gather(actor, tx, id)
    if (count === 0) throw refused('现在没有等待公示的专家。审核通过、同意拟入库之后，才能列入公示。')
    await recordBeginning(actor, tx, { type: 'publicity', id, status: 'draft', policyVersionId, event: 'create' })
    await audit(tx, actor, {
      action: 'publicity.create',
      objectType: 'publicity',
      objectId: id,
      result: 'done',
      detail: { count },
    })
    return { id }
  })
}

/**
 * Saves the words of a draft, and makes the batch public in the same transaction if asked to.
 * @throws Refusal notFound; conflict when somebody saved first; refused with the sentence of the machine, or naming
 *   those who must be made public by somebody else (four eyes)
 */
export async function savePublicity(actor: Actor, input: SavePublicity): Promise<{ version: number }> {
  const subject = { type: 'publicity', id: input.id }
  await allow(actor, 'publicity.manage', subject)
  const inForce = await currentPolicy()
  const { id, version, title, body, contact, publish } = input
  const result = await writeTx(actor, async tx => {
    const batch = await lockBatch(tx, id)
    if (!batch) return null
    if (batch.status !== 'draft')
      throw refused(`这一批现在是「${publicityMachine.labels[batch.status]}」，不能再修改。请刷新查看。`)
    if (batch.version !== version)
      throw conflict('这一批公示刚刚被修改过，您写的内容还在。请在另一个窗口打开查看，再决定怎样修改。')
    const saved = await tx.publicityBatch.update({
      where: { id },
      data: { title, body, contact, ...lengthOf(inForce.policy), version: { increment: 1 } },
    })
    const detail = { version: saved.version }
    await audit(tx, actor, { action: 'publicity.edit', objectType: 'publicity', objectId: id, result: 'done', detail })
    return { version: publish ? await publishBatch(actor, tx, inForce, saved) : saved.version }
  })
  return result ?? deny(actor, 'publicity.manage', subject)
}

/** Gives up a draft; its people wait for another batch. @throws Refusal notFound, refused, conflict */
export async function dropPublicity(actor: Actor, input: { id: string; version: number }): Promise<{ id: string }> {
  const subject = { type: 'publicity', id: input.id }
  await allow(actor, 'publicity.manage', subject)
  const { id: policyVersionId } = await currentPolicy()
  const result = await writeTx(actor, async tx => {
    const batch = await lockBatch(tx, input.id)
    if (!batch) return null
    if (batch.status === 'draft') await tx.publicityEntry.deleteMany({ where: { batchId: batch.id } })
    await transition(actor, tx, {
      machine: publicityMachine,
      subject: { type: 'publicity', id: batch.id, status: batch.status, version: input.version },
      event: 'drop',
      facts: { entries: 0, over: false },
      policyVersionId,
    })
    return { id: batch.id }
  })
  return result ?? deny(actor, 'publicity.manage', subject)
}

/** Takes a person off a draft; he waits for another batch. @throws Refusal notFound, refused when it is public */
export async function removeEntry(actor: Actor, input: { id: string; entryId: string }): Promise<{ id: string }> {
  return changeDraft(actor, input.id, 'publicity.remove', async tx => {
    const { count } = await tx.publicityEntry.deleteMany({ where: { id: input.entryId, batchId: input.id } })
    return { entryId: input.entryId, count }
  })
}

/** Takes into a draft whoever waits by now and is in no batch. @throws Refusal notFound, refused */
export async function gatherMore(actor: Actor, input: { id: string }): Promise<{ id: string }> {
  return changeDraft(actor, input.id, 'publicity.gather', async tx => ({ count: await gather(actor, tx, input.id) }))
}

async function changeDraft(
  actor: Actor,
  id: string,
  action: string,
  change: (tx: Tx) => Promise<Record<string, string | number>>,
): Promise<{ id: string }> {
  const subject = { type: 'publicity', id }
  await allow(actor, 'publicity.manage', subject)
  const result = await writeTx(actor, async tx => {
    const batch = await lockBatch(tx, id)
    if (!batch) return null
    if (batch.status !== 'draft') throw refused('这一批已经公示或取消，名单不能再改动。请刷新查看。')
    const detail = await change(tx)
    await audit(tx, actor, { action, objectType: 'publicity', objectId: id, result: 'done', detail })
    return { id }
  })
  return result ?? deny(actor, 'publicity.manage', subject)
}

/** A batch, held still; null for what is none. */
async function lockBatch(tx: Tx, id: string): Promise<PublicityBatch | null> {
  if (!uuid().safeParse(id).success) return null
  await tx.$queryRaw`SELECT 1 FROM publicity_batch WHERE id = ${id}::uuid FOR UPDATE`
  return tx.publicityBatch.findUnique({ where: { id } })
}
