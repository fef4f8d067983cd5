import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { invalid, notFound } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { ChangePassword } from './account.schema'
import { LOCK_MINUTES, MAX_FAILURES, tryPassword } from './lock'
import { replacePassword } from './new-password'
import { hashPassword } from './password'
import { endSession, endSessions } from './session'
import { type SessionDto, toSessionDto } from './session.dto'

export type OwnAccount = { name: string; login: string; lastLoginAt: Date | null; passwordChangedAt: Date }

/** Who one is logged in as; the phone is masked. @throws Refusal signedOut */
export async function viewOwnAccount(actor: Actor): Promise<OwnAccount> {
  await allow(actor, 'account.own')
  const account = await db().account.findUniqueOrThrow({ where: { id: accountOf(actor)! } })
  const place = { table: 'account', id: account.id, column: 'phone' }
  return {
    name: account.name,
    login: account.login ?? maskPhone(decryptField(account.phoneCipher!, place)),
    lastLoginAt: account.lastLoginAt,
    passwordChangedAt: account.passwordChangedAt,
  }
}

/**
 * Changes one's own password with the old one; all other sessions end (trust AU12). Wrong old passwords count like
 * failed logins, so that a forgotten screen is no place to guess.
 * @param keep the session that goes on
 * @throws Refusal invalid beside fields
 */
export async function changePassword(actor: Actor, input: ChangePassword, keep: string | null): Promise<null> {
  await allow(actor, 'account.own')
  const account = await db().account.findUniqueOrThrow({ where: { id: accountOf(actor)! } })
  const { fits } = await tryPassword(account, input.current)
  const passwordHash = fits ? await hashPassword(input.password) : null
  const changed = await db().$transaction(async tx => {
    const event = { action: 'password.change', objectType: 'account', objectId: account.id } as const
    if (passwordHash) {
      await replacePassword(tx, account, { password: input.password, passwordHash, why: 'passwordChanged', keep })
      await audit(tx, actor, { ...event, result: 'done' })
      return true
    }
    await audit(tx, actor, { ...event, result: 'failed' })
    return false
  })
  if (!changed)
    throw invalid({
      current: [`当前密码不对，请核对。连续输错 ${MAX_FAILURES} 次，${LOCK_MINUTES} 分钟内不能再试。`],
    })
  return null
}

/** One's own living sessions, the newest first. @param current the session that asks */
export async function listOwnSessions(actor: Actor, current: string | null): Promise<SessionDto[]> {
  await allow(actor, 'account.own')
  const { idleMinutes } = (await currentPolicy()).policy.auth
  const idle = (actor.kind === 'staff' ? idleMinutes.staff : idleMinutes.others) * 60_000
  const at = now()
  const rows = await db().session.findMany({
    where: {
      accountId: accountOf(actor)!,
      endedAt: null,
      expiresAt: { gt: at },
      lastSeenAt: { gte: new Date(at.getTime() - idle) },
    },
    orderBy: { lastSeenAt: 'desc' },
    take: 50,
  })
  return rows.map(row => toSessionDto(row, current)).sort((a, b) => Number(b.current) - Number(a.current))
}

/** Ends one of one's own sessions. @throws Refusal notFound when it is not his, which is audited, or has ended */
export async function endOwnSession(actor: Actor, session: string): Promise<null> {
  await allow(actor, 'account.own')
  const own = await db().session.count({ where: { idHash: session, accountId: accountOf(actor)! } })
  if (own === 0) return deny(actor, 'account.own', { type: 'session', id: session })
  await db().$transaction(async tx => {
    if (!(await endSession(tx, session, 'killed'))) throw notFound()
    await auditEnd(actor, tx, 1)
  })
  return null
}

/** Ends all of one's own sessions but the one that asks. @returns how many */
export async function endOtherSessions(actor: Actor, keep: string | null): Promise<{ ended: number }> {
  await allow(actor, 'account.own')
  return db().$transaction(async tx => {
    const ended = await endSessions(tx, accountOf(actor)!, 'killed', keep)
    await auditEnd(actor, tx, ended)
    return { ended }
  })
}

const auditEnd = (actor: Actor, tx: Parameters<typeof audit>[0], count: number) =>
  audit(tx, actor, {
    action: 'session.end',
    objectType: 'account',
    objectId: accountOf(actor) ?? undefined,
    result: 'done',
    detail: { why: 'killed', count },
  })
