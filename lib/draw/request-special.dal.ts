import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { dict } from '@/lib/dict'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { Prisma } from '@/prisma/generated/client'
import type { AddSpecial, FindExperts, RemoveSpecial } from './request.schema'
import { assertDraft, lockRound } from './request-round.dal'

/** How many people of one name are offered. */
const SHOWN = 20

/**
 * Experts of the pool with exactly this name, to be invited by name; nobody leafs through the pool here. Namesakes of one
 * unit are told apart by their titles.
 */
export async function findExperts(
  actor: Actor,
  { roundId, name }: FindExperts,
): Promise<{ id: string; name: string; unit: string; title: string }[]> {
  await allow(actor, 'draw.request')
  const own = { id: roundId, kind: 'special', request: { requesterId: accountOf(actor) ?? undefined } }
  if ((await db().drawRound.count({ where: own })) === 0)
    return deny(actor, 'draw.request', { type: 'drawRound', id: roundId })
  const rows = await db().expert.findMany({
    where: { name: name.replace(/\s+/g, ''), status: 'active' },
    select: { accountId: true, name: true, unitName: true, titleCode: true },
    orderBy: { accountId: 'asc' },
    take: SHOWN,
  })
  return rows.map(row => ({ id: row.accountId, name: row.name, unit: row.unitName, title: titleOf(row) }))
}

/**
 * Adds somebody to a 特邀 that is not sent yet.
 * @throws Refusal refused, invalid (not in the pool, named already), notFound
 */
export async function addSpecial(actor: Actor, input: AddSpecial): Promise<{ id: string }> {
  const subject = { type: 'drawRound', id: input.roundId }
  await allow(actor, 'draw.request', subject)
  const added = await writeTx(actor, async tx => {
    const found = await lockRound(actor, tx, input.roundId)
    if (found?.round.kind !== 'special') return null
    const { request, round } = found
    await assertDraft(actor, tx, request, round)
    const group = await tx.drawGroup.findFirst({ where: { id: input.groupId!, requestId: request.id } })
    if (!group) throw invalid({ groupId: ['请选择专业组'] })
    const id = newId()
    const who = input.from === 'pool' ? await fromPool(tx, input) : fromOutside(id, input)
    const same = round.specials.some(one =>
      who.expertId ? one.expertId === who.expertId : one.phoneIndex !== null && one.phoneIndex === who.phoneIndex,
    )
    if (same) throw invalid({ [who.expertId ? 'expertId' : 'phone']: ['这一轮已经有这个人了。'] })
    await tx.drawSpecial.create({ data: { id, roundId: round.id, groupId: group.id, reason: input.reason, ...who } })
    await touch(actor, tx, round, 'added')
    return { id }
  })
  return added ?? deny(actor, 'draw.request', subject)
}

type Who = Omit<Prisma.DrawSpecialUncheckedCreateInput, 'id' | 'roundId' | 'groupId' | 'reason'>

async function fromPool(tx: Tx, { expertId }: AddSpecial): Promise<Who> {
  const expert = await tx.expert.findUnique({ where: { accountId: expertId!, status: 'active' } })
  if (!expert) throw invalid({ expertId: ['请输入姓名后从列表中选择在库专家'] })
  // whether he was drawn is nobody's to learn here
  const { accountId, name, unitName, unitId } = expert
  return { expertId: accountId, name, unitName, unitId, title: titleOf(expert) }
}

const titleOf = ({ titleCode }: { titleCode: string }) => dict('title').name(titleCode)

const fromOutside = (id: string, { name, unitName, title, phone }: AddSpecial): Who => ({
  name: name!,
  unitName: unitName!,
  title,
  phoneCipher: encryptField(phone!, { table: 'draw_special', id, column: 'phone' }),
  phoneIndex: blindIndex('phone', phone!),
})

/** Takes somebody out of a 特邀 that is not sent yet. @throws Refusal refused, notFound */
export async function removeSpecial(actor: Actor, { id }: RemoveSpecial): Promise<null> {
  const subject = { type: 'drawSpecial', id }
  await allow(actor, 'draw.request', subject)
  const removed = await writeTx(actor, async tx => {
    const row = await tx.drawSpecial.findUnique({ where: { id }, select: { roundId: true } })
    const found = row && (await lockRound(actor, tx, row.roundId))
    if (!found) return false
    await assertDraft(actor, tx, found.request, found.round)
    await tx.drawSpecial.delete({ where: { id } })
    await touch(actor, tx, found.round, 'removed')
    return true
  })
  return removed ? null : deny(actor, 'draw.request', subject)
}

/** The round is another one now, so that nobody sends what he has not seen. */
async function touch(actor: Actor, tx: Tx, round: { id: string; version: number }, special: string): Promise<void> {
  const { version } = await tx.drawRound.update({ where: { id: round.id }, data: { version: { increment: 1 } } })
  const detail = { special, version }
  await audit(tx, actor, { action: 'draw.save', objectType: 'drawRound', objectId: round.id, result: 'done', detail })
}
