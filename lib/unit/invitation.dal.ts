import 'server-only'
import { type Actor, signatureOf, type UnitActor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { keyed } from '@/lib/auth/keyed'
import { spend } from '@/lib/auth/limits'
import { enqueueEmail, enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { channels, env } from '@/lib/platform/env'
import { invalid, refused } from '@/lib/platform/errors'
import { maskEmail, maskPhone } from '@/lib/platform/fields/masks'
import { newId, sha256 } from '@/lib/platform/ids'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { closePart, lockAdministrators } from './administrator.dal'
import type { InvitationKind, Invited } from './administrator.dto'
import type { AppointAdministrator, CancelInvitation, InviteAdministrator } from './administrator.schema'
import { recordUnitChange } from './change.dal'
import { findUnit } from './unit.dal'

export const INVITATION_HOURS = 72
const MOST_OPEN = 5

/**
 * Invites somebody to administer the actor's unit; with `handOver` the actor leaves when he accepts. The answer is the
 * same whoever the phone belongs to: what is known of it is said to its holder only, after he has proved it.
 * @throws Refusal refused with too many open invitations; tooMany beyond the day's budget
 */
export async function inviteAdministrator(actor: Actor, input: InviteAdministrator): Promise<Invited> {
  await allow(actor, 'unit.administrators')
  const { unitId, unitName, accountId } = actor as UnitActor
  await spend('unitInvitation', unitId)
  const sent = await writeTx(actor, async tx => {
    const live = await lockAdministrators(actor, tx, unitId)
    if (!live.includes(accountId)) throw refused('您已不是本单位的管理员，不能办理这一步。')
    const kind = input.handOver ? 'handOver' : 'invite'
    const about = { unitId, unitName, kind, reason: null, leaverId: input.handOver ? accountId : null } as const
    return send(actor, tx, about, input)
  })
  return told(sent, input.phone)
}

/**
 * The bureau appoints an administrator after checking papers. The one he replaces, who cannot be reached any more,
 * loses his part at once.
 * @throws Refusal notFound; refused when the unit is not active or the replaced person is none of its administrators
 */
export async function appointAdministrator(actor: Actor, input: AppointAdministrator): Promise<Invited> {
  await allow(actor, 'unit.manage', { type: 'unit', id: input.unitId })
  const unit = await findUnit(actor, input.unitId)
  if (unit.status !== 'active') throw refused('这个单位现在不是「正常」状态，不能指定管理员。')
  await spend('unitInvitation', unit.id)
  const sent = await writeTx(actor, async tx => {
    const live = await lockAdministrators(actor, tx, unit.id)
    if (input.replaces && !live.includes(input.replaces)) throw refused('要替换的人已不是管理员，请刷新页面查看。')
    if (input.replaces) await closePart(actor, tx, { unitId: unit.id, accountId: input.replaces, reason: input.reason })
    const { reason } = input
    const about = { unitId: unit.id, unitName: unit.name, kind: 'appoint', reason, leaverId: null } as const
    return send(actor, tx, about, input)
  })
  return told(sent, input.phone)
}

type Invitation = {
  unitId: string
  unitName: string
  kind: InvitationKind
  reason: string | null
  leaverId: string | null
}

/** What was sent. It may stand in a stored reply: without the session secret its id makes no link. */
type Sent = { id: string; to: string | null }

const linkOf = (id: string): string => `${env().PUBLIC_URL}/join?token=${tokenOf(id)}`
const tokenOf = (id: string): string => keyed('invitation', id)

const told = ({ id, to }: Sent, phone: string): Invited => ({
  phoneMask: maskPhone(phone),
  sentTo: to,
  link: to ? null : linkOf(id),
})

/**
 * Where an invitation goes: to the phone; without a gateway to the address that was typed.
 * @throws Refusal invalid beside `email` where one is needed
 */
function channelFor(email: string | null | undefined): 'sms' | 'email' | null {
  const ways = channels()
  if (ways.sms) return 'sms'
  if (!ways.email) return null
  if (!email) throw invalid({ email: ['本系统没有短信，邀请和验证码发到邮箱，请填写对方的电子邮箱。'] })
  return 'email'
}

type Receiver = { name: string; phone: string; email?: string | null }

async function send(actor: Actor, tx: Tx, about: Invitation, to: Receiver): Promise<Sent> {
  const channel = channelFor(to.email)
  const { unitName, ...data } = about
  const at = now()
  const phoneIndex = blindIndex('phone', to.phone)
  // a newer invitation of the same phone takes the place of the older one
  await tx.unitInvitation.updateMany({
    where: { unitId: data.unitId, phoneIndex, usedAt: null, cancelledAt: null },
    data: { cancelledAt: at },
  })
  const open = { unitId: data.unitId, usedAt: null, cancelledAt: null, expiresAt: { gt: at } }
  if ((await tx.unitInvitation.count({ where: open })) >= MOST_OPEN)
    throw refused(`还有 ${MOST_OPEN} 份邀请没有被接受，请先取消不需要的，再邀请其他人。`)
  const id = newId()
  const expiresAt = new Date(at.getTime() + INVITATION_HOURS * 3600_000)
  const signature = signatureOf(actor)
  await tx.unitInvitation.create({
    data: {
      ...data,
      id,
      name: to.name,
      phoneCipher: encryptField(to.phone, { table: 'unit_invitation', id, column: 'phone' }),
      phoneIndex,
      emailCipher:
        channel === 'email' ? encryptField(to.email!, { table: 'unit_invitation', id, column: 'email' }) : null,
      tokenHash: sha256(tokenOf(id)),
      invitedBy: actor.kind === 'staff' ? `${signature.office}${signature.name}` : signature.name,
      createdAt: at,
      expiresAt,
    },
  })
  const { policy } = await currentPolicy()
  const params = {
    site: policy.authority.siteTitle,
    unit: unitName,
    link: linkOf(id),
    until: chinaTime(expiresAt),
  }
  const message = { template: 'unit.invited', params, dedupeKey: `invitation:${id}` } as const
  if (channel === 'sms') await enqueueSms(tx, { to: to.phone, ...message })
  if (channel === 'email') await enqueueEmail(tx, { to: to.email!, ...message })
  const { unitId, kind, reason } = data
  await recordUnitChange(actor, tx, { unitId, kind: 'administratorInvited', reason, after: { name: to.name } })
  await audit(tx, actor, {
    action: 'unit.administratorInvite',
    objectType: 'unit',
    objectId: unitId,
    result: 'done',
    detail: { invitation: id, kind, channel: channel ?? 'byHand' },
  })
  return { id, to: channel === 'sms' ? maskPhone(to.phone) : channel && maskEmail(to.email!) }
}

/** Takes an invitation back; its link is dead at once. @throws Refusal notFound when it is not open, or not in reach */
export async function cancelInvitation(actor: Actor, input: CancelInvitation): Promise<null> {
  const permission = actor.kind === 'unitAdmin' ? 'unit.administrators' : 'unit.manage'
  const subject = { type: 'invitation', id: input.id }
  await allow(actor, permission, subject)
  const own = actor.kind === 'unitAdmin' ? { unitId: actor.unitId } : {}
  const done = await writeTx(actor, async tx => {
    const cancelled = await tx.unitInvitation.updateMany({
      where: { id: input.id, ...own, usedAt: null, cancelledAt: null },
      data: { cancelledAt: now() },
    })
    if (cancelled.count === 0) return false
    await audit(tx, actor, {
      action: 'unit.invitationCancel',
      objectType: 'invitation',
      objectId: input.id,
      result: 'done',
    })
    return true
  })
  return done ? null : deny(actor, permission, subject)
}
