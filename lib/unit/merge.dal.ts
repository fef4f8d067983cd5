import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { endSessions } from '@/lib/auth/session'
import { requireStepUp } from '@/lib/auth/step-up'
import { shortRegion } from '@/lib/dict/tree'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { ended } from '@/lib/workflow/application.machine'
import { whyNot } from '@/lib/workflow/machine'
import { transition } from '@/lib/workflow/transition.dal'
import { unitMergeMachine } from '@/lib/workflow/unit-merge.machine'
import type { Unit } from '@/prisma/generated/client'
import { recordUnitChange } from './change.dal'
import { administersAny } from './facts.dal'
import { mergeProblem } from './merge.rules'
import { holdName } from './name.dal'
import type { MergeCounts, MergePreview, MergeSide } from './reshape.dto'
import type { MergeUnits } from './reshape.schema'
import { findUnit } from './unit.dal'

/** What a merge of one unit into another would move, and why it cannot be done. @throws Refusal notFound */
export async function previewMerge(actor: Actor, id: string, intoId: string): Promise<MergePreview> {
  await allow(actor, 'unit.manage', { type: 'unit', id })
  const [from, into] = await Promise.all([findUnit(actor, id), findUnit(actor, intoId)])
  const machine = unitMergeMachine((await currentPolicy()).policy)
  const { labels } = machine
  const side = (unit: Unit): MergeSide => ({
    id: unit.id,
    name: unit.name,
    creditCode: unit.creditCode,
    region: shortRegion(unit.regionCode),
    registeredAt: unit.registeredAt,
    statusLabel: labels[unit.status],
    version: unit.version,
  })
  const own = await administersAny(actor, db(), [id, intoId])
  const why = mergeProblem(from, into) ?? whyNot(machine, from.status, 'merge', actor, { own })
  return { from: side(from), into: side(into), counts: await count(db(), id), whyNot: why }
}

async function count(tx: Tx, unitId: string): Promise<MergeCounts> {
  const live = { unitId, endedAt: null }
  return {
    administrators: await tx.unitAdministrator.count({ where: live }),
    people: await tx.affiliation.count({ where: live }),
    applications: await tx.application.count({ where: { unitId } }),
    openApplications: await tx.application.count({ where: { unitId, status: { notIn: [...ended] } } }),
    experts: await tx.expert.count({ where: { unitId } }),
    aliases: await tx.unitAlias.count({ where: { unitId } }),
    divisions: await tx.unitDivision.count({ where: live }),
  }
}

/**
 * 合并: everything of one unit goes over to another in one transaction: administrators (their sessions end),
 * people, applications, experts, divisions, other names, duties. The unit itself is 停用 and points to the other, which
 * is found by its name and its code from now on. What was submitted and decided keeps the old name. Cannot be undone,
 * so whoever does it proves himself again.
 * @throws Refusal notFound; conflict when one of them was changed since the preview; refused; stepUp
 */
export async function mergeUnits(actor: Actor, input: MergeUnits): Promise<MergeCounts> {
  await allow(actor, 'unit.manage', { type: 'unit', id: input.id })
  await Promise.all([findUnit(actor, input.id), findUnit(actor, input.intoId)])
  const { id: policyVersionId, policy } = await currentPolicy()
  return writeTx(actor, async tx => {
    const { from, into } = await lockBoth(actor, tx, input)
    await requireStepUp(actor, { action: 'unit.merge', objectId: `${from.id}:${into.id}` }, tx)
    const counts = await count(tx, from.id)
    await transition(actor, tx, {
      machine: unitMergeMachine(policy),
      subject: { type: 'unit', id: from.id, status: from.status, version: from.version },
      event: 'merge',
      facts: { own: await administersAny(actor, tx, [from.id, into.id]) },
      policyVersionId,
      opinion: input.reason,
    })
    await moveAdministrators(tx, { from, into, site: policy.authority.siteTitle })
    await moveDivisions(tx, from.id, into.id)
    await tx.affiliation.updateMany({ where: { unitId: from.id, endedAt: null }, data: { unitId: into.id } })
    await tx.application.updateMany({ where: { unitId: from.id }, data: { unitId: into.id } })
    await tx.expert.updateMany({ where: { unitId: from.id }, data: { unitId: into.id, unitName: into.name } })
    await moveNames(tx, from, into)
    await moveDuties(tx, from.id, into.id)
    await tx.unit.updateMany({ where: { mergedIntoId: from.id }, data: { mergedIntoId: into.id } })
    await tx.unit.update({ where: { id: from.id }, data: { mergedIntoId: into.id } })
    await record(actor, tx, { from, into, counts, reason: input.reason })
    return counts
  })
}

/**
 * The order in which everybody takes locks: names, applications, affiliations, units by id. Whoever decides about an
 * application holds it before its unit, so a merge does the same: people wait for each other, never in a circle.
 */
