import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { ownAmong } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { sentence } from '@/lib/message/sentence.rules'
import { now } from '@/lib/platform/clock'
import { decryptField, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { invalid, Refusal, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { DrawContribution, DrawRequest, DrawRound, DrawSeal } from '@/prisma/generated/client'
import { rolesFor, whyNotContribute } from './contribute.rules'
import type { ContributeDraw, RevealDraw } from './contribute.schema'
import { type Role, roles } from './contributor.rules'
import { lockRound } from './lock.dal'
import { askedIt, findRequest, isOfRequester } from './request-scope.dal'
import { whyNotNow } from './run.rules'
import { type Contribution, commitmentOf } from './seal/ceremony'
import { tellReady, tellToShow } from './seal-tell.dal'
import { agreedTo } from './special-first.dal'

// the pool and its lottery are many megabytes
const fields = {
  ...{ id: true, number: true, endedAt: true, endReason: true },
  ...{ contributions: true, round: true, draw: { select: { id: true } } },
} as const
type Seal = Pick<DrawSeal, 'id' | 'number'> & { contributions: DrawContribution[] }
type Held = { seal: Seal; round: DrawRound; request: DrawRequest }
type Reads = Pick<Tx, 'account' | 'staffPost' | 'drawRound'>

/** For which of the three somebody may add to a round of a request that he sees. */
export async function contributorRoles(
  actor: Actor,
  tx: Reads,
  request: DrawRequest,
  round: Pick<DrawRound, 'requestId' | 'requestedById' | 'approvedById'>,
): Promise<Role[]> {
  if (!may(actor, 'draw.contribute')) return []
  return rolesFor({
    kind: actor.kind,
    staffRoles: actor.kind === 'staff' ? actor.roles : [],
    ofRequester: await isOfRequester(actor, tx, request),
    asked: await askedIt(actor, tx, request, round),
    approved: await agreedTo(actor, tx, round),
  })
}

/** The contribution of the acting person to a seal, by whichever of his accounts. */
export async function ownContribution(
  actor: Actor,
  tx: Pick<Tx, 'account'>,
  contributions: readonly DrawContribution[],
): Promise<DrawContribution | null> {
  const ids = contributions.map(one => one.accountId)
  const own = await ownAmong(actor, ids, tx)
  return contributions.find(one => own.has(one.accountId)) ?? null
}

/** A seal with its round, held still, within somebody's scope; null beyond it. @throws Refusal refused once it holds no more */
async function held(actor: Actor, tx: Tx, sealId: string): Promise<Held | null> {
  const found = await tx.drawSeal.findUnique({ where: { id: sealId }, select: { roundId: true } })
  if (!found || !(await lockRound(actor, tx, found.roundId))) return null
  const { round, ...seal } = await tx.drawSeal.findUniqueOrThrow({ where: { id: sealId }, select: fields })
  const request = await findRequest(actor, round.requestId, tx)
  if (!request) return null
  if (seal.draw) throw refused('这一轮已经抽取，不用再交内容。请刷新查看。')
  if (seal.endedAt)
    throw refused(
      `封存 ${seal.number} 已经结束，原因：${sentence(seal.endReason ?? '')}请刷新页面，在新的封存里重新交。`,
    )
  const over = whyNotNow({ kind: round.kind, request }, now())
  if (over) throw refused(over)
  return { seal, round, request }
}

/**
 * 三方内容: binds what one of the three adds to the seed. By default the system keeps it, encrypted, and shows it in the
 * transaction in which the last of the three arrives; whoever keeps his words himself shows them afterwards.
 * @throws Refusal notFound; refused for a second role, a role that is taken, or a seal that ended; invalid when the words
 *   do not fit their hash
 */
export async function contribute(actor: Actor, input: ContributeDraw): Promise<{ shown: boolean }> {
  const { sealId, role, keeper, commitment } = input
  const subject = { type: 'drawSeal', id: sealId }
  await allow(actor, 'draw.contribute', subject)
  const outcome = await writeTx(actor, async tx => {
    const found = await held(actor, tx, sealId)
    if (!found) return null
    const { seal, round, request } = found
    const given = seal.contributions.map(one => ({ role: one.role as Role, revealed: one.revealedAt !== null }))
    const mine = await ownContribution(actor, tx, seal.contributions)
    const open = await contributorRoles(actor, tx, request, round)
    const why = whyNotContribute(role, { open, given, mine: mine && (mine.role as Role) })
    if (why) {
      const denied = { action: 'draw.contribute', objectType: 'drawSeal', objectId: sealId }
      throw open.includes(role) ? refused(why) : new Refusal('refused', why, undefined, denied)
    }
    const id = newId()
    const kept = keeper === 'system' ? sealedWords(seal.number, id, input) : {}
    await tx.drawContribution.create({
      data: {
        ...{ id, sealId, role, accountId: accountOf(actor)!, name: signatureOf(actor).name, commitment },
        ...{ committedAt: now(), ...kept },
      },
    })
    const detail = { seal: seal.number, role, keeper, commitment }
    await audit(tx, actor, {
      action: 'draw.contribute',
      objectType: 'drawSeal',
      objectId: sealId,
      result: 'done',
      detail,
    })
    return { shown: await showAll(actor, tx, found) }
  })
  return outcome ?? deny(actor, 'draw.contribute', subject)
}

const place = (id: string, column: 'nonce' | 'contribution') => ({ table: 'draw_contribution', id, column })

function sealedWords(number: string, id: string, { role, commitment, nonce, contribution }: ContributeDraw) {
  if (nonce === null || contribution === null || commitmentOf(number, role, { nonce, contribution }) !== commitment)
    throw invalid({ contribution: ['内容与校验值不符，请刷新页面后重新填写。'] })
  return {
    nonceCipher: encryptField(nonce, place(id, 'nonce')),
    contributionCipher: encryptField(contribution, place(id, 'contribution')),
  }
}

/** Shows what the system keeps as soon as all three are bound, and says what is wanted next. @returns whether all is shown */
async function showAll(actor: Actor, tx: Tx, { seal, round, request }: Held): Promise<boolean> {
  const all = await tx.drawContribution.findMany({ where: { sealId: seal.id } })
  if (all.length < roles.length) return false
  const waiting = all.filter(one => one.revealedAt === null)
  const kept = waiting.filter(one => one.nonceCipher !== null)
  for (const { id, nonceCipher, contributionCipher } of kept) {
    const nonce = decryptField(nonceCipher!, place(id, 'nonce'))
    await show(tx, id, { nonce, contribution: decryptField(contributionCipher!, place(id, 'contribution')) })
  }
  const ids = waiting.filter(one => one.nonceCipher === null).map(one => one.accountId)
  if (ids.length > 0) await tellToShow(actor, tx, { request, sealId: seal.id, ids })
  else await tellReady(actor, tx, { request, round, sealId: seal.id })
  return ids.length === 0
}

const show = (tx: Tx, id: string, words: Contribution) =>
  tx.drawContribution.update({
    where: { id },
    data: { ...words, nonceCipher: null, contributionCipher: null, revealedAt: now() },
  })

/**
 * 公开: shows what somebody kept himself, once all three are bound.
 * @throws Refusal notFound; refused before all three are there; invalid when it is not what he bound
 */
export async function reveal(actor: Actor, { sealId, nonce, contribution }: RevealDraw): Promise<{ shown: boolean }> {
  const subject = { type: 'drawSeal', id: sealId }
  await allow(actor, 'draw.contribute', subject)
  const outcome = await writeTx(actor, async tx => {
    const found = await held(actor, tx, sealId)
    const own = found && (await ownContribution(actor, tx, found.seal.contributions))
    if (!found || !own) return null
    const { seal } = found
    if (own.revealedAt) throw refused('您的内容已经公开，请刷新查看。')
    if (seal.contributions.length < roles.length) throw refused('三方还没有交齐，现在不能公开。交齐以后会通知您。')
    const role = own.role as Role
    if (commitmentOf(seal.number, role, { nonce, contribution }) !== own.commitment)
      throw invalid({
        contribution: ['与您当时交的不是同一份内容。请照留底逐字填写，标点、空格和大小写也要一样；随机码也请核对。'],
      })
    await show(tx, own.id, { nonce, contribution })
    const detail = { seal: seal.number, role }
    await audit(tx, actor, { action: 'draw.reveal', objectType: 'drawSeal', objectId: sealId, result: 'done', detail })
    return { shown: await showAll(actor, tx, found) }
  })
  return outcome ?? deny(actor, 'draw.contribute', subject)
}
