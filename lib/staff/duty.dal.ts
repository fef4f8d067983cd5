import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { fullName } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Prisma } from '@/prisma/generated/client'
import { type DutyRow, daysOf, type Reviewer, type ReviewerChoice, toLeave } from './duty.dto'
import { isAway } from './duty.rules'
import { placeLabel } from './staff.dto'

const withNames = { unit: { select: { name: true } }, department: { select: { name: true } } }
const details = {
  staffRoles: true,
  duties: { include: withNames },
  post: { include: { office: true, department: true, deputy: { select: { name: true } } } },
  deputyFor: { include: { account: { select: { name: true } } } },
} satisfies Prisma.AccountInclude
type Row = Prisma.AccountGetPayload<{ include: typeof details }>

/** Who may review: the role and an account that is not disabled. */
export const reviewers = { kind: 'staff', disabledAt: null, staffRoles: { some: { role: 'bureauReviewer' } } } as const
type Named = Prisma.ReviewDutyGetPayload<{ include: typeof withNames }>

const toDuty = (duty: Named): DutyRow => {
  if (duty.unitId) return { id: duty.id, kind: 'unit', label: duty.unit?.name ?? '' }
  if (duty.departmentId) return { id: duty.id, kind: 'department', label: duty.department?.name ?? '' }
  return {
    id: duty.id,
    kind: 'discipline',
    label: `${fullName('discipline', duty.disciplineCode)}（${duty.disciplineCode}）`,
  }
}

function toReviewer(row: Row, bureau: string, today: string): Reviewer {
  return {
    id: row.id,
    name: row.name,
    place: placeLabel(row.post, bureau),
    active: row.disabledAt === null && row.staffRoles.some(grant => grant.role === 'bureauReviewer'),
    duties: row.duties.map(toDuty).sort((a, b) => a.kind.localeCompare(b.kind) || a.label.localeCompare(b.label)),
    leave: row.post ? toLeave(daysOf(row.post), row.post.deputy?.name ?? null, today) : null,
    standsInFor: row.deputyFor.filter(post => isAway(daysOf(post), today)).map(post => post.account.name),
  }
}

/** Every reviewer with what he serves; also who has duties left but may not review any more. */
export async function listReviewers(actor: Actor): Promise<Reviewer[]> {
  await allow(actor, 'duty.manage')
  const { policy } = await currentPolicy()
  const rows = await db().account.findMany({
    where: { OR: [reviewers, { kind: 'staff', duties: { some: {} } }] },
    include: details,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(row => toReviewer(row, policy.authority.name, chinaDay(now())))
}

/**
 * Asks for the right to arrange somebody's duties: one's own leave and hand-over, or everybody's for a manager.
 * @throws Refusal notFound, which is audited
 */
export async function allowDuty(actor: Actor, accountId: string): Promise<void> {
  await allow(actor, accountOf(actor) === accountId ? 'duty.own' : 'duty.manage', { type: 'account', id: accountId })
}

/** One reviewer, for a manager or for himself. @throws Refusal notFound */
export async function viewReviewer(actor: Actor, id: string): Promise<Reviewer> {
  await allowDuty(actor, id)
  const row = uuid().safeParse(id).success
    ? await db().account.findFirst({
        where: { id, OR: [reviewers, { kind: 'staff', duties: { some: {} } }] },
        include: details,
      })
    : null
  if (!row) return deny(actor, 'duty.manage', { type: 'account', id })
  const { policy } = await currentPolicy()
  return toReviewer(row, policy.authority.name, chinaDay(now()))
}

/** Who could stand in for somebody or take over from him: the other reviewers. */
export async function otherReviewers(actor: Actor, id: string): Promise<ReviewerChoice[]> {
  await allowDuty(actor, id)
  const rows = await db().account.findMany({
    where: { ...reviewers, id: { not: id } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, login: true },
  })
  return rows.map(row => ({ value: row.id, label: `${row.name}（${row.login}）` }))
}

/** The departments a reviewer may be given. */
export async function dutyDepartments(actor: Actor): Promise<ReviewerChoice[]> {
  await allow(actor, 'duty.manage')
  const rows = await db().department.findMany({
    where: { endedAt: null },
    orderBy: [{ sort: 'asc' }, { name: 'asc' }],
    select: { id: true, name: true },
  })
  return rows.map(row => ({ value: row.id, label: row.name }))
}

/** The name of an account inside a transaction, for the record. */
export const nameOf = async (_actor: Actor, tx: Tx, id: string): Promise<string> =>
  (await tx.account.findUniqueOrThrow({ where: { id }, select: { name: true } })).name

/** A stored duty in words. */
export const dutyWords = async (_actor: Actor, tx: Tx, id: string): Promise<string> =>
  toDuty(await tx.reviewDuty.findUniqueOrThrow({ where: { id }, include: withNames })).label
