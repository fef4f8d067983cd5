import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import type { Permission } from '@/lib/access/permissions'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type DrawFacts, drawMachine } from '@/lib/workflow/draw.machine'
import { drawRoundMachine, type RoundEvent } from '@/lib/workflow/draw-round.machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'
import type { DrawRequest } from '@/prisma/generated/client'
import { assertSeen, keepSent } from './approve.dal'
import { tellAsker } from './approve-tell.dal'
import { clearDraft } from './draft.dal'
import { beforeDraw, furtherKinds, whyNotAlone, whyNotBefore } from './further.rules'
import type { DecideRequest, DropRound, OpenRound, RoundStep, SaveRound } from './request.schema'
import { assertCodes } from './request-codes.dal'
import { type RoundWithAsks, roundOf, roundsOf } from './request-read.dal'
import { begun, missing } from './request-ready.rules'
import { askedIt, lockRequest } from './request-scope.dal'
import { askedOf, askOf } from './request-sent.rules'
import { roundLabel } from './request-words.rules'
import { endIfOther } from './seal-end.dal'
import { panelState } from './seat.rules'
import { panelOf } from './seat-tell.dal'
import { seatSpecials } from './special-seat.dal'
import { tellOperators } from './staff-tell.dal'
import { whyWaits } from './waiting.dal'

const open = (status: string): boolean => status !== 'drawn' && status !== 'void'

/** A later round with its request, held still; null beyond somebody's scope, and for the first round. */
export async function lockRound(
  actor: Actor,
  tx: Tx,
  id: string,
): Promise<{ request: DrawRequest; round: RoundWithAsks } | null> {
  if (!uuid().safeParse(id).success) return null
  const row = await tx.drawRound.findUnique({ where: { id }, select: { requestId: true, number: true } })
  if (!row || row.number === 1) return null
  const request = await lockRequest(actor, tx, row.requestId)
  return request && { request, round: (await roundOf(actor, tx, { id }))! }
}

/**
 * Opens a 补抽 or 特邀 with its reason; a 特邀 before the draw as well, beside the first round. What a 补抽 asks for begins
 * as each group was asked for last.
 * @throws Refusal refused (somebody else's, 补抽 before the draw, another round is not over), notFound
 */
export async function openRound(actor: Actor, input: OpenRound): Promise<{ id: string }> {
  const subject = { type: 'draw', id: input.requestId }
  await allow(actor, 'draw.request', subject)
  const { id: policyVersionId } = await currentPolicy()
  const opened = await writeTx(actor, async tx => {
    const request = await lockRequest(actor, tx, input.requestId)
    if (!request) return null
    if (!(await isSamePerson(actor, request.requesterId, tx))) throw refused('只有提出需求的人可以办理。')
    if (!furtherKinds(request.status).includes(input.kind))
      throw refused(
        beforeDraw(request.status)
          ? '还没有抽取，不能补抽。请抽取以后再来；需要指名邀请的，可以现在写特邀。'
          : `需求现在是「${drawMachine.labels[request.status]}」，评审结束或撤销以后不能再补抽或特邀。`,
      )
    const over = begun(request, now())
    if (over) throw refused('评审已经开始，不能再补抽或特邀。')
    const rounds = await roundsOf(actor, tx, request.id)
    const unfinished = rounds.find(round => round.number > 1 && open(round.status))
    if (unfinished) throw refused(`第 ${unfinished.number} 轮还没有办完，请先办完或作废，再开始新的一轮。`)
    const id = newId()
    const number = Math.max(...rounds.map(round => round.number)) + 1
    const times = { createdAt: now(), statusSince: now() }
    const { kind, reason } = input
    await tx.drawRound.create({ data: { id, requestId: request.id, number, kind, reason, policyVersionId, ...times } })
    if (kind === 'supplement') {
      const last = new Map(rounds.flatMap(round => round.asks.map(ask => [ask.groupId, askOf(ask)] as const)))
      const asks = await Promise.all(
        [...last].map(async ([groupId, ask]) => ({ groupId, ...(await left(actor, tx, groupId, ask)) })),
      )
      // the groups that lack somebody; all where none does
      const lacking = asks.filter(ask => ask.lacks)
      const data = (lacking.length > 0 ? lacking : asks).map(({ lacks: _, ...ask }) => ({ roundId: id, ...ask }))
      await tx.drawAsk.createMany({ data })
    }
    await recordBeginning(actor, tx, { type: 'drawRound', id, status: 'draft', policyVersionId, event: 'begin' })
    await record(actor, tx, id, { number, kind })
    return { id }
  })
  return opened ?? deny(actor, 'draw.request', subject)
}

/**
 * What a 补抽 asks of a group to begin with: as it was asked last, for the places that nobody is left for. What was asked
 * of the structure of the whole group is not asked of one or two.
 */
async function left(actor: Actor, tx: Tx, groupId: string, ask: ReturnType<typeof askOf>) {
  const { short } = panelState(...(await panelOf(actor, tx, groupId)))
  if (short === 0 || short >= ask.size) return { ...ask, lacks: short > 0 }
  return { ...ask, size: short, quotas: [], lacks: true }
}

const record = (actor: Actor, tx: Tx, id: string, detail: Record<string, string | number>) =>
  audit(tx, actor, { action: 'draw.save', objectType: 'drawRound', objectId: id, result: 'done', detail })

