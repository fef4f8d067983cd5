import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { invalid, refused } from '@/lib/platform/errors'
import { newId, newSecret, sha256 } from '@/lib/platform/ids'
import { addressKey } from './address.rules'
import { spend } from './limits'
import { hashNewPassword } from './new-password'
import { type AdministratorRole, administrators, type Setup } from './setup.schema'

export const SETUP_HOURS = 24
export type SetupState = 'open' | 'used' | 'expired' | 'unknown'

/**
 * A link that creates the three administrators, once, within a day (trust AU20). A newer link replaces an older one.
 * @throws Refusal refused when there are administrators already
 */
export async function createSetupLink(actor: Actor): Promise<string> {
  await allow(actor, 'setup.link')
  const token = newSecret()
  await db().$transaction(async tx => {
    if (await hasAdministrators(tx)) throw refused('系统中已经有管理员账号，不再生成初始设置链接。')
    const at = now()
    await tx.setupToken.updateMany({ where: { usedAt: null }, data: { expiresAt: at } })
    const expiresAt = new Date(at.getTime() + SETUP_HOURS * 3600_000)
    await tx.setupToken.create({ data: { tokenHash: sha256(token), createdAt: at, expiresAt } })
    await audit(tx, actor, { action: 'setup.link', result: 'done' })
  })
  return `${env().PUBLIC_URL}/setup?token=${token}`
}

const hasAdministrators = async (tx: Tx): Promise<boolean> =>
  (await tx.staffGrant.count({ where: { role: { in: administrators.map(({ role }) => role) } } })) > 0

/** What a setup link is still good for. */
export async function setupState(actor: Actor, token: string): Promise<SetupState> {
  await allow(actor, 'setup.run')
  const row = await db().setupToken.findUnique({ where: { tokenHash: sha256(token) } })
  if (!row) return 'unknown'
  if (row.usedAt) return 'used'
  return row.expiresAt > now() ? 'open' : 'expired'
}

/**
 * Creates the three administrators and uses up the link, in one transaction: however many try at once, one succeeds.
 * @throws Refusal refused when the link is not open; invalid beside a login that is taken
 */
export async function runSetup(actor: Actor, input: Setup): Promise<{ logins: string[] }> {
  await allow(actor, 'setup.run')
  await spend('setupAddress', addressKey(actor.request.address))
  const closed = refused('这个链接已经用过或已过期，不能再创建管理员。请在服务器上重新生成链接。')
  if ((await setupState(actor, input.token)) !== 'open') throw closed
  const hashes = new Map<AdministratorRole, string>()
  for (const { role } of administrators) {
    const { login, name, password } = input[role]
    hashes.set(role, await hashNewPassword(password, [login, name], `${role}.password`))
  }
  return db().$transaction(async tx => {
    const used = await tx.setupToken.updateMany({
      where: { tokenHash: sha256(input.token), usedAt: null, expiresAt: { gt: now() } },
      data: { usedAt: now() },
    })
    if (used.count === 0) throw closed
    for (const { role } of administrators) {
      const { login, name } = input[role]
      if (await tx.account.findUnique({ where: { login } }))
        throw invalid({ [`${role}.login`]: ['这个登录名已被使用，请换一个。'] })
      const id = newId()
      await tx.account.create({
        data: { id, kind: 'staff', login, name, passwordHash: hashes.get(role)!, staffRoles: { create: { role } } },
      })
      await audit(tx, actor, {
        action: 'setup.run',
        objectType: 'account',
        objectId: id,
        result: 'done',
        detail: { role },
      })
    }
    return { logins: administrators.map(({ role }) => input[role].login) }
  })
}
