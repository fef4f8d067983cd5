import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { isOwnPhone, isSamePerson } from '@/lib/access/same-person'
import { slipScope } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { newSlipCode, slipHash } from '@/lib/auth/slip-code'
import { now } from '@/lib/platform/clock'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import type { AccountKind, ActivationSlip } from '@/prisma/generated/client'
import { type SlipRow, type SlipView, toSlipRow, toSlipView } from './slip.dto'
import {
  mayEnd,
  SLIP_HOURS,
  type SlipPurpose,
  type SlipState,
  type Who,
  whereState,
  whyNotConfirm,
  whyNotPrint,
} from './slip.rules'
import type { IssueSlip, SlipId } from './slip.schema'

const lifeEnd = (from: Date) => new Date(from.getTime() + SLIP_HOURS * 3600_000)

/** Who the actor is to a slip: the one rule of the same person, asked once for the page and for the deed. */
async function whoTo(actor: Actor, slip: ActivationSlip): Promise<Who> {
  const [asked, holds] = await Promise.all([isSamePerson(actor, slip.issuedById), isOwnPhone(actor, slip.phoneIndex)])
  return { accountId: accountOf(actor)!, confirms: may(actor, 'slip.confirm'), asked, holds }
}

/** A unit's administrators work on the slips of their own people who have not come yet, the bureau's staff on all. */
const seeing = (actor: Actor) => (actor.kind === 'unitAdmin' ? 'slip.issueOwn' : 'slip.list')
const issuing = (actor: Actor) => (actor.kind === 'unitAdmin' ? 'slip.issueOwn' : 'slip.issue')

/** Who asked for a slip; of somebody of a unit also which, for whoever confirms rings there. */
const issuer = (actor: Actor): string => {
  const { name, office } = signatureOf(actor)
  return actor.kind === 'unitAdmin' ? `${office} ${name}` : name
}

export type SlipQuery = PageRequest & { state?: SlipState; sort: 'asc' | 'desc' }

/** One page of activation slips, the newest first. */
export async function listSlips(actor: Actor, query: SlipQuery): Promise<Page<SlipRow>> {
  await allow(actor, 'slip.list')
  const at = now()
  const rows = await db().activationSlip.findMany({
    where: { AND: [query.state ? whereState(query.state, at) : {}, beyond(query, query.sort, 'issuedAt')] },
    orderBy: [{ issuedAt: query.sort }, { id: query.sort }],
    take: query.size + 1,
  })
  const page = finishPage(rows, query, row => ({ at: row.issuedAt, id: row.id }))
  return { ...page, rows: page.rows.map(row => toSlipRow(row, at)) }
}

/** How many slips there are in a state, or at all. */
export async function countSlips(actor: Actor, query: { state?: SlipState }): Promise<number> {
  await allow(actor, 'slip.list')
  return db().activationSlip.count({ where: query.state ? whereState(query.state, now()) : {} })
}

/** How many slips wait for the acting member of staff, as their second person. */
export async function countToConfirm(actor: Actor): Promise<number> {
  await allow(actor, 'slip.confirm')
  const where = { ...whereState('waiting', now()), issuedById: { not: accountOf(actor)! } }
  return db().activationSlip.count({ where })
}

async function findSlip(actor: Actor, id: string): Promise<ActivationSlip> {
  const where = { AND: [{ id }, slipScope(actor)] }
  const row = uuid().safeParse(id).success ? await db().activationSlip.findFirst({ where }) : null
  return row ?? deny(actor, seeing(actor), { type: 'slip', id })
}

/** One slip, with what this member of staff can do. @throws Refusal notFound */
export async function viewSlip(actor: Actor, id: string): Promise<SlipView> {
  await allow(actor, seeing(actor), { type: 'slip', id })
  const slip = await findSlip(actor, id)
  return toSlipView(slip, await whoTo(actor, slip), now())
}

/**
 * A member of staff has checked a person's document and asks for a slip. For 找回密码 and 恢复登录 the name must be that of
 * the account, for an invitation that of the invited: nobody is handed what is somebody else's.
 * @throws Refusal invalid beside `holderName`
 */
export async function issueSlip(actor: Actor, input: IssueSlip): Promise<{ id: string }> {
  await allow(actor, 'slip.issue')
  const phoneIndex = blindIndex('phone', input.phone)
  return writeTx(actor, async tx => {
    if (input.purpose === 'recover') await requireHolder(tx, phoneIndex, input.holderName)
    if (input.purpose === 'lostFactor') {
      await requireHolder(tx, phoneIndex, input.holderName)
      await requireFactor(tx, phoneIndex, input.holderName)
    }
    if (input.purpose === 'joinUnit') await requireInvited(tx, phoneIndex, input.holderName)
    return putSlip(actor, tx, input)
  })
}

