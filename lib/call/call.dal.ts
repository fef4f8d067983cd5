import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { isDiscipline } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, invalid, refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { newId } from '@/lib/platform/ids'
import { chinaTime, storedDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type CallEvent, type CallFacts, callFacts, callMachine } from '@/lib/workflow/call.machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'
import type { Call } from '@/prisma/generated/client'
import { isOver } from './call.rules'
import type { ExtendCall, SaveCall, WithdrawCall } from './call.schema'

const day = (text: string): Date => new Date(`${text}T00:00:00Z`)
const dayOrNone = (text: string | null): Date | null => (text === null ? null : day(text))

/** A call by its id; null for what is none. */
export async function findCall(_actor: Actor, tx: Pick<Tx, 'call'>, id: string): Promise<Call | null> {
  return uuid().safeParse(id).success ? tx.call.findUnique({ where: { id } }) : null
}

/** The same, held still for the rest of the transaction. */
async function lockCall(actor: Actor, tx: Tx, id: string): Promise<Call | null> {
  if (!uuid().safeParse(id).success) return null
  await tx.$queryRaw`SELECT 1 FROM call WHERE id = ${id}::uuid FOR UPDATE`
  return findCall(actor, tx, id)
}

/**
 * Saves a 征集批次, new or known, and publishes it in the same transaction if asked to. What was published once is
 * edited by who may publish only, and its days stand: they are lengthened by `extendCall`.
 * @throws Refusal invalid beside fields, conflict (somebody saved first: who and when), refused with the sentence of the
 *   machine, notFound
 */
export async function saveCall(actor: Actor, input: SaveCall): Promise<{ id: string; version: number }> {
  const subject = input.id ? { type: 'call', id: input.id } : undefined
  await allow(actor, 'call.write', subject)
  if (!input.disciplines.every(isDiscipline)) throw invalid({ disciplines: ['请从列表中选择学科'] })
  const { id: policyVersionId } = await currentPolicy()
  const known = input.id ? await findCall(actor, db(), input.id) : null
  if (input.id && !known) return deny(actor, 'call.write', subject)
  if (known?.publishedAt) await allow(actor, 'call.publish', subject)
  return writeTx(actor, async tx => {
    const saved = known
      ? await updateText(actor, tx, known.id, input)
      : await createDraft(actor, tx, input, policyVersionId)
    if (!input.publish || saved.status === 'published') return { id: saved.id, version: saved.version }
    if (!saved.publishedAt) await tx.call.update({ where: { id: saved.id }, data: { publishedAt: now() } })
    const facts = callFacts(isOver(storedDay(saved.closesOn), now()))
    const version = await step(actor, tx, saved, { event: 'publish', facts, policyVersionId })
    return { id: saved.id, version }
  })
}

/** What somebody typed, as it is stored. */
const contentOf = ({ title, body, disciplines }: SaveCall) => ({ title, body, disciplines })
const daysOf = ({ opensOn, closesOn, afterwards }: SaveCall) => ({
  opensOn: dayOrNone(opensOn),
  closesOn: day(closesOn),
  afterwards,
})

async function createDraft(actor: Actor, tx: Tx, input: SaveCall, policyVersionId: number): Promise<Call> {
  const at = now()
  const id = newId(at)
  const { name } = signatureOf(actor)
  const times = { statusSince: at, createdAt: at, updatedAt: at }
  const author = { authorId: accountOf(actor), authorName: name, editorName: name }
  const call = await tx.call.create({ data: { id, ...contentOf(input), ...daysOf(input), ...times, ...author } })
  await recordBeginning(actor, tx, { type: 'call', id, status: 'draft', policyVersionId, event: 'create' })
  await audit(tx, actor, { action: 'call.create', objectType: 'call', objectId: id, result: 'done' })
  return call
}

async function updateText(actor: Actor, tx: Tx, id: string, input: SaveCall): Promise<Call> {
  const call = (await lockCall(actor, tx, id))!
  if (call.version !== input.version) throw savedMeanwhile(call)
  const days = daysOf(input)
  if (call.publishedAt) assertDaysStand(call, days)
  const version = call.version + 1
  const saved = await tx.call.update({
    where: { id },
    data: {
      ...contentOf(input),
      ...(call.publishedAt ? {} : days),
      version,
      updatedAt: now(),
      editorName: signatureOf(actor).name,
    },
  })
  const detail = { status: call.status, version }
  await audit(tx, actor, { action: 'call.edit', objectType: 'call', objectId: id, result: 'done', detail })
  return saved
}

