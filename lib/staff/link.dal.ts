import 'server-only'
import type { Actor, StaffRoleName } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { addressKey } from '@/lib/auth/address.rules'
import { keyed } from '@/lib/auth/keyed'
import { spend } from '@/lib/auth/limits'
import { replacePassword } from '@/lib/auth/new-password'
import { hashPassword } from '@/lib/auth/password'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { channels, env } from '@/lib/platform/env'
import { refused } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newSecret, sha256 } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { recordStaffChange } from './change.dal'
import type { ActivationLink } from './staff.dto'
import type { Activate } from './staff.schema'

export const ACTIVATION_HOURS = 24

/** A hash of something nobody has: the account exists, but no password opens it. */
export const unusableHash = async (_actor: Actor): Promise<string> => hashPassword(newSecret())

/** What a sent link is made of again. It may stand in a stored reply: without the session secret it opens nothing. */
export type SentLink = { id: string; at: string; toMask: string | null }

/** The secret of a link, from the account, the moment and our own key; only its hash is stored. */
const tokenOf = (id: string, at: string): string => keyed('activation', `${id}:${at}`)
const addressOf = (sent: SentLink): string => `${env().PUBLIC_URL}/activate?token=${tokenOf(sent.id, sent.at)}`

type Receiver = { id: string; login: string; at: Date; phone?: string | null; phoneCipher?: string | null }

/** Makes the one open link of an account, in the place of any other, and sends it by SMS where there is a phone and a gateway. */
export async function handOut(_actor: Actor, tx: Tx, to: Receiver): Promise<SentLink> {
  const { id, login, at } = to
  const opened = to.phoneCipher && decryptField(to.phoneCipher, { table: 'account', id, column: 'phone' })
  const phone = channels().sms ? (to.phone ?? opened ?? null) : null
  const sent: SentLink = { id, at: at.toISOString(), toMask: phone && maskPhone(phone) }
  const tokenHash = sha256(tokenOf(id, sent.at))
  await tx.activationToken.deleteMany({ where: { accountId: id, usedAt: null } })
  const expiresAt = new Date(at.getTime() + ACTIVATION_HOURS * 3_600_000)
  await tx.activationToken.create({ data: { tokenHash, accountId: id, createdAt: at, expiresAt } })
  if (phone)
    await enqueueSms(tx, {
      to: phone,
      accountId: id,
      template: 'staff.activate',
      params: {
        site: (await currentPolicy()).policy.authority.siteTitle,
        login,
        hours: String(ACTIVATION_HOURS),
        link: addressOf(sent),
      },
      dedupeKey: `activation:${tokenHash}`,
    })
  return sent
}

/** What the system administrator is told of a link: the link itself only where he may hand it over. */
export async function revealLink(
  _actor: Actor,
  sent: SentLink,
  { shown, revoked }: { shown: boolean; revoked: StaffRoleName[] },
): Promise<ActivationLink> {
  return { link: shown ? addressOf(sent) : null, sentTo: sent.toMask, hours: ACTIVATION_HOURS, revoked }
}

export type ActivationState =
  | { state: 'open'; name: string; login: string; until: Date }
  | { state: 'used' | 'expired' | 'unknown' }

/** What an activation link is still good for, and whose it is: only its holder can ask. */
export async function activationState(actor: Actor, token: string): Promise<ActivationState> {
  await allow(actor, 'staff.activate')
  const row = await db().activationToken.findUnique({
    where: { tokenHash: sha256(token) },
    include: { account: { select: { name: true, login: true, disabledAt: true } } },
  })
  if (!row || row.account.disabledAt) return { state: 'unknown' }
  if (row.usedAt) return { state: 'used' }
  if (row.expiresAt <= now()) return { state: 'expired' }
  return { state: 'open', name: row.account.name, login: row.account.login ?? '', until: row.expiresAt }
}

/**
 * Sets the password of an account and uses up its link, in one transaction: of many at once one succeeds (trust AU20).
 * @throws Refusal refused when the link is not open; invalid beside a password the rules do not let pass
 */
export async function activate(actor: Actor, input: Activate): Promise<{ login: string }> {
  await allow(actor, 'staff.activate')
  await spend('activateAddress', addressKey(actor.request.address))
  const closed = refused('这个链接已经用过或已过期。请联系系统管理员重新发一个激活链接。')
  if ((await activationState(actor, input.token)).state !== 'open') throw closed
  const passwordHash = await hashPassword(input.password)
  return db().$transaction(async tx => {
    const tokenHash = sha256(input.token)
    const used = await tx.activationToken.updateMany({
      where: { tokenHash, usedAt: null, expiresAt: { gt: now() }, account: { disabledAt: null } },
      data: { usedAt: now() },
    })
    if (used.count === 0) throw closed
    const { account } = await tx.activationToken.findUniqueOrThrow({ where: { tokenHash }, include: { account: true } })
    await replacePassword(tx, account, { password: input.password, passwordHash, why: 'linked' })
    await recordStaffChange(actor, tx, account.id, { kind: 'activated' }, { id: account.id, name: account.name })
    await audit(tx, actor, { action: 'staff.activate', objectType: 'account', objectId: account.id, result: 'done' })
    return { login: account.login ?? '' }
  })
}
