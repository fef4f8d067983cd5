import 'server-only'
import type { z } from 'zod'
import { type Actor, type StaffActor, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { isSamePerson } from '@/lib/access/same-person'
import { applicationScope } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { hasInvited } from '@/lib/invite/accepted.dal'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { chinaTime } from '@/lib/platform/time'
import { asRecommender } from '@/lib/policy/desk.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { type ApplicationStatus, applicantFacts, applicationMachine } from '@/lib/workflow/application.machine'
import { whyNot } from '@/lib/workflow/machine'
import type { acceptRelaxationSchema, withdrawRelaxationSchema } from './eligibility.schema'
import { judgeNow } from './judge.dal'

type Found = { id: string; kind: string; status: ApplicationStatus; recommender: string }

/**
 * Why an actor cannot accept or withdraw relaxations of an application now, or null: it is for whoever may decide at
 * the bureau, while it lies there.
 * @param ownApplication the actor is the applicant himself
 */
export async function whyNotRelax(
  actor: Actor,
  policy: Policy,
  application: Found,
  ownApplication: boolean,
): Promise<string | null> {
  if (!may(actor, 'application.relax')) return '您没有办理这一步的权限。'
  const machine = applicationMachine(policy, asRecommender(application.recommender))
  if (application.status !== 'atBureau')
    return `现在是「${machine.labels[application.status]}」，只有在${policy.authority.short}审核时才能认定放宽。`
  const invitedHim = await hasInvited(actor, application)
  return whyNot(machine, application.status, 'refuse', actor, { ...applicantFacts, ownApplication, invitedHim })
}

/** Asks the gate for one application. @returns what holds it still in a transaction and refuses where it is closed */
async function reach(actor: Actor, policy: Policy, id: string): Promise<(tx: Tx) => Promise<void>> {
  const subject = { type: 'application', id }
  await allow(actor, 'application.relax', subject)
  const found = await db().application.findFirst({ where: { AND: [{ id }, applicationScope(actor)] } })
  if (!found) return deny(actor, 'application.relax', subject)
  const own = await isSamePerson(actor, found.accountId)
  return async tx => {
    await tx.$queryRaw`SELECT 1 FROM application WHERE id = ${id}::uuid FOR UPDATE`
    const application = await tx.application.findUniqueOrThrow({ where: { id } })
    const why = await whyNotRelax(actor, policy, application, own)
    if (why) throw refused(why)
  }
}

/**
 * 认定放宽: an officer of the bureau accepts that a clause relaxes a condition, for this submission.
 * @throws Refusal notFound; refused when it is not the bureau's turn or the clause does not relax the condition;
 * conflict when there is a newer submission or somebody accepted it already
 */
export async function acceptRelaxation(
  actor: Actor,
  input: z.output<typeof acceptRelaxationSchema>,
): Promise<{ id: string }> {
  const { applicationId, number, condition, clause, reason } = input
  const inForce = await currentPolicy()
  const hold = await reach(actor, inForce.policy, applicationId)
  return writeTx(actor, async tx => {
    await hold(tx)
    const judged = await judgeNow(actor, tx, inForce, applicationId)
    if (judged?.number !== number) throw conflict('申请人刚刚重新提交过，请刷新页面，按新的内容判断。')
    const result = judged.conditions.find(one => one.code === condition)
    if (result?.accepted)
      throw conflict(`${result.accepted.who}已于 ${chinaTime(new Date(result.accepted.at))} 认定放宽。请刷新查看。`)
    if (result?.outcome !== 'relaxable' || !result.clauses.some(({ code }) => code === clause))
      throw refused('这个条件现在不能按这一条放宽，请刷新页面查看。')
    const id = newId()
    const { accountId } = actor as StaffActor
    const { name, office } = signatureOf(actor)
    // one by a clause that no longer holds makes place for this one
    const { count: replaced } = await tx.relaxation.updateMany({
      where: { applicationId, versionNumber: number, condition, withdrawnAt: null },
      data: { withdrawnAt: now(), withdrawnById: accountId },
    })
    await tx.relaxation.create({
      data: {
        id,
        applicationId,
        versionNumber: number,
        condition,
        clause,
        reason,
        policyVersionId: inForce.id,
        actorId: accountId,
        actorName: name,
        actorOffice: office,
        at: now(),
      },
    })
    const detail = { relaxation: id, number, condition, clause, replaced, policyVersionId: inForce.id }
    await audit(tx, actor, entry('application.relax', applicationId, detail))
    return { id }
  })
}

/** Takes an accepted relaxation back, as long as nobody has decided. @throws Refusal notFound, refused, conflict */
export async function withdrawRelaxation(
  actor: Actor,
  { applicationId, id }: z.output<typeof withdrawRelaxationSchema>,
): Promise<{ id: string }> {
  const { policy } = await currentPolicy()
  const hold = await reach(actor, policy, applicationId)
  return writeTx(actor, async tx => {
    await hold(tx)
    const { count } = await tx.relaxation.updateMany({
      where: { id, applicationId, withdrawnAt: null },
      data: { withdrawnAt: now(), withdrawnById: (actor as StaffActor).accountId },
    })
    if (count === 0) throw conflict('这项放宽认定已经撤销。请刷新页面查看。')
    await audit(tx, actor, entry('application.unrelax', applicationId, { relaxation: id }))
    return { id }
  })
}

const entry = (action: string, objectId: string, detail: Record<string, string | number>) => ({
  action,
  objectType: 'application',
  objectId,
  result: 'done' as const,
  detail,
})