/** Saves what a 补抽 asks for, until it is sent. @throws Refusal refused, invalid, conflict, notFound */
export async function saveRound(actor: Actor, input: SaveRound): Promise<{ id: string; version: number }> {
  const subject = { type: 'drawRound', id: input.id }
  await allow(actor, 'draw.request', subject)
  await assertCodes(actor, input.groups)
  const saved = await writeTx(actor, async tx => {
    const found = await lockRound(actor, tx, input.id)
    if (found?.round.kind !== 'supplement') return null
    const { request, round } = found
    await assertDraft(actor, tx, request, round)
    if (round.version !== input.version) throw conflict('这一轮刚刚在别处保存过。请刷新页面，在新的内容上修改。')
    const groups = await tx.drawGroup.findMany({ where: { requestId: request.id }, select: { id: true } })
    if (input.groups.some(group => groups.every(({ id }) => id !== group.id))) return null
    await tx.drawAsk.deleteMany({ where: { roundId: round.id } })
    await tx.drawAsk.createMany({
      data: input.groups.map(({ id: groupId, size, alternates, conditions, quotas, caps }) => ({
        ...{ roundId: round.id, groupId, size, alternates, conditions, quotas, caps },
      })),
    })
    const version = round.version + 1
    await tx.drawRound.update({ where: { id: round.id }, data: { version, reason: input.reason } })
    await clearDraft(actor, tx, accountOf(actor)!, round.id)
    await record(actor, tx, round.id, { version })
    return { id: round.id, version }
  })
  return saved ?? deny(actor, 'draw.request', subject)
}

/** That a round is still one's own to change. @throws Refusal refused */
export async function assertDraft(actor: Actor, tx: Tx, request: DrawRequest, round: RoundWithAsks): Promise<void> {
  if (!(await isSamePerson(actor, request.requesterId, tx))) throw refused('只有提出需求的人可以办理。')
  if (round.status !== 'draft' && round.status !== 'returned')
    throw refused('这一轮已经提交，不能再修改。需要修改的，请联系业务管理员退回。')
}

type Step = { id: string; version: number; event: RoundEvent; opinion?: string | null }

/** One step of a later round along its machine. */
async function step(
  actor: Actor,
  permission: Permission,
  input: Step,
  work: (tx: Tx, request: DrawRequest, round: RoundWithAsks) => Promise<DrawFacts>,
): Promise<{ label: string }> {
  const subject = { type: 'drawRound', id: input.id }
  await allow(actor, permission, subject)
  const { id: policyVersionId } = await currentPolicy()
  const outcome = await writeTx(actor, async tx => {
    const found = await lockRound(actor, tx, input.id)
    if (!found) return null
    const { request, round } = found
    const facts = await work(tx, request, round)
    const { status, version } = await transition(actor, tx, {
      machine: drawRoundMachine,
      subject: { type: 'drawRound', id: round.id, status: round.status, version: input.version },
      ...{ event: input.event, facts, policyVersionId, opinion: input.opinion },
    })
    if (input.event === 'return') await tx.drawRound.update({ where: { id: round.id }, data: { approvedById: null } })
    await endIfOther(actor, tx, round.id, `轮次${drawRoundMachine.labels[status]}`)
    if (input.event === 'approve' || input.event === 'return')
      await tellAsker(
        actor,
        tx,
        request,
        { id: round.id, version },
        input.event === 'approve' ? null : (input.opinion ?? ''),
      )
    if (input.event === 'approve' && round.kind !== 'special')
      await tellOperators(actor, tx, request, { ...round, approvedById: accountOf(actor), version })
    // beside the first round they get their seats with its draw
    if (input.event === 'approve' && round.kind === 'special' && !beforeDraw(request.status)) {
      await seatSpecials(actor, tx, request, { id: round.id, version })
      return { label: roundLabel(round.kind, 'drawn') }
    }
    return { label: roundLabel(round.kind, status) }
  })
  return outcome ?? deny(actor, permission, subject)
}

/** Sends a later round to the bureau. @throws Refusal refused with what is missing, conflict, notFound */
export async function submitRound(actor: Actor, input: RoundStep): Promise<{ label: string }> {
  return step(actor, 'draw.request', { ...input, event: 'submit' }, async (tx, request, round) => {
    const { policy } = await currentPolicy()
    const own = await isSamePerson(actor, request.requesterId, tx)
    const gaps = missing(askedOf(request, round), policy.draw, now()).join('\n') || null
    const incomplete = whyNotAlone(request.status) ?? gaps
    const draft = round.status === 'draft' || round.status === 'returned'
    if (own && draft && !incomplete) await keepSent(actor, tx, request, round)
    return { own, incomplete }
  })
}

/** Agrees to a later round or returns it; never to one's own. @throws Refusal as `decideRequest` */
export async function decideRound(actor: Actor, input: DecideRequest): Promise<{ label: string }> {
  return step(actor, 'draw.approve', input, async (tx, request, round) => {
    const own = await askedIt(actor, tx, request, round)
    if (input.event === 'approve' && !own && round.status === 'requested' && round.version === input.version) {
      await assertSeen(actor, tx, request, round, input.askHash)
      await tx.drawRound.update({ where: { id: round.id }, data: { approvedById: accountOf(actor) } })
    }
    const blocked = begun(request, now()) ?? whyNotBefore(request.status) ?? (await whyWaits(actor, tx, request.id))
    return { own, blocked }
  })
}

/** Gives up a later round of one's own before it is drawn. @throws Refusal refused, conflict, notFound */
export async function dropRound(actor: Actor, input: DropRound): Promise<{ label: string }> {
  return step(actor, 'draw.request', { ...input, event: 'drop' }, async (tx, request) => ({
    own: await isSamePerson(actor, request.requesterId, tx),
  }))
}

/** How many rounds of others wait for somebody's agreement; for his desk. */
export async function drawsToApprove(actor: Actor): Promise<number> {
  await allow(actor, 'draw.approve')
  return db().drawRound.count({ where: { status: 'requested', requestedById: { not: accountOf(actor) ?? undefined } } })
}
