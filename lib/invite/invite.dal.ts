import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { spend } from '@/lib/auth/limits'
import { whyNotReenter } from '@/lib/membership/exit.rules'
import { lastExit } from '@/lib/membership/member.dal'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { channels } from '@/lib/platform/env'
import { invalid } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { maskEmail, maskPhone } from '@/lib/platform/fields/masks'
import { newId, sha256 } from '@/lib/platform/ids'
import { storedDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { ended } from '@/lib/workflow/application.machine'
import { invitationMachine } from '@/lib/workflow/invitation.machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'
import type { ExpertInvitation } from '@/prisma/generated/client'
import type { InvitationSent } from './invite.dto'
import { expiryOf, isExpired } from './invite.rules'
import type { InvitationDeed, SendInvitation } from './invite.schema'
import { emailOf, linkOf, phoneOf, sendLink, tokenOf } from './link'

/** What was sent. It may stand in a stored reply: without the session secret it makes no link. */
type Sent = { id: string; round: number; to: string | null }

const told = ({ id, round, to }: Sent): InvitationSent => ({
  id,
  sentTo: to,
  link: to ? null : linkOf({ id, round }),
})

/** Where a link goes: to the phone; without a gateway to the address that was typed. @throws Refusal invalid */
function channelFor(email: string | null | undefined): 'sms' | 'email' | null {
  const ways = channels()
  if (ways.sms) return 'sms'
  if (!ways.email) return null
  if (!email) throw invalid({ email: ['本系统没有短信，邀请和验证码发到邮箱，请填写对方的电子邮箱。'] })
  return 'email'
}

/**
 * 邀请入库: sends a one-time link to somebody who qualifies. What is known of the phone is said: who sends it is staff.
 * @throws Refusal invalid beside `phone` for somebody who is in the pool, is barred from it, applies already or is
 *   invited already; tooMany beyond the day's budget
 */
export async function sendInvitation(actor: Actor, input: SendInvitation): Promise<InvitationSent> {
  await allow(actor, 'invite.send')
  await spend('expertInvitation', accountOf(actor)!)
  const { id: policyVersionId, policy } = await currentPolicy()
  const channel = channelFor(input.email)
  const phoneIndex = blindIndex('phone', input.phone)
  const sent = await writeTx(actor, async (tx): Promise<Sent> => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`invite:${phoneIndex}`}, 0))`
    await refuseInvited(tx, phoneIndex)
    await refuseKnown(actor, tx, phoneIndex)
    const at = now()
    const id = newId(at)
    const { name: inviterName, office: inviterOffice } = signatureOf(actor)
    const place = (column: string) => ({ table: 'expert_invitation', id, column })
    const row = await tx.expertInvitation.create({
      data: {
        id,
        name: input.name,
        phoneCipher: encryptField(input.phone, place('phone')),
        phoneIndex,
        emailCipher: channel === 'email' ? encryptField(input.email!, place('email')) : null,
        unitName: input.unitName,
        reason: input.reason,
        tokenHash: sha256(tokenOf({ id, round: 1 })),
        ...{ inviterId: accountOf(actor)!, inviterName, inviterOffice },
        ...{ statusSince: at, createdAt: at, sentAt: at, expiresAt: expiryOf(at, policy.path.invitationDays) },
      },
    })
    const beginning = { type: 'invitation', id, status: 'sent', policyVersionId, event: 'send' } as const
    await recordBeginning(actor, tx, beginning)
    await audit(tx, actor, {
      action: 'invitation.send',
      objectType: 'invitation',
      objectId: id,
      result: 'done',
      detail: { channel: channel ?? 'byHand' },
    })
    if (channel) await sendLink(tx, row, 'invite.sent')
    return { id, round: 1, to: shownTo(channel, row) }
  })
  return told(sent)
}

const shownTo = (channel: 'sms' | 'email' | null, row: ExpertInvitation): string | null =>
  channel === 'sms' ? maskPhone(phoneOf(row)) : channel && maskEmail(emailOf(row)!)

/** @throws Refusal invalid when the phone has an invitation that waits */
async function refuseInvited(tx: Tx, phoneIndex: string): Promise<void> {
  const open = await tx.expertInvitation.findFirst({ where: { phoneIndex, status: 'sent' } })
  if (!open) return
  const { inviterName, expiresAt } = open
  throw invalid({
    phone: [
      isExpired(expiresAt, now())
        ? `这个手机号有一份过期的邀请（${inviterName}发出）。请在邀请列表中打开它，点“重新发送”。`
        : `这个手机号已有一份没有答复的邀请（${inviterName}发出），不需要再邀请。`,
    ],
  })
}

/** @throws Refusal invalid for somebody who is in the pool already, may not come back yet, or whose application is under way */
async function refuseKnown(actor: Actor, tx: Tx, phoneIndex: string): Promise<void> {
  const known = await tx.account.findUnique({
    where: { kind_phoneIndex: { kind: 'individual', phoneIndex } },
    select: {
      id: true,
      name: true,
      expert: { select: { status: true } },
      applications: {
        where: { status: { notIn: [...ended] } },
        select: { number: true, submittedAt: true, invitation: { select: { id: true } } },
      },
    },
  })
  if (!known) return
  if (known.expert && known.expert.status !== 'left')
    throw invalid({ phone: [`这个手机号的专家（${known.name}）已经在库，不需要邀请。`] })
  const exit = known.expert && (await lastExit(actor, tx, known.id))
  const barred = exit && whyNotReenter(storedDay(exit.reentryFrom), now())
  if (barred) throw invalid({ phone: [`这个手机号的专家（${known.name}）已经出库，还不能重新入库。`] })
  const sent = known.applications.find(one => one.submittedAt !== null)
  if (sent) throw invalid({ phone: [`${known.name}的申请（${sent.number}）正在办理，不需要邀请。`] })
  if (known.applications.some(one => one.invitation !== null))
    throw invalid({ phone: [`${known.name}已接受过邀请，申请还没有填完，不需要再邀请。`] })
}

/** An invitation, held still; null for what is none. */
async function lockInvitation(tx: Tx, id: string): Promise<ExpertInvitation | null> {
  if (!uuid().safeParse(id).success) return null
  await tx.$queryRaw`SELECT 1 FROM expert_invitation WHERE id = ${id}::uuid FOR UPDATE`
  return tx.expertInvitation.findUnique({ where: { id } })
}

/**
 * Sends an invitation again: a new link with new days, the old one is dead at once. Who sends it is then who invites.
 * @throws Refusal notFound, refused, conflict; tooMany
 */
export async function resendInvitation(actor: Actor, input: InvitationDeed): Promise<InvitationSent> {
  const subject = { type: 'invitation', id: input.id }
  await allow(actor, 'invite.send', subject)
  await spend('expertInvitation', accountOf(actor)!)
  const { id: policyVersionId, policy } = await currentPolicy()
  const sent = await writeTx(actor, async (tx): Promise<Sent | null> => {
    const row = await lockInvitation(tx, input.id)
    if (!row) return null
    const at = now()
    await transition(actor, tx, {
      machine: invitationMachine,
      subject: { ...subject, type: 'invitation', status: row.status, version: input.version },
      event: 'resend',
      facts: { expired: false, cleared: row.clearedAt !== null },
      policyVersionId,
    })
    const round = row.round + 1
    const { name: inviterName, office: inviterOffice } = signatureOf(actor)
    const renewed = await tx.expertInvitation.update({
      where: { id: row.id },
      data: {
        round,
        tokenHash: sha256(tokenOf({ id: row.id, round })),
        ...{ inviterId: accountOf(actor)!, inviterName, inviterOffice },
        ...{ sentAt: at, expiresAt: expiryOf(at, policy.path.invitationDays), remindedAt: null },
      },
    })
    const channel = channelFor(emailOf(renewed))
    if (channel) await sendLink(tx, renewed, 'invite.sent')
    return { id: row.id, round, to: shownTo(channel, renewed) }
  })
  return sent ? told(sent) : deny(actor, 'invite.send', subject)
}

/** Takes an invitation back; its link is dead at once. @throws Refusal notFound, refused, conflict */
export async function revokeInvitation(actor: Actor, input: InvitationDeed): Promise<{ id: string }> {
  const subject = { type: 'invitation', id: input.id }
  await allow(actor, 'invite.send', subject)
  const { id: policyVersionId } = await currentPolicy()
  const done = await writeTx(actor, async tx => {
    const row = await lockInvitation(tx, input.id)
    if (!row) return null
    await transition(actor, tx, {
      machine: invitationMachine,
      subject: { ...subject, type: 'invitation', status: row.status, version: input.version },
      event: 'revoke',
      facts: { expired: isExpired(row.expiresAt, now()), cleared: row.clearedAt !== null },
      policyVersionId,
    })
    return { id: row.id }
  })
  return done ?? deny(actor, 'invite.send', subject)
}
