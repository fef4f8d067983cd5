import 'server-only'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import { applicationServed, type Duty, type Serves, servesOf, unitServed } from '@/lib/staff/duty.rules'
import { type Actor, accountOf } from './actor'
import { type Permission, permissions } from './permissions'
import { withAllBelow } from './serves'

/** A colleague who is away today and has named the actor for his time away. */
export type StandIn = { name: string; until: string }

type Place = Pick<Tx, 'staffPost' | 'reviewDuty' | 'application' | 'unit' | 'statusHistory' | '$queryRaw'>

async function absentees(actor: Actor, tx: Pick<Tx, 'staffPost'>) {
  if (actor.kind !== 'staff') return []
  const today = new Date(`${chinaDay(now())}T00:00:00Z`)
  const posts = await tx.staffPost.findMany({
    where: {
      ...{ deputyId: actor.accountId, awayFrom: { lte: today }, awayTo: { gte: today } },
      account: { disabledAt: null },
    },
    include: { account: { select: { name: true, staffRoles: { select: { role: true } }, duties: true } } },
    orderBy: { accountId: 'asc' },
  })
  // whoever has moved to another department since has left his place there
  return posts.filter(post => (post.departmentId ?? null) === actor.departmentId)
}

/** Whose place the actor takes today, and until which day. Asks only about the actor himself. */
export async function standsInFor(actor: Actor): Promise<StandIn[]> {
  const posts = await absentees(actor, db())
  return posts.map(post => ({ name: post.account.name, until: post.awayTo!.toISOString().slice(0, 10) }))
}

/** What stands on a desk that knows deputies. */
const onDesks: readonly string[] = ['application', 'unit', 'membership', 'publicity', 'objection']

type Step = { permission: Permission; type: string; id: string }

/**
 * In whose place somebody takes a step: of each colleague who is away today and named him, could have taken it himself,
 * and serves what it is about, where the deputy does not serve it anyway. Nobody gets a right by it. In the place of
 * somebody who had a hand in the same thing before, or whom it is about, nobody acts: four eyes would read as two.
 * @returns the names, null where he acts for himself
 */
export async function inPlaceOf(actor: Actor, tx: Place, step: Step): Promise<string | null> {
  if (!onDesks.includes(step.type)) return null
  const posts = await absentees(actor, tx)
  const allowed: readonly string[] = permissions[step.permission]
  const before = await handsIn(tx, step, posts)
  const able = posts.filter(
    ({ accountId, account }) =>
      accountId !== step.id && !before.has(accountId) && account.staffRoles.some(({ role }) => allowed.includes(role)),
  )
  if (able.length === 0) return null
  const own = await servedBy(tx, await tx.reviewDuty.findMany({ where: { accountId: accountOf(actor) ?? undefined } }))
  const names: string[] = []
  for (const { account } of able) if (await covers(tx, step, account.duties, own)) names.push(account.name)
  return names.length > 0 ? names.join('、') : null
}

/** Who of them has taken a step about this very thing. */
async function handsIn(
  tx: Place,
  { type, id }: Step,
  posts: readonly { accountId: string }[],
): Promise<Set<string | null>> {
  if (posts.length === 0) return new Set()
  const steps = await tx.statusHistory.findMany({
    where: { subjectType: type, subjectId: id, actorId: { in: posts.map(({ accountId }) => accountId) } },
    select: { actorId: true },
  })
  return new Set(steps.map(({ actorId }) => actorId))
}

async function servedBy(tx: Place, duties: readonly Duty[]): Promise<Serves | null> {
  const found = servesOf(duties, [], '')
  return found && withAllBelow(tx, found)
}

async function covers(tx: Place, { type, id }: Step, duties: readonly Duty[], own: Serves | null): Promise<boolean> {
  const theirs = await servedBy(tx, duties)
  if (type === 'application') {
    const where = { AND: [{ id }, theirs ? applicationServed(theirs) : {}] }
    return (await tx.application.count({ where: own ? { ...where, NOT: applicationServed(own) } : where })) > 0
  }
  if (type === 'unit') {
    const where = { AND: [{ id }, theirs ? unitServed(theirs) : {}] }
    return (await tx.unit.count({ where: own ? { ...where, NOT: unitServed(own) } : where })) > 0
  }
  return true
}