/** @throws Refusal invalid beside the day that would change though it was published */
function assertDaysStand(call: Call, days: ReturnType<typeof daysOf>): void {
  if (call.opensOn?.getTime() !== days.opensOn?.getTime())
    throw invalid({ opensOn: ['这次征集已经公布过，开始日期不能再改。'] })
  if (call.closesOn.getTime() !== days.closesOn.getTime())
    throw invalid({ closesOn: ['这次征集已经公布过，截止日期不能提前；要延长的，请用“延长截止时间”。'] })
  if (call.afterwards !== days.afterwards)
    throw invalid({ afterwards: ['这次征集已经公布过，截止以后怎样办理不能再改。'] })
}

const savedMeanwhile = ({ editorName, updatedAt, status }: Call) =>
  conflict(
    `${editorName}已于 ${chinaTime(updatedAt)} 保存过这次征集，现在的状态是「${callMachine.labels[status]}」。您写的内容还在，没有覆盖对方的内容。`,
  )

/**
 * 延长截止时间: a later last day with a reason that the public reads.
 * @throws Refusal notFound; refused when it is over, or the day is not later; conflict
 */
export async function extendCall(actor: Actor, input: ExtendCall): Promise<{ version: number }> {
  const subject = { type: 'call', id: input.id }
  await allow(actor, 'call.publish', subject)
  const { id: policyVersionId } = await currentPolicy()
  const result = await writeTx(actor, async tx => {
    const call = await lockCall(actor, tx, input.id)
    if (!call) return null
    const at = now()
    const closesOn = day(input.closesOn)
    const facts = { over: isOver(storedDay(call.closesOn), at), later: closesOn > call.closesOn }
    const asked = { ...call, version: input.version }
    const version = await step(actor, tx, asked, { event: 'extend', facts, policyVersionId, opinion: input.reason })
    const days = { fromDay: call.closesOn, toDay: closesOn }
    await tx.callExtension.create({ data: { id: newId(at), callId: call.id, ...days, reason: input.reason, at } })
    await tx.call.update({ where: { id: call.id }, data: { closesOn } })
    return { version }
  })
  return result ?? deny(actor, 'call.publish', subject)
}

/**
 * Takes a published call off the public pages: nobody applies under it any more, what was begun stays.
 * @throws Refusal notFound, refused, conflict
 */
export async function withdrawCall(actor: Actor, input: WithdrawCall): Promise<{ version: number }> {
  const subject = { type: 'call', id: input.id }
  await allow(actor, 'call.publish', subject)
  const { id: policyVersionId } = await currentPolicy()
  const result = await writeTx(actor, async tx => {
    const call = await lockCall(actor, tx, input.id)
    if (!call) return null
    const asked = { ...call, version: input.version }
    const { opinion } = input
    return {
      version: await step(actor, tx, asked, { event: 'withdraw', facts: callFacts(false), policyVersionId, opinion }),
    }
  })
  return result ?? deny(actor, 'call.publish', subject)
}

type Step = { event: CallEvent; facts: CallFacts; policyVersionId: number; opinion?: string }

async function step(actor: Actor, tx: Tx, call: Call, asked: Step): Promise<number> {
  const { id, status, version } = call
  const moved = await transition(actor, tx, {
    machine: callMachine,
    subject: { type: 'call', id, status, version },
    ...asked,
  })
  await tx.call.update({ where: { id }, data: { updatedAt: now(), editorName: signatureOf(actor).name } })
  return moved.version
}

/**
 * Whether the attachments of a call may be changed now, by who: of a draft by who writes it, of what was published by
 * who publishes. The caller holds the call still.
 * @throws Refusal refused
 */
export async function assertFilesOpen(actor: Actor, tx: Tx, id: string): Promise<void> {
  const call = await findCall(actor, tx, id)
  if (!call) return deny(actor, 'call.write', { type: 'call', id })
  await allow(actor, call.publishedAt ? 'call.publish' : 'call.write', { type: 'call', id })
  if (call.status === 'withdrawn') throw refused('这次征集已经撤下，附件不能再改动。请先重新发布。')
}
