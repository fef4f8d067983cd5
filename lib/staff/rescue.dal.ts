import 'server-only'
import type { Actor, StaffRoleName } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { removeFactor } from '@/lib/auth/factor'
import { endSessions } from '@/lib/auth/session'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { lockStaff, recordStaffChange } from './change.dal'
import { ACTIVATION_HOURS, handOut, revealLink, unusableHash } from './link.dal'
import { isAdministrator, roleLabels, rolesHeld } from './role.rules'
import { otherAdministrators } from './staff.dal'
import type { Rescue } from './staff.schema'

export type Rescued = { name: string; link: string; hours: number; roles: StaffRoleName[]; revoked: StaffRoleName[] }

/**
 * The way back for an administrator whom nobody can help on the web any more: password, second factor, recovery codes,
 * phone and sessions all end, and a link that sets a password is made. It comes to the operator of the server, not to
 * the owner, so it opens an account without rights: the security administrator has to grant the roles anew. Only where
 * no other security administrator could do that does the account keep its roles.
 * @throws Refusal refused when it is no administrator's account
 */
export async function rescueStaff(actor: Actor, { login, reason }: Rescue): Promise<Rescued> {
  await allow(actor, 'staff.rescue')
  const passwordHash = await unusableHash(actor)
  const made = await writeTx(actor, async tx => {
    await lockStaff(actor, tx)
    const target = await findRescued(tx, login)
    const { id, name } = target
    const held = rolesHeld(target.staffRoles)
    const at = now()
    await tellOldPhone(tx, target, at)
    await tx.account.update({
      where: { id },
      data: {
        ...{ passwordHash, failedCount: 0, lockedUntil: null, phoneCipher: null, phoneIndex: null },
        version: { increment: 1 },
      },
    })
    await tx.phoneChange.deleteMany({ where: { accountId: id } })
    await removeFactor(tx, id)
    const ended = await endSessions(tx, id, 'rescued')
    const alone = (await otherAdministrators(actor, tx, id)).securityAdmin === 0
    const revoked = alone ? [] : held
    await tx.staffGrant.deleteMany({ where: { accountId: id, role: { in: revoked } } })
    const sent = await handOut(actor, tx, { id, login, at })
    const after = `密码、二次验证和手机已作废${revoked.length > 0 ? `，角色（${roleLabels(revoked)}）已收回` : ''}`
    await recordStaffChange(actor, tx, id, { kind: 'rescued', reason, after })
    const detail = { revoked, ended }
    await audit(tx, actor, { action: 'staff.rescue', objectType: 'account', objectId: id, result: 'done', detail })
    return { sent, name, revoked, roles: held }
  })
  const { link } = await revealLink(actor, made.sent, { shown: true, revoked: made.revoked })
  return { name: made.name, link: link!, hours: ACTIVATION_HOURS, roles: made.roles, revoked: made.revoked }
}

/** An administrator, or whom an earlier link, which he let expire, has left without his roles. */
async function findRescued(tx: Tx, login: string) {
  const target = await tx.account.findFirst({
    where: { login, kind: 'staff' },
    include: { staffRoles: true, staffChanges: { where: { kind: 'rescued' }, take: 1 } },
  })
  if (!target) throw refused(`没有登录名为 ${login} 的工作人员账号，请核对。`)
  if (target.disabledAt) throw refused('这个账号已停用，请由另一位系统管理员在网页上启用。')
  const fits = rolesHeld(target.staffRoles).some(isAdministrator) || target.staffChanges.length > 0
  if (!fits)
    throw refused('这不是系统、安全、审计管理员的账号。请由系统管理员在网页上「重发激活链接」「重设二次验证」。')
  return target
}

/** Whoever still has the phone of the account learns of it, in case it was not he who asked. */
async function tellOldPhone(tx: Tx, { id, phoneCipher }: { id: string; phoneCipher: string | null }, at: Date) {
  if (!phoneCipher) return
  await enqueueSms(tx, {
    to: decryptField(phoneCipher, { table: 'account', id, column: 'phone' }),
    accountId: id,
    template: 'staff.rescued',
    params: { site: (await currentPolicy()).policy.authority.siteTitle, time: chinaTime(at) },
    dedupeKey: `rescue:${id}:${at.toISOString()}`,
  })
}
