import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { requireStepUp } from '@/lib/auth/step-up'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { Refusal, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { DrawRequest } from '@/prisma/generated/client'
import { drawnStates, type UnsealRole, unsealRoles, whenNames } from './names.rules'
import { askedIt, drawScope, findRequest, lockRequest } from './request-scope.dal'
import { seesWhole } from './run.rules'
import { isReady, openList } from './unlock.dal'
import type { Unsealed, UnsealView } from './unseal.dto'
import { type Press, readyLists, whyNotPress, whyNotReady } from './unseal.rules'
import type { Unseal } from './unseal.schema'

type Reads = Pick<Tx, 'account' | 'drawRequest' | 'drawUnseal' | 'statusHistory'>

/** Which of the two somebody is: the roles exclude each other. */
const roleOf = (actor: Actor): UnsealRole => (may(actor, 'draw.run') ? 'operator' : 'supervisor')

/** How often a list was made again: what was pressed for an earlier one counts no more. */
export const turnOf = (_actor: Actor, reads: Pick<Tx, 'statusHistory'>, requestId: string): Promise<number> =>
  reads.statusHistory.count({
    where: { subjectType: 'draw', subjectId: requestId, event: { in: ['postpone', 'reopen'] } },
  })

/** Who has opened the list as it is now; nobody where it opens by itself. */
async function pressesOf(actor: Actor, reads: Reads, request: Pick<DrawRequest, 'id' | 'unseal'>): Promise<Press[]> {
  if (request.unseal === 'auto') return []
  const rows = await reads.drawUnseal.findMany({
    where: { requestId: request.id, turn: await turnOf(actor, reads, request.id) },
    orderBy: { at: 'asc' },
  })
  return rows.map(({ role, accountId, name, at }) => ({ role: role as UnsealRole, accountId, name, at }))
}

/** When the names are going to be readable, and who of the two is still to open them. For callers who have asked the gate. */
export const sealedWords = async (actor: Actor, request: DrawRequest, reads: Reads = db()): Promise<string> =>
  whenNames(
    request,
    (await pressesOf(actor, reads, request)).map(({ role }) => role),
  )

/** Everything that decides whether the actor opens a list now. */
async function factsOf(actor: Actor, reads: Reads, request: DrawRequest, pressed: readonly Press[]) {
  const { id, unlockedAt } = request
  const others = pressed.filter(one => one.role !== roleOf(actor))
  const same = await Promise.all(others.map(one => isSamePerson(actor, one.accountId, reads)))
  return {
    opened: unlockedAt !== null,
    ready: (await isReady(actor, reads, id)) ? null : whyNotReady(request),
    own: await askedIt(actor, reads, request),
    same: same.includes(true),
  }
}

/** 启封 of one list, for who sees draws whole; null where it opens by itself, or nobody was told yet. @throws Refusal notFound */
export async function viewUnseal(actor: Actor, id: string): Promise<UnsealView | null> {
  const subject = { type: 'draw', id }
  await allow(actor, 'draw.view', subject)
  const request = (await findRequest(actor, id)) ?? (await deny(actor, 'draw.view', subject))
  if (request.unseal === 'auto' || !seesWhole(actor) || !drawnStates.includes(request.status)) return null
  const pressed = await pressesOf(actor, db(), request)
  const facts = await factsOf(actor, db(), request, pressed)
  return {
    ...{ id, number: request.number, openedAt: request.unlockedAt, whyNot: facts.opened ? null : facts.ready },
    parts: unsealRoles.map(([role, label]) => {
      const by = pressed.find(one => one.role === role)
      return { role, label, by: by ? { name: by.name, at: by.at } : null }
    }),
    mine: may(actor, 'draw.unseal') && !facts.opened ? whyNotPress(roleOf(actor), pressed, facts) : undefined,
  }
}

/**
 * 启封 by one of the two, with a second proof of who it is; by the second of them the names open. Two people, of whom
 * neither asked for the draw; what the first has done stands until the session is moved or people are told again.
 * @throws Refusal notFound; refused before it is ready, and for whom it is not; stepUp
 */
export async function unsealList(actor: Actor, { id }: Unseal): Promise<Unsealed> {
  const subject = { type: 'draw', id }
  await allow(actor, 'draw.unseal', subject)
  const done = await writeTx(actor, async tx => {
    const request = await lockRequest(actor, tx, id)
    if (!request) return null
    if (request.unseal === 'auto') throw refused('这份需求的名单到时自动公开，不用启封。')
    const [role, pressed] = [roleOf(actor), await pressesOf(actor, tx, request)]
    const facts = await factsOf(actor, tx, request, pressed)
    const why = whyNotPress(role, pressed, facts)
    const denied = { action: 'draw.unseal', objectType: 'draw', objectId: id }
    if (why) throw new Refusal('refused', why, undefined, facts.own || facts.same ? denied : undefined)
    await requireStepUp(actor, { action: 'draw.unseal', objectId: id }, tx)
    const by = { role, accountId: accountOf(actor)!, name: signatureOf(actor).name, at: now() }
    await tx.drawUnseal.create({ data: { id: newId(), requestId: id, turn: await turnOf(actor, tx, id), ...by } })
    await audit(tx, actor, {
      ...{ action: 'draw.unseal', objectType: 'draw', objectId: id, result: 'done' },
      detail: { number: request.number, role },
    })
    const opened = pressed.length + 1 === unsealRoles.length
    if (opened) await openList(actor, tx, id, now())
    return { opened }
  })
  return done ?? deny(actor, 'draw.unseal', subject)
}

/** How many lists wait for somebody to open them for his part; for his desk. */
export async function listsToUnseal(actor: Actor): Promise<number> {
  await allow(actor, 'draw.unseal')
  const waiting = { unseal: 'two', unlockedAt: null }
  const rows = await db().drawRequest.findMany({
    where: { AND: [await drawScope(actor), waiting, readyLists(now())] },
    select: { id: true, unseal: true },
    take: 100,
  })
  const pressed = await Promise.all(rows.map(row => pressesOf(actor, db(), row)))
  return pressed.filter(by => by.every(({ role }) => role !== roleOf(actor))).length
}
