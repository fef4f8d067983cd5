import 'server-only'
import type { RequestInfo, SignedInActor, StaffRoleName } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { isDemo } from '@/lib/platform/env'
import { newSecret, sha256 } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { SessionStage } from '@/prisma/generated/client'

const MINUTE = 60_000
/** So long may somebody take to prove his second factor, or to replace a password that is too old. */
export const HALF_MINUTES = 15
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
  | 'rescued'
  /** there were more sessions than the policy allows */
  | 'tooMany'
  | 'factorReset'
  | 'phoneChanged'

/** A living session and who it belongs to. */
export type LiveSession = { idHash: string; actor: SignedInActor }

export type HalfStage = Exclude<SessionStage, 'full'>
/** A session that has yet to pass a step of the login. It makes no actor: all it may do is that step (trust AU13). */
export type HalfSession = { idHash: string; stage: HalfStage; account: Pick<AccountFacts, 'id' | 'kind' | 'name'> }

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

type SessionRow = AccountFacts & { last_seen_at: Date; stage: SessionStage }
type AnySession = LiveSession & { stage: SessionStage }

/**
 * The session of a cookie's secret, looked up anew at each request, so that whatever ended it holds at once (trust
 * D3, AU12). Null when it is unknown, ended, past its absolute end, idle too long, or its account may not be used;
 * and while a step of the login is missing.
 */
export async function readSession(sid: string, request: RequestInfo): Promise<LiveSession | null> {
  const found = await lookUp(sid, request)
  return found?.stage === 'full' ? { idHash: found.idHash, actor: found.actor } : null
}

/** The half session of a cookie's secret; null where there is none, or a whole one. */
export async function readHalfSession(sid: string, request: RequestInfo): Promise<HalfSession | null> {
  const found = await lookUp(sid, request)
  if (!found || found.stage === 'full') return null
  const { accountId: id, kind, name } = found.actor
  return { idHash: found.idHash, stage: found.stage, account: { id, kind, name } }
}

/** Why the session of a cookie's secret is over, where it was ended by something its owner may not know of. */
export async function endingOf(sid: string): Promise<EndedWhy | null> {
  const row = await db().session.findUnique({ where: { idHash: sha256(sid) }, select: { endedWhy: true } })
  return (row?.endedWhy as EndedWhy | null) ?? null
}

async function lookUp(sid: string, request: RequestInfo): Promise<AnySession | null> {
  const idHash = sha256(sid)
  const at = now()
  const [row] = await db().$queryRaw<SessionRow[]>`
    SELECT s.last_seen_at, s.stage::text AS stage, a.id::text AS id, a.kind::text AS kind, a.name, a.is_demo,
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
  const actor = actorFrom(row, policy.authority.name, { ...request, session: idHash })
  if (!actor) return null
  if (idle > TOUCH_EVERY)
    await db().session.updateMany({
      where: { idHash, endedAt: null, lastSeenAt: { lt: new Date(at.getTime() - TOUCH_EVERY) } },
      data: { lastSeenAt: at },
    })
  return { idHash, actor, stage: row.stage }
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

/**
 * Begins a session with a new random id (trust AU11); only its hash is stored.
 * @param session.stage what it may do; everything unless said otherwise
 * @returns the secret for the cookie
 */
export async function createSession(
  tx: Tx,
  session: { accountId: string; address: string; userAgent: string; stage?: SessionStage },
): Promise<string> {
  const sid = newSecret()
  const idHash = sha256(sid)
  const at = now()
  const stage = session.stage ?? 'full'
  await tx.session.create({
    data: {
      idHash,
      accountId: session.accountId,
      stage,
      address: session.address,
      userAgent: session.userAgent.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(0, 300),
      createdAt: at,
      lastSeenAt: at,
      expiresAt: await endOf(stage, at),
    },
  })
  if (stage === 'full') await makeRoom(tx, session.accountId, idHash)
  return sid
}

/**
 * Gives a living session a new id, because what it may do has changed (trust AU11); the old id is dead at once.
 * @param step the stage it must be in and the one it gets; `full` to `full` only renews the id
 * @returns the new secret, or null when the session has ended or was moved on meanwhile
 */
export async function renewSession(
  tx: Tx,
  idHash: string,
  step: { from: SessionStage; to: SessionStage },
): Promise<string | null> {
  const sid = newSecret()
  const next = sha256(sid)
  const at = now()
  const moved = await tx.session.updateManyAndReturn({
    where: { idHash, stage: step.from, endedAt: null, expiresAt: { gt: at } },
    data: {
      idHash: next,
      stage: step.to,
      lastSeenAt: at,
      ...(step.from === 'full' ? {} : { expiresAt: await endOf(step.to, at) }),
    },
    select: { accountId: true },
  })
  if (!moved[0]) return null
  if (step.to === 'full' && step.from !== 'full') await makeRoom(tx, moved[0].accountId, next)
  return sid
}

/** Absolute time-out: nobody stays logged in longer, however busy. */
async function endOf(stage: SessionStage, at: Date): Promise<Date> {
  const { absoluteHours } = (await currentPolicy()).policy.auth
  return new Date(at.getTime() + (stage === 'full' ? absoluteHours * 60 : HALF_MINUTES) * MINUTE)
}

/**
 * Ends the sessions beyond the policy's number, those that stood still longest first (trust AU15).
 * @param newest the one that has just begun, which is never among them, even where another was last seen at the same
 * instant, or, by the clock of another process, later
 */
async function makeRoom(tx: Tx, accountId: string, newest: string): Promise<void> {
  const { auth } = (await currentPolicy()).policy
  // logins of one person at the same time count one after the other
  await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR UPDATE`
  const tooOld = await tx.session.findMany({
    where: { accountId, stage: 'full', endedAt: null, expiresAt: { gt: now() }, idHash: { not: newest } },
    orderBy: [{ lastSeenAt: 'desc' }, { idHash: 'asc' }],
    skip: auth.maxSessions - 1,
    select: { idHash: true },
  })
  for (const { idHash } of tooOld) await endSession(tx, idHash, 'tooMany')
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
