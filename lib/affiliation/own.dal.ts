import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { affiliationMachine } from '@/lib/workflow/affiliation.machine'
import { divisionOf, type OwnAffiliation } from './affiliation.dto'
import { whyDataClosed, whyNotApply } from './affiliation.rules'
import { divisionOwed, type Place } from './affiliation.schema'

/** Where the individual stands with his unit; null while he belongs to none. */
export async function ownAffiliation(actor: Actor): Promise<OwnAffiliation | null> {
  await allow(actor, 'affiliation.own')
  const { accountId } = actor as IndividualActor
  return standingOf(actor, db(), accountId)
}

/** The same for a person whose transaction has asked its own gate. */
export async function standingOf(_actor: Actor, tx: Tx, accountId: string): Promise<OwnAffiliation | null> {
  const row = await tx.affiliation.findFirst({
    where: { accountId, endedAt: null },
    include: { unit: { select: { name: true } }, division: { select: { name: true } } },
  })
  if (!row) return null
  const steps = await tx.statusHistory.findMany({
    where: { subjectType: 'affiliation', subjectId: row.id },
    orderBy: { subjectVersion: 'asc' },
  })
  const began = steps[0]?.event
  const last = steps.findLast(step => step.event === 'refuse')
  return {
    id: row.id,
    unitId: row.unitId,
    unitName: row.unit.name,
    division: divisionOf(row),
    divisionId: row.divisionId,
    status: row.status,
    statusLabel: affiliationMachine.labels[row.status],
    statusSince: row.statusSince,
    version: row.version,
    atRegistration: began !== 'complete' && began !== 'join',
    lock: row.lockedAt && { since: row.lockedAt, reason: row.lockReason! },
    refusal: row.status === 'refused' && last ? { who: last.actorName, at: last.at, opinion: last.opinion } : null,
  }
}

/** @throws Refusal refused with what is missing when the person may not apply or submit now */
export async function assertMayApply(actor: Actor, tx: Tx, accountId: string): Promise<OwnAffiliation> {
  const { policy } = await currentPolicy()
  const standing = await standingOf(actor, tx, accountId)
  const why = whyNotApply(policy, standing)
  if (why) throw refused(why)
  return standing!
}

/** @throws Refusal refused while the unit is looking at the person's data */
export async function assertDataOpen(actor: Actor, tx: Tx, accountId: string): Promise<void> {
  const { policy } = await currentPolicy()
  const why = whyDataClosed(policy, await standingOf(actor, tx, accountId))
  if (why) throw refused(why)
}

/**
 * The chosen unit and department, if they are there: one of the unit's list where it keeps one, else what was typed.
 * @throws Refusal invalid beside the field
 */
export async function placeFor(
  _actor: Actor,
  tx: Tx,
  input: Place,
): Promise<{ unitId: string; divisionId: string | null; divisionName: string | null }> {
  const unit = await tx.unit.findFirst({
    where: { id: input.unitId, status: 'active' },
    select: { id: true, divisions: { where: { endedAt: null }, select: { id: true } } },
  })
  if (!unit) throw invalid({ unitId: ['没有找到这个单位，请重新选择。单位还没有注册的，请联系单位先注册。'] })
  if (unit.divisions.length === 0) {
    if (!input.divisionName) throw invalid({ divisionName: [divisionOwed] })
    return { unitId: unit.id, divisionId: null, divisionName: input.divisionName }
  }
  const chosen = unit.divisions.find(division => division.id === input.divisionId)
  if (!chosen) throw invalid({ divisionId: ['请从单位的部门列表中选择所在部门'] })
  return { unitId: unit.id, divisionId: chosen.id, divisionName: null }
}
