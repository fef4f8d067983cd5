import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { asRecommender, choosesRecommender, courseOf, departmentFor, isOutside } from '@/lib/policy/desk.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy, Recommender } from '@/lib/policy/policy.schema'
import type { ApplicationStatus } from '@/lib/workflow/application.machine'
import type { RecommenderChoice } from './application.dto'
import { lockOwnApplication } from './fill.dal'
import { type DeskNames, whyClosed } from './path.rules'

/**
 * Writes down which department an application has come to: that of its unit at this moment, or none, and then the
 * bureau stands in for it. Called after each transition, in its transaction; the unit is held so that it cannot be given
 * to another department meanwhile.
 */
export async function keepDepartment(
  _actor: Actor,
  tx: Tx,
  policy: Policy,
  application: { id: string; unitId: string; status: ApplicationStatus },
): Promise<void> {
  if (application.status !== 'atDepartment') return
  const [unit] = await tx.$queryRaw<{ regionCode: string; departmentId: string | null }[]>`
    SELECT region_code AS "regionCode", department_id AS "departmentId"
    FROM unit WHERE id = ${application.unitId}::uuid FOR SHARE`
  const departmentId = departmentFor(policy, unit!)
  await tx.application.update({ where: { id: application.id }, data: { departmentId } })
}

/** Who recommends an application: while it lies with a department the one it was sent to, else its unit's. */
export async function deskNames(_actor: Actor, policy: Policy, applicationId: string): Promise<DeskNames> {
  const row = await db().application.findUniqueOrThrow({
    where: { id: applicationId },
    select: {
      status: true,
      department: { select: { name: true } },
      unit: { select: { name: true, regionCode: true, department: { select: { name: true } } } },
    },
  })
  const { unit } = row
  const next = isOutside(policy, unit.regionCode) ? null : unit.department
  const department = row.status === 'atDepartment' ? row.department : next
  return { unit: unit.name, department: department?.name ?? null }
}

/** Whom the person may choose to recommend him (R8), and whom he chose; null where the policy does not ask. */
export async function recommenderChoice(actor: Actor, applicationId: string): Promise<RecommenderChoice | null> {
  await allow(actor, 'application.viewOwn', { type: 'application', id: applicationId })
  const { policy } = await currentPolicy()
  if (!policy.path.recommenderChoice) return null
  const { accountId } = actor as IndividualActor
  const row = await db().application.findFirst({ where: { id: applicationId, accountId } })
  if (!row) return deny(actor, 'application.viewOwn', { type: 'application', id: applicationId })
  if (!choosesRecommender(policy, courseOf(row))) return null
  return { chosen: asRecommender(row.recommender), ...(await deskNames(actor, policy, applicationId)) }
}

/**
 * The expert chooses who recommends him first, as long as he may change the application (R8).
 * @throws Refusal notFound for another's application; refused where the policy has no choice or the time is over
 */
export async function chooseRecommender(
  actor: Actor,
  input: { applicationId: string; recommender: Recommender },
): Promise<{ recommender: Recommender }> {
  const subject = { type: 'application', id: input.applicationId }
  await allow(actor, 'application.fill', subject)
  const { policy } = await currentPolicy()
  const { recommender } = input
  const done = await writeTx(actor, async tx => {
    const application = await lockOwnApplication(actor, tx, input.applicationId)
    if (!application) return null
    const course = courseOf(application)
    const why = choosesRecommender(policy, course)
      ? whyClosed(policy, application.status, course)
      : '本系统的申请先由所在单位推荐，不需要选择推荐人。'
    if (why) throw refused(why)
    if (application.recommender === recommender) return { recommender }
    await tx.application.update({ where: { id: application.id }, data: { recommender } })
    await audit(tx, actor, {
      action: 'application.recommender',
      objectType: 'application',
      objectId: application.id,
      result: 'done',
      detail: { before: application.recommender, after: recommender },
    })
    return { recommender }
  })
  return done ?? deny(actor, 'application.fill', subject)
}
