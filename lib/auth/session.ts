import 'server-only'
import type { RequestInfo, SignedInActor, StaffRoleName } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { isDemo } from '@/lib/platform/env'
import { newSecret, sha256 } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

const MINUTE = 60_000
/** Absolute time-out: nobody stays logged in longer, however busy. */
export const ABSOLUTE_HOURS = 12
/** `lastSeenAt` is written at most this often. */
const TOUCH_EVERY = MINUTE

export type EndedWhy =
  | 'logout'
  | 'replaced'
  | 'idle'
  | 'passwordChanged'
  | 'recovered'
  | 'killed'
  | 'disabled'
  | 'rolesChanged'
  | 'linked'

/** A living session and who it belongs to. */
export type LiveSession = { idHash: string; actor: SignedInActor }

type AccountFacts = {
  id: string
  kind: 'individual' | 'unitAdmin' | 'staff'
  name: string
  is_demo: boolean
  unit_id: string | null
  unit_name: string | null
  unit_status: string | null
  roles: StaffRoleName[]
  office: string | null
  department_id: string | null
  department_name: string | null
}

type SessionRow = AccountFacts & { last_seen_at: Date }

/**
 * The session of a cookie's secret, looked up anew at each request, so that whatever ended it holds at once (trust
 * D3, AU12). Null when it is unknown, ended, past its absolute end, idle too long, or its account may not be used.
 */
export async function readSession(sid: string, request: RequestInfo): Promise<LiveSession | null> {
  const idHash = sha256(sid)
  const at = now()
  const [row] = await db().$queryRaw<SessionRow[]>`
    SELECT s.last_seen_at, a.id::text AS id, a.kind::text AS kind, a.name, a.is_demo,
           ua.unit_id::text AS unit_id, u.name AS unit_name, u.status::text AS unit_status,
           o.name AS office, d.id::text AS department_id, d.name AS department_name,
           ARRAY(SELECT g.role::text FROM staff_grant g WHERE g.account_id = a.id ORDER BY g.role) AS roles
    FROM session s
    JOIN account a ON a.id = s.account_id
    LEFT JOIN unit_administrator ua ON ua.account_id = a.id AND ua.ended_at IS NULL
    LEFT JOIN unit u ON u.id = ua.unit_id
    LEFT JOIN staff_post p ON p.account_id = a.id
    LEFT JOIN office o ON o.id = p.office_id
    LEFT JOIN department d ON d.id = p.department_id AND d.ended_at IS NULL
    WHERE s.id_hash = ${idHash} AND s.ended_at IS NULL AND s.expires_at > ${at} AND a.disabled_at IS NULL`
  if (!row) return null
  const { policy } = await currentPolicy()
  const idleMinutes = row.kind === 'staff' ? policy.auth.idleMinutes.staff : policy.auth.idleMinutes.others
  const idle = at.getTime() - row.last_seen_at.getTime()
  if (idle > idleMinutes * MINUTE) {
    await endSession(db(), idHash, 'idle')
    return null
  }
  const actor = actorFrom(row, policy.authority.name, request)
  if (!actor) return null
  if (idle > TOUCH_EVERY)
    await db().session.updateMany({
      where: { idHash, endedAt: null, lastSeenAt: { lt: new Date(at.getTime() - TOUCH_EVERY) } },
      data: { lastSeenAt: at },
    })
  return { idHash, actor }
}

/** The actor an account makes, or null when it may not act: demo accounts in production, former administrators. */
function actorFrom(row: AccountFacts, authority: string, request: RequestInfo): SignedInActor | null {
  if (row.is_demo && !isDemo()) return null
  const person = { accountId: row.id, name: row.name, request }
  if (row.kind === 'individual') return { kind: 'individual', ...person }
  if (row.kind === 'staff') {
    const bureau = row.office ? `${authority}${row.office}` : authority
    return {
      kind: 'staff',
      ...person,
      office: row.department_name ?? bureau,
      departmentId: row.department_id,
      roles: row.roles,
    }
  }
  if (!row.unit_id || !row.unit_name) return null
  const unit = { unitId: row.unit_id, unitName: row.unit_name, unitActive: row.unit_status === 'active' }
  return { kind: 'unitAdmin', ...person, ...unit }
}

/** The actor an account makes now, or null when it may not act. For the moment of logging in. */
export async function actorOfAccount(tx: Tx, accountId: string, request: RequestInfo): Promise<SignedInActor | null> {
  const account = await tx.account.findUnique({
    where: { id: accountId, disabledAt: null },
    include: {
      staffRoles: true,
      unitAdmin: { include: { unit: true } },
      post: { include: { office: true, department: true } },
    },
  })
  if (!account) return null
  const admin = account.unitAdmin?.endedAt === null ? account.unitAdmin : null
  const department = account.post?.department?.endedAt === null ? account.post.department : null
  const facts: AccountFacts = {
    id: account.id,
    kind: account.kind,
    name: account.name,
    is_demo: account.isDemo,
    unit_id: admin?.unitId ?? null,
    unit_name: admin?.unit.name ?? null,
    unit_status: admin?.unit.status ?? null,
    roles: account.staffRoles.map(grant => grant.role),
    office: account.post?.office?.name ?? null,
    department_id: department?.id ?? null,
    department_name: department?.name ?? null,
  }
  return actorFrom(facts, (await currentPolicy()).policy.authority.name, request)
}

/** Begins a session with a new random id (trust AU11); only its hash is stored. @returns the secret for the cookie */
export async function createSession(
  tx: Tx,
  session: { accountId: string; address: string; userAgent: string },
): Promise<string> {
  const sid = newSecret()
  const at = now()
  await tx.session.create({
    data: {
      idHash: sha256(sid),
      accountId: session.accountId,
      address: session.address,
      userAgent: session.userAgent.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(0, 300),
      createdAt: at,
      lastSeenAt: at,
      expiresAt: new Date(at.getTime() + ABSOLUTE_HOURS * 60 * MINUTE),
    },
  })
  return sid
}

/** Ends one session. @returns false when it had ended before */
export async function endSession(tx: Tx, idHash: string, why: EndedWhy): Promise<boolean> {
  const ended = await tx.session.updateMany({
    where: { idHash, endedAt: null },
    data: { endedAt: now(), endedWhy: why },
  })
  return ended.count > 0
}

/**
 * Ends all sessions of an account but one. Whoever disables an account or changes what it may do calls this in the
 * same transaction. @returns how many ended
 */
export async function endSessions(tx: Tx, accountId: string, why: EndedWhy, keep?: string | null): Promise<number> {
  const ended = await tx.session.updateMany({
    where: { accountId, endedAt: null, ...(keep ? { idHash: { not: keep } } : {}) },
    data: { endedAt: now(), endedWhy: why },
  })
  return ended.count
}
