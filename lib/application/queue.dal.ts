import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { may, type Permission } from '@/lib/access/permissions'
import { applicationScope, ownDepartment, ownDesk } from '@/lib/access/scope'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { dict } from '@/lib/dict'
import { entry } from '@/lib/dict/tree'
import type { Judged } from '@/lib/eligibility/eligibility.dto'
import { isOpen } from '@/lib/eligibility/eligibility.rules'
import { judgeMany } from '@/lib/eligibility/judge.dal'
import type { WorkCalendar } from '@/lib/platform/calendar'
import { now } from '@/lib/platform/clock'
import { COUNTED, type Counted, countedOf } from '@/lib/platform/counted'
import { db } from '@/lib/platform/db'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { courseOf } from '@/lib/policy/desk.rules'
import { applicationLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { mainTitle, type Sections } from '@/lib/profile/facts.rules'
import { applicationServed, type Serves } from '@/lib/staff/duty.rules'
import { serves } from '@/lib/staff/serve.dal'
import type { ApplicationStatus } from '@/lib/workflow/application.machine'
import type { Prisma } from '@/prisma/generated/client'
import type { QueueRow } from './application.dto'
import type { QueueKind } from './queue.rules'
import { titlesOf } from './titles.dal'
import { waiting } from './waiting.rules'

export type QueueQuery = PageRequest & {
  status?: ApplicationStatus[]
  /** only what waits at the reader's own desk */
  mine?: boolean
  /** part of the person's name, or the application's number */
  text?: string
  /** part of the unit's name (bureau and department) */
  unit?: string
  /** only entries by one of the ways, or only changes after entry */
  kind?: QueueKind
  /** only what was begun under a 征集批次 */
  callId?: string
  /** only what a reviewer serves */
  served?: Serves
  /** says of what waits at the reader's own desk how many 入库条件 are open */
  judged?: boolean
  sort: 'asc' | 'desc'
}

function listing(actor: Actor): Permission {
  if (actor.kind === 'unitAdmin') return 'application.listUnit'
  const asDepartment = ownDepartment(actor) !== null || !may(actor, 'application.listBureau')
  return asDepartment && may(actor, 'application.listDepartment')
    ? 'application.listDepartment'
    : 'application.listBureau'
}

const withNames = {
  account: { select: { name: true } },
  department: { select: { name: true } },
  unit: { select: { name: true, department: { select: { name: true } } } },
} satisfies Prisma.ApplicationInclude

type Row = Prisma.ApplicationGetPayload<{ include: typeof withNames }>

type Under = { policy: Policy; calendar: WorkCalendar; at: Date }

function toQueueRow(
  row: Row,
  titles: Sections,
  { policy, calendar, at }: Under,
  mine: ReadonlySet<string>,
  judged: ReadonlyMap<string, Judged>,
): QueueRow {
  const course = courseOf(row)
  return {
    id: row.id,
    course,
    number: row.number,
    name: row.account.name,
    unitName: row.unit.name,
    title: dict('title').name(mainTitle(titles)?.titleCode),
    disciplines: row.disciplineCodes.map(code => entry('discipline', code)?.name ?? code),
    status: row.status,
    statusLabel: applicationLabels(policy, course)[row.status],
    statusSince: row.statusSince,
    submittedAt: row.submittedAt,
    version: row.version,
    ...waiting({ policy, calendar }, row.status, row.statusSince, at),
    standIn: row.status === 'atDepartment' && row.departmentId === null,
    department: (row.department ?? row.unit.department)?.name ?? null,
    mine: mine.has(row.id),
    openConditions: judged.get(row.id)?.conditions.filter(isOpen).length ?? null,
  }
}

/**
 * One page of applications in the actor's reach, sorted by how long they have been in their state.
 * Used by the unit (用户账号管理), the department and the bureau; the scope makes the difference.
 */
export async function listApplications(actor: Actor, query: QueueQuery): Promise<Page<QueueRow>> {
  await allow(actor, listing(actor))
  const [inForce, calendar] = await Promise.all([currentPolicy(), currentCalendar()])
  const { policy } = inForce
  const rows = await db().application.findMany({
    where: { AND: [conditions(actor, query), beyond(query, query.sort, 'statusSince')] },
    orderBy: [{ statusSince: query.sort }, { id: query.sort }],
    take: query.size + 1,
    include: withNames,
  })
  const page = finishPage(rows, query, row => ({ at: row.statusSince, id: row.id }))
  const under = { policy, calendar, at: now() }
  const ids = page.rows.map(row => row.id)
  const [mine, titles] = await Promise.all([
    query.mine ? new Set(ids) : atOwnDesk(actor, ids),
    titlesOf(actor, db(), ids),
  ])
  const judged = await judgeMany(actor, db(), inForce, query.judged ? [...mine] : [])
  return { ...page, rows: page.rows.map(row => toQueueRow(row, titles.get(row.id) ?? {}, under, mine, judged)) }
}

/** Which of these wait at the actor's own desk. */
async function atOwnDesk(actor: Actor, ids: string[]): Promise<Set<string>> {
  const where = { AND: [{ id: { in: ids } }, ownDesk(actor)] }
  const found = await db().application.findMany({ where, select: { id: true } })
  return new Set(found.map(row => row.id))
}

function conditions(actor: Actor, query: QueueQuery): Prisma.ApplicationWhereInput {
  const text = query.text?.trim()
  return {
    AND: [
      applicationScope(actor),
      query.mine ? ownDesk(actor) : {},
      query.status?.length ? { status: { in: query.status } } : {},
      text ? { OR: [{ account: { name: { contains: text } } }, { number: { contains: text } }] } : {},
      query.unit?.trim() ? { unit: { name: { contains: query.unit.trim() } } } : {},
      query.kind ? { kind: query.kind } : {},
      query.callId ? { callId: query.callId } : {},
      query.served ? applicationServed(query.served) : {},
    ],
  }
}

/** How many applications in the actor's reach are in a state; counting stops beyond 10,000, which is then shown as 10,000+. */
export async function countApplications(actor: Actor, query: Omit<QueueQuery, 'size' | 'sort'>): Promise<Counted> {
  await allow(actor, listing(actor))
  const where = conditions(actor, { ...query, size: 1, sort: 'asc' })
  return countedOf(await db().application.count({ where, take: COUNTED + 1 }))
}

/** The application that has waited longest at the actor's own desk, other than one: of those he serves first. Null when none waits. */
export async function nextWaiting(actor: Actor, except: string): Promise<{ id: string; name: string } | null> {
  await allow(actor, listing(actor))
  const first = (served?: Serves) =>
    db().application.findFirst({
      where: {
        AND: [
          applicationScope(actor),
          ownDesk(actor),
          served ? applicationServed(served) : {},
          { id: { not: except } },
        ],
      },
      orderBy: [{ statusSince: 'asc' }, { id: 'asc' }],
      select: { id: true, account: { select: { name: true } } },
    })
  const served = await serves(actor)
  const row = (served && (await first(served))) ?? (await first())
  return row && { id: row.id, name: row.account.name }
}
