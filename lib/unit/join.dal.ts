import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { addressKey } from '@/lib/auth/address.rules'
import { emailIndexOf, type Proved, phoneProvedBy } from '@/lib/auth/code-core'
import { spend } from '@/lib/auth/limits'
import { hashNewPassword } from '@/lib/auth/new-password'
import { consumeCode } from '@/lib/auth/sms-code.dal'
import { now } from '@/lib/platform/clock'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { maskEmail, maskPhone } from '@/lib/platform/fields/masks'
import { newId, sha256 } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import type { UnitInvitation } from '@/prisma/generated/client'
import { closePart, lockAdministrators } from './administrator.dal'
import type { InvitationView } from './administrator.dto'
import type { JoinUnit } from './administrator.schema'
import { recordUnitChange } from './change.dal'

const closed = refused('这份邀请已经用过、被取消或已过期，不能再接受。请联系邀请您的人重新发送。')

const stateOf = (row: UnitInvitation | null): InvitationView['state'] => {
  if (!row) return 'unknown'
  if (row.usedAt) return 'used'
  if (row.cancelledAt) return 'cancelled'
  return row.expiresAt > now() ? 'open' : 'expired'
}

const phoneOf = (row: UnitInvitation) =>
  decryptField(row.phoneCipher, { table: 'unit_invitation', id: row.id, column: 'phone' })

const emailOf = (row: UnitInvitation) =>
  row.emailCipher && decryptField(row.emailCipher, { table: 'unit_invitation', id: row.id, column: 'email' })

/** What an invitation's link is good for; whoever holds it learns the unit and the masked phone, nothing of accounts. */
export async function viewInvitation(actor: Actor, token: string): Promise<InvitationView> {
  await allow(actor, 'unit.join')
  const row = await db().unitInvitation.findUnique({ where: { tokenHash: sha256(token) }, include: { unit: true } })
  const state = stateOf(row)
  const email = row && emailOf(row)
  if (!row || state !== 'open') return { state: state === 'open' ? 'unknown' : state }
  return {
    state,
    unitName: row.unit.name,
    name: row.name,
    phoneMask: maskPhone(phoneOf(row)),
    emailMask: email && maskEmail(email),
    expiresAt: row.expiresAt,
    handOver: row.kind === 'handOver',
  }
}

/**
 * Accepts an invitation: the phone, or without a gateway the address the invitation went to, is proved by the code, then the account is made; with a hand-over the one who
 * leaves loses his part in the same transaction. Of any number at the same time one succeeds.
 * @throws Refusal refused when the link is not open; invalid beside `phone` when it is another one, or (after the
 *   proof only) administers a unit already
 */
export async function joinUnit(actor: Actor, input: JoinUnit): Promise<{ unitName: string }> {
  await allow(actor, 'unit.join')
  await spend('joinAddress', addressKey(actor.request.address))
  const { policy } = await currentPolicy()
  const passwordHash = await hashNewPassword(input.password, [input.phone])
  return writeTx(actor, async tx => {
    const row = await tx.unitInvitation.findUnique({ where: { tokenHash: sha256(input.token) } })
    if (!row || stateOf(row) !== 'open') throw closed
    if (row.phoneIndex !== blindIndex('phone', input.phone))
      throw invalid({ phone: [`这份邀请是发给 ${maskPhone(phoneOf(row))} 的，请用这个手机号接受。`] })
    const { phone, smsCode: code } = input
    const proved = await consumeCode(actor, tx, { phone, purpose: 'joinUnit', code, name: row.name })
    const email = emailOf(row)
    if (proved.by === 'email' && (!email || emailIndexOf(email) !== proved.emailIndex))
      throw invalid({ smsCode: ['验证码不是为这份邀请发送的，请重新获取。'] })
    const live = await lockAdministrators(actor, tx, row.unitId)
    const used = await tx.unitInvitation.updateMany({
      where: { id: row.id, usedAt: null, cancelledAt: null, expiresAt: { gt: now() } },
      data: { usedAt: now() },
    })
    if (used.count === 0) throw closed
    const unit = await tx.unit.findUniqueOrThrow({ where: { id: row.unitId } })
    if (unit.status !== 'active') throw refused('这个单位现在不是「正常」状态，不能接受邀请。请联系我们。')
    await refuseKnownAdministrator(tx, row)
    const accountId = await createAdministrator(tx, row, { phone, email, proved, passwordHash, policy })
    const by = { accountId, name: row.name, office: unit.name }
    const after = { name: row.name }
    await recordUnitChange(actor, tx, { unitId: unit.id, kind: 'administratorJoined', reason: row.reason, after }, by)
    await audit(tx, actor, {
      action: 'unit.administratorJoin',
      objectType: 'unit',
      objectId: unit.id,
      result: 'done',
      detail: { invitation: row.id, accountId },
    })
    if (row.leaverId && live.includes(row.leaverId)) {
      const part = { unitId: unit.id, accountId: row.leaverId, reason: `已交接给${row.name}` }
      await closePart(actor, tx, part, by)
    }
    return { unitName: unit.name }
  })
}

/** Said to the holder of the proved phone only. Two at the same time meet at the unique index instead. */
async function refuseKnownAdministrator(tx: Tx, row: UnitInvitation): Promise<void> {
  const known = await tx.account.findUnique({
    where: { kind_phoneIndex: { kind: 'unitAdmin', phoneIndex: row.phoneIndex } },
    include: { unitAdmin: true },
  })
  if (!known) return
  if (known.unitAdmin?.unitId === row.unitId)
    throw invalid({ phone: ['您已经是本单位的管理员，请直接登录；忘记密码可以找回。'] })
  throw invalid({
    phone: [
      '这个手机号已是另一个单位的管理员。一个手机号只能管理一个单位：请先在原单位办理交接，或请邀请人改用另一个手机号。',
    ],
  })
}

async function createAdministrator(
  tx: Tx,
  row: UnitInvitation,
  made: { phone: string; email: string | null; proved: Proved; passwordHash: string; policy: Policy },
): Promise<string> {
  const id = newId()
  const { user, privacy } = made.policy.agreements
  await tx.account.create({
    data: {
      id,
      kind: 'unitAdmin',
      name: row.name,
      phoneCipher: encryptField(made.phone, { table: 'account', id, column: 'phone' }),
      phoneIndex: row.phoneIndex,
      phoneProvedAt: phoneProvedBy(made.proved),
      ...(made.proved.by === 'email' ? { email: made.email, emailProvedAt: now() } : {}),
      passwordHash: made.passwordHash,
      unitAdmin: { create: { unitId: row.unitId, since: now() } },
      consents: { create: [user, privacy].map(text => ({ id: newId(), text: text.title, version: text.version })) },
    },
  })
  return id
}
