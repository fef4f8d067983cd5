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

/** The submitted version that is judged: the newest, with what officers accepted of it. */
const newest = (tx: Reader, applicationId: string) =>
  tx.applicationVersion.findFirst({
    where: { applicationId },
    orderBy: { number: 'desc' },
    include: {
      application: { select: { kind: true } },
      relaxations: { where: { withdrawnAt: null }, orderBy: { at: 'asc' } },
    },
  })

/**
 * The newest submission of an application, judged today under the policy in force; null before the first, where the
 * policy has no conditions, and for a change: whoever is in the pool met them when he came in.
 */
export async function judgeNow(
  _actor: Actor,
  tx: Reader,
  { id, policy }: PolicyInForce,
  applicationId: string,
): Promise<Judged | null> {
  if (policy.conditions.list.length === 0) return null
  const version = await newest(tx, applicationId)
  if (version?.application.kind !== 'first') return null
  const { person, sections } = toSnapshot(version.snapshot)
  const day = chinaDay(now())
  const articles = new Map(policy.conditions.relaxations.map(({ code, article }) => [code, article]))
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
  return { number: version.number, policyVersionId: id, day, conditions }
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
  return (
    row && {
      number: row.versionNumber,
      policyVersionId: row.policyVersionId,
      day: row.day.toISOString().slice(0, 10),
      conditions: row.results as unknown as JudgedCondition[],
    }
  )
}