async function lockBoth(actor: Actor, tx: Tx, input: MergeUnits): Promise<{ from: Unit; into: Unit }> {
  const { nameKey } = await tx.unit.findUniqueOrThrow({ where: { id: input.id } })
  await holdName(actor, tx, nameKey)
  await tx.$queryRaw`SELECT id FROM application WHERE unit_id = ${input.id}::uuid ORDER BY id FOR UPDATE`
  await tx.$queryRaw`
    SELECT id FROM affiliation WHERE unit_id = ${input.id}::uuid AND ended_at IS NULL ORDER BY id FOR UPDATE`
  const ids = [input.id, input.intoId].sort()
  for (const id of ids) await tx.$queryRaw`SELECT id FROM unit WHERE id = ${id}::uuid FOR UPDATE`
  const from = await tx.unit.findUniqueOrThrow({ where: { id: input.id } })
  const into = await tx.unit.findUniqueOrThrow({ where: { id: input.intoId } })
  const problem = mergeProblem(from, into)
  if (problem) throw refused(problem)
  if (from.version !== input.version || into.version !== input.intoVersion)
    throw conflict('两个单位中有一个刚刚被修改过，请刷新页面，核对预览后再合并。')
  return { from, into }
}

async function moveAdministrators(tx: Tx, about: { from: Unit; into: Unit; site: string }): Promise<void> {
  const { from, into, site } = about
  const rows = await tx.unitAdministrator.findMany({
    where: { unitId: from.id, endedAt: null },
    include: { account: true },
  })
  await tx.unitInvitation.updateMany({
    where: { unitId: from.id, usedAt: null, cancelledAt: null },
    data: { cancelledAt: now() },
  })
  for (const { account } of rows) {
    await tx.unitAdministrator.update({ where: { accountId: account.id }, data: { unitId: into.id } })
    await endSessions(tx, account.id, 'disabled')
    if (!account.phoneCipher) continue
    await enqueueSms(tx, {
      to: decryptField(account.phoneCipher, { table: 'account', id: account.id, column: 'phone' }),
      accountId: account.id,
      template: 'unit.merged',
      params: { site, unit: from.name, into: into.name },
      dedupeKey: `merge:${from.id}:${account.id}`,
    })
  }
}

/** A 院系 or 部门 both have becomes one; the people of the other go into it. */
async function moveDivisions(tx: Tx, from: string, into: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE affiliation f SET division_id = twin.id
    FROM unit_division own JOIN unit_division twin
      ON twin.unit_id = ${into}::uuid AND twin.name_key = own.name_key AND twin.ended_at IS NULL
    WHERE own.unit_id = ${from}::uuid AND own.ended_at IS NULL AND f.division_id = own.id`
  await tx.$executeRaw`
    UPDATE unit_division own SET ended_at = ${now()}, version = own.version + 1
    WHERE own.unit_id = ${from}::uuid AND own.ended_at IS NULL AND EXISTS (
      SELECT 1 FROM unit_division twin
      WHERE twin.unit_id = ${into}::uuid AND twin.name_key = own.name_key AND twin.ended_at IS NULL)`
  await tx.unitDivision.updateMany({ where: { unitId: from }, data: { unitId: into } })
}

/** Other names, and the name itself, lead to the unit that stays. */
async function moveNames(tx: Tx, from: Unit, into: Unit): Promise<void> {
  const taken = await tx.unitAlias.findMany({ where: { unitId: into.id }, select: { nameKey: true } })
  const keys = [into.nameKey, ...taken.map(row => row.nameKey)]
  await tx.unitAlias.deleteMany({ where: { unitId: from.id, nameKey: { in: keys } } })
  await tx.unitAlias.updateMany({ where: { unitId: from.id }, data: { unitId: into.id } })
  // doubles of one name: it is the name of the unit that stays, not another one
  if (from.nameKey !== into.nameKey)
    await tx.unitAlias.createMany({
      skipDuplicates: true,
      data: { id: newId(), unitId: into.id, kind: 'merged', name: from.name, nameKey: from.nameKey, since: now() },
    })
}

async function moveDuties(tx: Tx, from: string, into: string): Promise<void> {
  const served = await tx.reviewDuty.findMany({ where: { unitId: into }, select: { accountId: true } })
  const accountId = { in: served.map(duty => duty.accountId) }
  await tx.reviewDuty.deleteMany({ where: { unitId: from, accountId } })
  await tx.reviewDuty.updateMany({ where: { unitId: from }, data: { unitId: into } })
}

async function record(
  actor: Actor,
  tx: Tx,
  about: { from: Unit; into: Unit; counts: MergeCounts; reason: string },
): Promise<void> {
  const { from, into, counts, reason } = about
  const version = into.version + 1
  await tx.unit.update({ where: { id: into.id }, data: { version } })
  await recordUnitChange(actor, tx, { unitId: from.id, kind: 'mergedInto', reason, after: { name: into.name } })
  const sides = { before: { name: from.name }, after: counts }
  await recordUnitChange(actor, tx, { unitId: into.id, kind: 'absorbed', reason, ...sides })
  await audit(tx, actor, {
    action: 'unit.absorb',
    objectType: 'unit',
    objectId: into.id,
    result: 'done',
    detail: { version, merged: from.id, ...counts },
  })
}
