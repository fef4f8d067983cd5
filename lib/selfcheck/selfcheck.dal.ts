import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { health } from '@/lib/platform/housekeeping'
import { hasScanner } from '@/lib/platform/scanner'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { administratorRoles, roleLabels } from '@/lib/staff/role.rules'
import { type Hand, shortOfHands } from './hands.rules'
import { type SelfFacts, type SelfItem, selfCheck } from './selfcheck.rules'

const MINUTE = 60_000
const IDLE_DAYS = 90
/** triggers of 0002_guards and 0047_audit_archive on the records of the audit trail */
const guards = ['audit_event', 'audit_seal', 'audit_archive', 'status_history'].map(table => `${table}_append_only`)

/** 等保自查 (GB/T 22239-2019, trust TE12): what holds right now, in numbers only. */
export async function viewSelfCheck(actor: Actor): Promise<{ at: Date; items: SelfItem[] }> {
  await allow(actor, 'selfcheck.view')
  const { policy } = await currentPolicy()
  const [accounts, audited, database, hands] = await Promise.all([
    accountFacts(),
    auditFacts(),
    databaseFacts(),
    bureauHands(),
  ])
  const { APP_MODE, PUBLIC_URL, CAPTCHA } = env()
  const facts: SelfFacts = {
    production: APP_MODE === 'production',
    https: PUBLIC_URL.startsWith('https://'),
    captcha: CAPTCHA === 'on',
    scanner: hasScanner(),
    unscanned: await db().storedFile.count({ where: { status: 'quarantined', attachedAt: { not: null } } }),
    workerAlive: (await health()).worker === 'ok',
    shortOfHands: shortOfHands(policy, hands),
    ...accounts,
    ...audited,
    ...database,
  }
  return { at: now(), items: selfCheck(facts, policy) }
}

async function accountFacts(): Promise<
  Pick<SelfFacts, 'withoutFactor' | 'demoAccounts' | 'emptyRoles' | 'idleAccounts'>
> {
  const staff = { kind: 'staff', disabledAt: null } as const
  const idle = new Date(now().getTime() - IDLE_DAYS * 24 * 60 * MINUTE)
  const [withoutFactor, demoAccounts, idleAccounts, held] = await Promise.all([
    db().account.count({ where: { ...staff, secondFactor: null, lastLoginAt: { not: null } } }),
    db().account.count({ where: { isDemo: true, disabledAt: null } }),
    db().account.count({
      where: { ...staff, OR: [{ lastLoginAt: { lt: idle } }, { lastLoginAt: null, createdAt: { lt: idle } }] },
    }),
    db().staffGrant.findMany({
      where: { role: { in: [...administratorRoles] }, account: staff },
      select: { role: true },
      distinct: ['role'],
    }),
  ])
  const empty = administratorRoles.filter(role => !held.some(grant => grant.role === role))
  return { withoutFactor, demoAccounts, idleAccounts, emptyRoles: empty.map(role => roleLabels([role])) }
}

/** The bureau's own staff who can log in; who waits for his first login has no roles yet. */
async function bureauHands(): Promise<Hand[]> {
  const rows = await db().account.findMany({
    where: { kind: 'staff', disabledAt: null, NOT: { post: { departmentId: { not: null } } } },
    select: { id: true, staffRoles: { select: { role: true } } },
  })
  return rows.map(({ id, staffRoles }) => ({ id, roles: staffRoles.map(grant => grant.role) }))
}

async function auditFacts(): Promise<Pick<SelfFacts, 'unsealedLate' | 'guards'>> {
  const late = { lt: new Date(now().getTime() - MINUTE), gt: new Date(now().getTime() - 24 * 60 * MINUTE) }
  const [unsealedLate, [row]] = await Promise.all([
    db().auditEvent.count({ where: { seal: null, at: late } }),
    db().$queryRaw<{ on: bigint }[]>`
      SELECT count(*) AS on FROM pg_trigger WHERE tgname = ANY (${guards}) AND tgenabled IN ('O', 'A')`,
  ])
  return { unsealedLate, guards: { on: Number(row!.on), of: guards.length } }
}

async function databaseFacts(): Promise<Pick<SelfFacts, 'database' | 'clockSeconds'>> {
  const before = Date.now()
  const [row] = await db().$queryRaw<
    { superuser: boolean; owns: boolean; encrypted: boolean | null; local: boolean; at: Date }[]
  >`
    SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser,
           (SELECT pg_has_role(current_user, c.relowner, 'USAGE') FROM pg_class c
            WHERE c.oid = 'audit_event'::regclass) AS owns,
           (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS encrypted,
           coalesce(inet_server_addr() << inet '127.0.0.0/8' OR inet_server_addr() = inet '::1', true) AS local,
           clock_timestamp() AS at`
  const middle = (before + Date.now()) / 2
  const { superuser, owns, encrypted, local, at } = row!
  return {
    database: { superuser, ownsAudit: owns, encrypted: encrypted === true, local },
    clockSeconds: (at.getTime() - middle) / 1000,
  }
}