/** Writes a slip that waits for its second person; the caller has asked the gate and knows whom it is for. */
export async function putSlip(
  actor: Actor,
  tx: Tx,
  input: Pick<ActivationSlip, 'holderName' | 'docType'> & { purpose: SlipPurpose; phone: string; accountId?: string },
): Promise<{ id: string }> {
  const { purpose, holderName, docType, phone, accountId } = input
  const at = now()
  const id = newId(at)
  await tx.activationSlip.create({
    data: {
      ...{ id, purpose, holderName, docType, accountId },
      phoneCipher: encryptField(phone, { table: 'activation_slip', id, column: 'phone' }),
      phoneIndex: blindIndex('phone', phone),
      phoneMask: maskPhone(phone),
      issuedById: accountOf(actor)!,
      issuedByName: issuer(actor),
      issuedAt: at,
      expiresAt: lifeEnd(at),
    },
  })
  const detail = { purpose, docType }
  await audit(tx, actor, { action: 'slip.issue', objectType: 'slip', objectId: id, result: 'done', detail })
  return { id }
}

async function requireHolder(tx: Tx, phoneIndex: string, name: string): Promise<void> {
  const known = await tx.account.count({
    where: { phoneIndex, name, disabledAt: null, kind: { in: ['individual', 'unitAdmin'] } },
  })
  if (known === 0)
    throw invalid({
      holderName: ['这个手机号没有以该姓名登记的账号。请核对证件上的姓名和手机号；手机号已更换的，请先办理更换。'],
    })
}

async function requireFactor(tx: Tx, phoneIndex: string, name: string): Promise<void> {
  const owner = { phoneIndex, name, disabledAt: null, kind: { in: ['individual', 'unitAdmin'] as AccountKind[] } }
  if ((await tx.secondFactor.count({ where: { account: owner } })) === 0)
    throw invalid({ purpose: ['这个账号没有绑定身份验证器，登录不需要它。忘记密码的，用途请选「找回密码」。'] })
}

async function requireInvited(tx: Tx, phoneIndex: string, name: string): Promise<void> {
  const open = { usedAt: null, cancelledAt: null, expiresAt: { gt: now() } }
  if ((await tx.unitInvitation.count({ where: { phoneIndex, name, ...open } })) === 0)
    throw invalid({
      holderName: ['没有单位以该姓名和手机号发出、还有效的管理员邀请。请核对姓名和手机号，或请单位重新邀请。'],
    })
}

/** A second member of staff confirms. @throws Refusal refused for the first one and in other states; notFound */
export async function confirmSlip(actor: Actor, { id }: SlipId): Promise<null> {
  await allow(actor, 'slip.confirm', { type: 'slip', id })
  const slip = await findSlip(actor, id)
  const who = await whoTo(actor, slip)
  return writeTx(actor, async tx => {
    const at = now()
    const why = whyNotConfirm(slip, who, at)
    if (why) throw refused(why)
    const confirmed = await tx.activationSlip.updateMany({
      where: { id, ...whereState('waiting', at), issuedById: { not: who.accountId } },
      data: { confirmedAt: at, confirmedById: who.accountId, confirmedByName: signatureOf(actor).name },
    })
    if (confirmed.count === 0) throw refused('这张激活单刚刚由别人处理过，请刷新页面查看。')
    await audit(tx, actor, { action: 'slip.confirm', objectType: 'slip', objectId: id, result: 'done' })
    return null
  })
}

export type PrintedSlip = { code: string; phone: string; expiresAt: Date }

/**
 * Draws the code of a confirmed slip, for the one who asked for it: shown in this answer and never again, hence no
 * stored reply for repeats. From now on it is good for 72 hours; older slips of this phone and purpose end.
 * @throws Refusal refused with the reason; notFound
 */
export async function printSlip(actor: Actor, { id }: SlipId): Promise<PrintedSlip> {
  await allow(actor, issuing(actor), { type: 'slip', id })
  const slip = await findSlip(actor, id)
  const at = now()
  const why = whyNotPrint(slip, await whoTo(actor, slip), at)
  if (why) throw refused(why)
  const code = newSlipCode()
  const expiresAt = lifeEnd(at)
  await db().$transaction(async tx => {
    const printed = await tx.activationSlip.updateMany({
      where: { id, ...whereState('confirmed', at) },
      data: { codeHash: slipHash(code, slip), printedAt: at, expiresAt },
    })
    if (printed.count === 0) throw refused('这张激活单刚刚处理过，请刷新页面查看。')
    await tx.activationSlip.updateMany({
      where: { phoneIndex: slip.phoneIndex, purpose: slip.purpose, id: { not: id }, ...whereState('printed', at) },
      data: { endedAt: at, endedByName: signatureOf(actor).name },
    })
    await audit(tx, actor, { action: 'slip.print', objectType: 'slip', objectId: id, result: 'done' })
  })
  return { code, phone: decryptField(slip.phoneCipher, { table: 'activation_slip', id, column: 'phone' }), expiresAt }
}

/** Takes a slip back before it is used. @throws Refusal refused, notFound */
export async function endSlip(actor: Actor, { id }: SlipId): Promise<null> {
  await allow(actor, issuing(actor), { type: 'slip', id })
  const slip = await findSlip(actor, id)
  return writeTx(actor, async tx => {
    const at = now()
    if (!mayEnd(slip, at)) throw refused('这张激活单已经用过、过期或作废，不用再作废。')
    const ended = await tx.activationSlip.updateMany({
      where: { id, usedAt: null, endedAt: null },
      data: { endedAt: at, endedByName: signatureOf(actor).name },
    })
    if (ended.count === 0) throw refused('这张激活单刚刚处理过，请刷新页面查看。')
    await audit(tx, actor, { action: 'slip.end', objectType: 'slip', objectId: id, result: 'done' })
    return null
  })
}
