import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { addressKey } from '@/lib/auth/address.rules'
import { spend } from '@/lib/auth/limits'
import { now } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { sha256 } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type InvitationEvent, invitationMachine } from '@/lib/workflow/invitation.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { ExpertInvitation } from '@/prisma/generated/client'
import { applicationFor } from './begin.dal'
import type { OpenedInvitation } from './invite.dto'
import { invitationState, isExpired, lastDayOf } from './invite.rules'
import type { DeclineInvitation } from './invite.schema'
import { nameOf, phoneOf } from './link'

const noSuch = refused('这份邀请已经重新发送过，或链接不完整。请打开最近收到的一条短信中的链接，或联系邀请您的部门。')

/** What a link is good for; whoever holds it learns who invites whom and the masked phone, nothing of accounts. */
export async function openInvitation(actor: Actor, token: string): Promise<OpenedInvitation> {
  await allow(actor, 'invite.answer')
  const row = await db().expertInvitation.findUnique({ where: { tokenHash: sha256(token) } })
  if (!row) return { state: 'unknown' }
  const state = invitationState(row.status, row.expiresAt, now())
  if (state !== 'sent') return { state }
  const { unitName, reason, inviterOffice: office, expiresAt } = row
  return {
    state,
    name: nameOf(row),
    unitName,
    reason,
    office,
    phoneMask: maskPhone(phoneOf(row)),
    lastDay: lastDayOf(expiresAt),
  }
}

/** The invitation of a link, held still. @throws Refusal refused when no link says so */
async function lockByToken(tx: Tx, token: string): Promise<ExpertInvitation> {
  const [held] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM expert_invitation WHERE token_hash = ${sha256(token)} FOR UPDATE`
  if (!held) throw noSuch
  return tx.expertInvitation.findUniqueOrThrow({ where: { id: held.id } })
}

async function answer(
  actor: Actor,
  tx: Tx,
  row: ExpertInvitation,
  event: Extract<InvitationEvent, 'accept' | 'decline'>,
  opinion?: string | null,
): Promise<void> {
  const { id: policyVersionId } = await currentPolicy()
  await transition(actor, tx, {
    machine: invitationMachine,
    subject: { type: 'invitation', id: row.id, status: row.status, version: row.version },
    event,
    facts: { expired: isExpired(row.expiresAt, now()), cleared: row.clearedAt !== null },
    policyVersionId,
    opinion,
  })
}

/**
 * Takes an invitation for somebody who registers in this transaction: the phone he registers with must be the one it
 * was sent to. Of any number at the same time one succeeds. The account is written before `settleInvitation`.
 * @throws Refusal refused when the link is not open; invalid beside `phone`
 */
export async function takeInvitation(
  _actor: Actor,
  tx: Tx,
  input: { token: string; phone: string },
): Promise<ExpertInvitation> {
  const row = await lockByToken(tx, input.token)
  const state = invitationState(row.status, row.expiresAt, now())
  if (state === 'expired') throw refused('这份邀请已过期，不能再接受。请联系邀请您的部门重新发送。')
  if (state !== 'sent') throw refused(`这份邀请现在是「${invitationMachine.labels[row.status]}」，不能再接受。`)
  if (row.phoneIndex !== blindIndex('phone', input.phone))
    throw invalid({ phone: [`这份邀请是发给 ${maskPhone(phoneOf(row))} 的，请用这个手机号注册。`] })
  return row
}

/** Marks an invitation as accepted by an account, with the application that came of it. */
export async function settleInvitation(
  actor: Actor,
  tx: Tx,
  row: ExpertInvitation,
  by: { accountId: string; applicationId: string | null },
): Promise<void> {
  await answer(actor, tx, row, 'accept')
  await tx.expertInvitation.update({ where: { id: row.id }, data: by })
}

/**
 * 接受邀请 by somebody who has an account: it must have the phone the invitation went to. What he has begun becomes the
 * application he is invited to; without any, one begins as soon as his unit lets him.
 * @throws Refusal refused when the link is not open, for another phone, for who is in the pool or applies already
 */
export async function acceptInvitation(actor: Actor, input: { token: string }): Promise<{ begun: boolean }> {
  await allow(actor, 'application.fill')
  await spend('joinAddress', addressKey(actor.request.address))
  const { accountId } = actor as IndividualActor
  return writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    const row = await lockByToken(tx, input.token)
    const { phoneIndex } = await tx.account.findUniqueOrThrow({ where: { id: accountId } })
    const open = row.status === 'sent' && !isExpired(row.expiresAt, now())
    if (open && row.phoneIndex !== phoneIndex)
      throw refused(
        `这份邀请是发给 ${maskPhone(phoneOf(row))} 的，和您账号的手机号不同。换了号码的，请先在「账号与安全」更换登录手机，再打开这个链接；也可以请邀请您的部门发到您现在的手机号。`,
      )
    const applicationId = open ? await applicationFor(actor, tx, accountId) : null
    await settleInvitation(actor, tx, row, { accountId, applicationId })
    return { begun: applicationId !== null }
  })
}

/** 谢绝, with a reason or without; the link is all it needs. @throws Refusal refused when the link is not open */
export async function declineInvitation(actor: Actor, input: DeclineInvitation): Promise<null> {
  await allow(actor, 'invite.answer')
  await spend('joinAddress', addressKey(actor.request.address))
  return writeTx(actor, async tx => {
    await answer(actor, tx, await lockByToken(tx, input.token), 'decline', input.reason)
    return null
  })
}
