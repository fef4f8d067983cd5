import 'server-only'
import type { Actor, UnitActor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { endSessions } from '@/lib/auth/session'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import type { Administrators, InvitationKind } from './administrator.dto'
import type { EndAdministrator } from './administrator.schema'
import { recordUnitChange } from './change.dal'
import { takeOverContact } from './contact.dal'
import { findUnit } from './unit.dal'

/**
 * Who administers a unit, who is invited, who did before: for its own administrators and for the bureau's managers.
 * Phones are masked.
 * @throws Refusal notFound
 */
export async function listAdministrators(actor: Actor, unitId: string): Promise<Administrators> {
  await allow(actor, actor.kind === 'unitAdmin' ? 'unit.administrators' : 'unit.manage', { type: 'unit', id: unitId })
  const unit = await findUnit(actor, unitId)
  const at = now()
  const [rows, invitations] = await Promise.all([
    db().unitAdministrator.findMany({
      where: { unitId: unit.id },
      include: { account: true },
      orderBy: [{ since: 'asc' }, { accountId: 'asc' }],
    }),
    db().unitInvitation.findMany({
      where: { unitId: unit.id, usedAt: null, cancelledAt: null, expiresAt: { gt: at } },
      orderBy: { createdAt: 'desc' },
    }),
  ])
  return {
    now: rows.flatMap(({ accountId, since, endedAt, account }) =>
      endedAt
        ? []
        : {
            accountId,
            name: account.name,
            phoneMask: phoneMaskOf(account),
            since,
            lastLoginAt: account.lastLoginAt,
            self: actor.kind === 'unitAdmin' && actor.accountId === accountId,
          },
    ),
    former: rows
      .flatMap(({ since, endedAt, endedWhy, account }) =>
        endedAt ? { name: account.name, since, endedAt, why: endedWhy ?? '' } : [],
      )
      .sort((a, b) => b.endedAt.getTime() - a.endedAt.getTime()),
    invited: invitations.map(row => ({
      id: row.id,
      kind: row.kind as InvitationKind,
      name: row.name,
      phoneMask: maskPhone(decryptField(row.phoneCipher, { table: 'unit_invitation', id: row.id, column: 'phone' })),
      invitedBy: row.invitedBy,
      createdAt: row.createdAt,
      expiresAt: row.expiresAt,
    })),
  }
}

const phoneMaskOf = (account: { id: string; phoneCipher: string | null }): string =>
  account.phoneCipher
    ? maskPhone(decryptField(account.phoneCipher, { table: 'account', id: account.id, column: 'phone' }))
    : ''

/** The administrators of a unit, held until the end of the transaction: two who change them come one after the other. */
export async function lockAdministrators(_actor: Actor, tx: Tx, unitId: string): Promise<string[]> {
  await tx.$queryRaw`SELECT id FROM unit WHERE id = ${unitId}::uuid FOR NO KEY UPDATE`
  const rows = await tx.unitAdministrator.findMany({
    where: { unitId, endedAt: null },
    orderBy: [{ since: 'asc' }, { accountId: 'asc' }],
  })
  return rows.map(row => row.accountId)
}

/**
 * Ends the part of another administrator, or one's own while another stays. His sessions end in the same transaction,
 * his name stays in everything he decided, his phone is given back.
 * @throws Refusal notFound; refused when nobody would be left, or one's own part has just ended
 */
export async function endAdministrator(actor: Actor, input: EndAdministrator): Promise<{ self: boolean }> {
  const subject = { type: 'account', id: input.accountId }
  await allow(actor, 'unit.administrators', subject)
  const { unitId, accountId } = actor as UnitActor
  const self = input.accountId === accountId
  const done = await writeTx(actor, async tx => {
    const live = await lockAdministrators(actor, tx, unitId)
    if (!live.includes(accountId)) throw refused('您已不是本单位的管理员，不能办理这一步。')
    if (!live.includes(input.accountId)) return null
    if (live.length === 1)
      throw refused('您是本单位唯一的管理员，不能直接退出。请先用「交接给他人」邀请接任的人，他接受后您再退出。')
    await closePart(actor, tx, { unitId, accountId: input.accountId, reason: input.reason })
    return { self }
  })
  return done ?? deny(actor, 'unit.administrators', subject)
}

/**
 * Ends somebody's part inside the caller's transaction, who has locked the administrators and decided that it may end.
 * @param by the person who came in his place, where the actor is still a visitor
 */
export async function closePart(
  actor: Actor,
  tx: Tx,
  part: { unitId: string; accountId: string; reason: string },
  by?: { accountId: string; name: string; office: string },
): Promise<void> {
  const at = now()
  const { account } = await tx.unitAdministrator.update({
    where: { accountId: part.accountId },
    data: { endedAt: at, endedWhy: part.reason },
    include: { account: true },
  })
  await endSessions(tx, part.accountId, 'disabled')
  const version = await takeOverContact(actor, tx, part.unitId, account)
  await tx.account.update({
    where: { id: part.accountId },
    data: { disabledAt: at, phoneCipher: null, phoneIndex: null, version: { increment: 1 } },
  })
  await tx.unitInvitation.updateMany({
    where: { leaverId: part.accountId, usedAt: null, cancelledAt: null },
    data: { cancelledAt: at },
  })
  await recordUnitChange(
    actor,
    tx,
    { unitId: part.unitId, kind: 'administratorEnded', reason: part.reason, before: { name: account.name } },
    by,
  )
  await audit(tx, actor, {
    action: 'unit.administratorEnd',
    objectType: 'unit',
    objectId: part.unitId,
    result: 'done',
    detail: { accountId: part.accountId, ...(version === null ? {} : { version }) },
  })
}
