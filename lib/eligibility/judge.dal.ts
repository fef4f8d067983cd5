import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { toSnapshot } from '@/lib/application/application.dto'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import type { PolicyInForce } from '@/lib/policy/policy.schema'
import type { AcceptedRelaxation, Judged, JudgedCondition } from './eligibility.dto'
import { covers, eligibility } from './eligibility.rules'

type Reader = Pick<Tx, 'applicationVersion' | 'relaxation'>

/** The submitted versions that are judged: the newest of each, with what officers accepted of it. */
const newest = (tx: Reader, applicationIds: readonly string[]) =>
  tx.applicationVersion.findMany({
    where: { applicationId: { in: [...applicationIds] }, application: { kind: { not: 'change' } } },
    orderBy: [{ applicationId: 'asc' }, { number: 'desc' }],
    distinct: ['applicationId'],
    include: { relaxations: { where: { withdrawnAt: null }, orderBy: { at: 'asc' } } },
  })

/**
 * The newest submission of an application, judged today under the policy in force; null before the first, where the
 * policy has no conditions, and for a change: whoever is in the pool met them when he came in.
 */
export async function judgeNow(
  actor: Actor,
  tx: Reader,
  inForce: PolicyInForce,
  applicationId: string,
): Promise<Judged | null> {
  return (await judgeMany(actor, tx, inForce, [applicationId])).get(applicationId) ?? null
}

/** The same for many applications at once, by their ids; those without anything to judge are left out. */
export async function judgeMany(
  _actor: Actor,
  tx: Reader,
  { id, policy }: PolicyInForce,
  applicationIds: readonly string[],
): Promise<Map<string, Judged>> {
  if (policy.conditions.list.length === 0 || applicationIds.length === 0) return new Map()
  const day = chinaDay(now())
  const articles = new Map(policy.conditions.relaxations.map(({ code, article }) => [code, article]))
  const versions = await newest(tx, applicationIds)
  return new Map(
    versions.map(version => {
      const { person, sections } = toSnapshot(version.snapshot)
      const accepted = version.relaxations.map(
        (row): AcceptedRelaxation => ({
          id: row.id,
          condition: row.condition,
          clause: row.clause,
          article: articles.get(row.clause) ?? row.clause,
          reason: row.reason,
          who: row.actorName,
          office: row.actorOffice,
          at: row.at.toISOString(),
        }),
      )
      const conditions = eligibility(policy, { birthDate: person.birthDate, sections }, day).map(result => ({
        ...result,
        accepted: accepted.find(one => covers(one, result)) ?? null,
      }))
      return [version.applicationId, { number: version.number, policyVersionId: id, day, conditions }]
    }),
  )
}

/**
 * Stores what the conditions looked like when a desk decided, in the decision's transaction.
 * @param subjectVersion of the application after the decision
 */
export async function keepJudgement(
  _actor: Actor,
  tx: Tx,
  application: { id: string; subjectVersion: number },
  judged: Judged | null,
): Promise<void> {
  if (!judged) return
  await tx.judgement.create({
    data: {
      applicationId: application.id,
      subjectVersion: application.subjectVersion,
      versionNumber: judged.number,
      policyVersionId: judged.policyVersionId,
      day: new Date(`${judged.day}T00:00:00Z`),
      results: judged.conditions as object[],
    },
  })
}

/** What the last decision on an application was based on; null when nothing was judged. */
export async function lastJudgement(_actor: Actor, applicationId: string): Promise<Judged | null> {
  const row = await db().judgement.findFirst({ where: { applicationId }, orderBy: { subjectVersion: 'desc' } })
  const conditions = row?.results as unknown as JudgedCondition[] | undefined
  // emptied with what he submitted, when the days of keeping were over
  if (!row || !conditions?.length) return null
  const { versionNumber, policyVersionId, day } = row
  return { number: versionNumber, policyVersionId, day: day.toISOString().slice(0, 10), conditions }
}
