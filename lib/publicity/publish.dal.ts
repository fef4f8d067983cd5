import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { ownAmong } from '@/lib/access/same-person'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { hasInvited } from '@/lib/invite/accepted.dal'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { chinaDay } from '@/lib/platform/time'
import type { PolicyInForce } from '@/lib/policy/policy.schema'
import { type ApplicationFacts, applicantFacts, applicationMachine } from '@/lib/workflow/application.machine'
import { decidedLast } from '@/lib/workflow/history.dal'
import { whyNot } from '@/lib/workflow/machine'
import { publicityMachine } from '@/lib/workflow/publicity.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { Application, PublicityBatch } from '@/prisma/generated/client'
import { settleEntries } from './entry.dal'
import { moveInPublicity } from './move.dal'
import { type DayKind, lastDay, publicityEnd } from './publicity.rules'

/**
 * Makes a batch public: its number, its last day, each application 公示中 with history and message. Who is not 拟入库
 * any more (he took his application back) falls out. The batch is held by the caller, in whose transaction all stands.
 * @returns the version of the batch
 * @throws Refusal refused when nobody is left, or naming those whom the actor approved himself
 */
export async function publishBatch(
  actor: Actor,
  tx: Tx,
  inForce: PolicyInForce,
  batch: PublicityBatch,
): Promise<number> {
  const applications = await lockApplications(tx, batch.id)
  await tx.publicityEntry.deleteMany({ where: { batchId: batch.id, application: { status: { not: 'proposed' } } } })
  const machine = applicationMachine(inForce.policy)
  const ids = applications.map(one => one.id)
  const decided = await decidedLast(actor, tx, 'application', ids)
  const people = applications.map(one => one.accountId)
  const own = await ownAmong(actor, people)
  const invited = new Set<string>()
  for (const one of applications) if (await hasInvited(actor, one)) invited.add(one.id)
  const factsOf = ({ id, accountId }: Application): ApplicationFacts => ({
    ...applicantFacts,
    ownApplication: own.has(accountId),
    decidedBefore: decided.has(id),
    invitedHim: invited.has(id),
  })
  const kept = applications.filter(one => whyNot(machine, one.status, 'publish', actor, factsOf(one)) !== null)
  if (kept.length > 0) throw refused(await keptBack(tx, batch.id, kept))
  await settleEntries(actor, tx, batch.id)
  const at = now()
  const endsAt = publicityEnd(at, batch.days, batch.dayKind as DayKind, await currentCalendar())
  await tx.publicityBatch.update({
    where: { id: batch.id },
    data: { number: await nextNumber(tx, at), publishedAt: at, endsAt, policyVersionId: inForce.id },
  })
  for (const one of applications)
    await moveInPublicity(actor, tx, inForce, one, {
      event: 'publish',
      facts: factsOf(one),
      message: { template: 'publicity.published', params: { until: lastDay(endsAt) } },
    })
  const moved = await transition(actor, tx, {
    machine: publicityMachine,
    subject: { type: 'publicity', id: batch.id, status: batch.status, version: batch.version },
    event: 'publish',
    facts: { entries: applications.length, over: false },
    policyVersionId: inForce.id,
  })
  return moved.version
}

async function lockApplications(tx: Tx, batchId: string): Promise<Application[]> {
  await tx.$queryRaw`
    SELECT 1 FROM application WHERE id IN (SELECT application_id FROM publicity_entry WHERE batch_id = ${batchId}::uuid)
    ORDER BY id FOR UPDATE`
  return tx.application.findMany({ where: { publicity: { batchId }, status: 'proposed' }, orderBy: { id: 'asc' } })
}

/** Whom the actor may not make public himself, by name: what he can do is take them off or ask somebody else. */
async function keptBack(tx: Tx, batchId: string, kept: { id: string }[]): Promise<string> {
  const rows = await tx.publicityEntry.findMany({
    where: { batchId, applicationId: { in: kept.map(one => one.id) } },
    orderBy: { position: 'asc' },
    select: { name: true },
  })
  const names = rows.slice(0, 10).map(row => row.name)
  return `${names.join('、')}${rows.length > 10 ? `等 ${rows.length} 人` : ''}由您本人审核通过、由您邀请，或者就是您本人，不能再由您发布公示。请由其他人发布，或先把他们移出这一批。`
}

/** 2026-003: counted within the year in China, one after the other. */
async function nextNumber(tx: Tx, at: Date): Promise<string> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('publicity-number', 0))`
  const year = chinaDay(at).slice(0, 4)
  const last = await tx.publicityBatch.aggregate({
    where: { number: { startsWith: `${year}-` } },
    _max: { number: true },
  })
  return `${year}-${String(Number(last._max.number?.slice(5) ?? 0) + 1).padStart(3, '0')}`
}
