import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { applicationScope, ownDepartment, ownDesk, unitScope } from '@/lib/access/scope'
import { countApplications, listApplications } from '@/lib/application/queue.dal'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { countDepartmentUnits } from '@/lib/department/units.dal'
import { countExperts } from '@/lib/expert/pool.dal'
import { lateBefore, type WorkCalendar } from '@/lib/platform/calendar'
import { now } from '@/lib/platform/clock'
import { COUNTED } from '@/lib/platform/counted'
import { db } from '@/lib/platform/db'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import { courseOf } from '@/lib/policy/desk.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { applicationServed, type Serves, unitServed } from '@/lib/staff/duty.rules'
import { serves } from '@/lib/staff/serve.dal'
import { aimOf, unitLateBefore } from '@/lib/unit/aim.rules'
import { listUnits } from '@/lib/unit/queue.dal'
import { waitingStates } from '@/lib/unit/unit.rules'
import { applicationWords } from '@/lib/workflow/application.machine'
import { type Machine, stepLabel } from '@/lib/workflow/machine'
import { unitMachine } from '@/lib/workflow/unit.machine'
import type { Aim } from '@/lib/workflow/wait.rules'
import type { DepartmentDesk, Desk, DeskQueue, OwnDecision, OwnDecisions } from './desk.dto'
import { bureauMatters } from './matters.dal'

const SHOWN = 5
/** Counting stops one beyond what is shown as 10,000+. */
const take = COUNTED + 1
const DECISIONS = 8

/**
 * Everything a reviewer of the bureau needs at a glance: what waits, for how long, and what he did himself. Who has
 * duties is told of those he serves first, as the lists behind the numbers open on them.
 */
export async function reviewerDesk(actor: Actor): Promise<Desk> {
  await allow(actor, 'application.listBureau')
  const [{ policy }, calendar] = await Promise.all([currentPolicy(), currentCalendar()])
  const served = (await serves(actor)) ?? undefined
  const [units, applications, pool, matters, own] = await Promise.all([
    unitQueue(actor, policy, calendar, served),
    applicationQueue(actor, policy, calendar, served),
    countExperts(actor, {}),
    bureauMatters(actor),
    ownDecisions(actor, policy),
  ])
  return { units, applications, pool, matters, ...own }
}

/** The same for staff of a 归口管理部门: what waits for them, and how much lies in their reach. */
export async function departmentDesk(actor: Actor): Promise<DepartmentDesk> {
  await allow(actor, 'application.listDepartment')
  const [{ policy }, calendar] = await Promise.all([currentPolicy(), currentCalendar()])
  const served = (await serves(actor)) ?? undefined
  const [applications, all, units, own] = await Promise.all([
    applicationQueue(actor, policy, calendar, served),
    countApplications(actor, { served }),
    countDepartmentUnits(actor, {}),
    ownDecisions(actor, policy),
  ])
  return { applications, all, units, ...own }
}

async function unitQueue(
  actor: Actor,
  policy: Policy,
  calendar: WorkCalendar,
  served?: Serves,
): Promise<Desk['units']> {
  const all = { AND: [unitScope(actor), { status: { in: [...waitingStates] } }] }
  const where = { AND: [all, served ? unitServed(served) : {}] }
  const late = { statusSince: { lt: unitLateBefore(policy, calendar, now()) } }
  const [waiting, overdue, ofAll, oldest] = await Promise.all([
    db().unit.count({ where, take }),
    db().unit.count({ where: { AND: [where, late] }, take }),
    served ? db().unit.count({ where: all, take }) : null,
    listUnits(actor, { status: waitingStates, served, size: SHOWN, sort: 'asc' }),
  ])
  return { waiting, overdue, ofAll, aim: aimOf(policy), oldest: oldest.rows } satisfies DeskQueue<unknown>
}

async function applicationQueue(
  actor: Actor,
  policy: Policy,
  calendar: WorkCalendar,
  served?: Serves,
): Promise<Desk['applications']> {
  const { department, bureau } = policy.path.aims
  const aim: Aim = { count: ownDepartment(actor) ? department : bureau, in: 'days' }
  const all = { AND: [applicationScope(actor), ownDesk(actor)] }
  const where = { AND: [all, served ? applicationServed(served) : {}] }
  const late = (['department', 'bureau'] as const).map(desk => ({
    status: desk === 'department' ? ('atDepartment' as const) : ('atBureau' as const),
    statusSince: { lt: lateBefore(now(), policy.path.aims[desk], calendar) },
  }))
  const [waiting, overdue, ofAll, oldest] = await Promise.all([
    db().application.count({ where, take }),
    db().application.count({ where: { AND: [where, { OR: late }] }, take }),
    served ? db().application.count({ where: all, take }) : null,
    listApplications(actor, { mine: true, served, size: SHOWN, sort: 'asc' }),
  ])
  return { waiting, overdue, ofAll, aim, oldest: oldest.rows } satisfies DeskQueue<unknown>
}

/** What the person decided himself. Two steps about one object are two decisions. */
async function ownDecisions(actor: Actor, policy: Policy): Promise<OwnDecisions> {
  const mine = { actorId: accountOf(actor), subjectType: { in: ['unit', 'application'] } }
  const today = startOfDay(chinaDay(now()))
  const [steps, decidedToday] = await Promise.all([
    db().statusHistory.findMany({ where: mine, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: DECISIONS }),
    db().statusHistory.count({ where: { ...mine, at: { gte: today } } }),
  ])
  const ids = (type: string) => steps.filter(step => step.subjectType === type).map(step => step.subjectId)
  const [units, applications] = await Promise.all([
    db().unit.findMany({ where: { id: { in: ids('unit') } }, select: { id: true, name: true } }),
    db().application.findMany({
      where: { id: { in: ids('application') } },
      select: { id: true, kind: true, proposedBy: true, account: { select: { name: true } } },
    }),
  ])
  const names = new Map([
    ...units.map(row => [row.id, row.name] as const),
    ...applications.map(row => [row.id, row.account.name] as const),
  ])
  const courses = new Map(applications.map(row => [row.id, courseOf(row)] as const))
  const decisions = steps.map((step): OwnDecision => {
    const type = step.subjectType === 'unit' ? 'unit' : 'application'
    const course = courses.get(step.subjectId)
    const words = { event: step.event, from: step.fromStatus, to: step.toStatus }
    const [label, toLabel] =
      type === 'unit' ? worded(unitMachine(policy), words) : worded(applicationWords(policy, course), words)
    return {
      id: step.subjectId,
      type,
      name: names.get(step.subjectId) ?? '',
      label,
      to: step.toStatus,
      toLabel,
      at: step.at,
    }
  })
  return { decisions, decidedToday }
}

/** What was done and where it led, in words. */
function worded<S extends string, E extends string, F>(
  machine: Machine<S, E, F>,
  step: { event: string; from: string | null; to: string },
): [string, string] {
  return [stepLabel(machine, step), machine.labels[step.to as S] ?? step.to]
}
