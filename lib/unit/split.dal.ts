import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { requireStepUp } from '@/lib/auth/step-up'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { ended } from '@/lib/workflow/application.machine'
import { recordUnitChange } from './change.dal'
import { foundUnit } from './found.dal'
import { lockUnit } from './rename.dal'
import type { SplitChoices, SplitCounts } from './reshape.dto'
import type { SplitUnit } from './reshape.schema'
import { findUnit } from './unit.dal'

const SHOWN = 300

type Parts = Pick<SplitUnit, 'id' | 'divisionIds' | 'personIds'>

/** What a unit may be split by: its divisions, and the people who are in none. @throws Refusal notFound */
export async function splitChoices(actor: Actor, id: string): Promise<SplitChoices> {
  await allow(actor, 'unit.manage', { type: 'unit', id })
  const unit = await findUnit(actor, id)
  const [divisions, people] = await Promise.all([
    db().unitDivision.findMany({
      where: { unitId: unit.id, endedAt: null },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      include: { _count: { select: { affiliations: { where: { endedAt: null } } } } },
    }),
    db().affiliation.findMany({
      where: { unitId: unit.id, endedAt: null, OR: [{ divisionId: null }, { division: { endedAt: { not: null } } }] },
      orderBy: [{ account: { name: 'asc' } }, { id: 'asc' }],
      select: { accountId: true, account: { select: { name: true } } },
      take: SHOWN + 1,
    }),
  ])
  return {
    divisions: divisions.map(({ id, name, _count }) => ({ id, name, people: _count.affiliations })),
    people: people.slice(0, SHOWN).map(row => ({ id: row.accountId, name: row.account.name })),
    more: people.length > SHOWN,
  }
}

/** The accounts that go along: whoever is in a chosen division, and the chosen persons. */
async function goers(tx: Tx, parts: Parts): Promise<string[]> {
  const rows = await tx.affiliation.findMany({
    where: {
      unitId: parts.id,
      endedAt: null,
      OR: [{ divisionId: { in: parts.divisionIds } }, { accountId: { in: parts.personIds } }],
    },
    select: { accountId: true },
  })
  return rows.map(row => row.accountId)
}

const underWay = (unitId: string, people: string[]) => ({
  unitId,
  accountId: { in: people },
  status: { notIn: [...ended] },
})

async function count(tx: Tx, parts: Parts, people: string[]): Promise<SplitCounts> {
  return {
    divisions: await tx.unitDivision.count({
      where: { id: { in: parts.divisionIds }, unitId: parts.id, endedAt: null },
    }),
    people: people.length,
    openApplications: await tx.application.count({ where: underWay(parts.id, people) }),
    experts: await tx.expert.count({ where: { unitId: parts.id, accountId: { in: people } } }),
  }
}

/** What a split would move; everything the form says is checked when it is done. @throws Refusal notFound */
export async function previewSplit(actor: Actor, input: SplitUnit): Promise<SplitCounts> {
  await allow(actor, 'unit.manage', { type: 'unit', id: input.id })
  await findUnit(actor, input.id)
  return count(db(), input, await goers(db(), input))
}

/**
 * 分立: a new unit, 正常 at once, with the chosen divisions and people, their applications under way and their place
 * in the pool. What is decided stays with the old unit, as do its administrators; the new one gets its own from the
 * bureau. Cannot be undone, so whoever does it proves himself again.
 * @throws Refusal notFound, conflict, refused; invalid beside fields; stepUp
 */
export async function splitUnit(actor: Actor, input: SplitUnit): Promise<{ id: string; counts: SplitCounts }> {
  await allow(actor, 'unit.manage', { type: 'unit', id: input.id })
  await findUnit(actor, input.id)
  return writeTx(actor, async tx => {
    const { id, version, divisionIds, personIds, reason, ...facts } = input
    const unitId = await foundUnit(actor, tx, facts, 'split')
    const old = await lockUnit(actor, tx, id, version)
    if (old.status !== 'active') throw refused('只有「正常」的单位可以分立。')
    const people = await goers(tx, input)
    const counts = await count(tx, input, people)
    if (counts.divisions < divisionIds.length)
      throw refused('选择的部门中有的刚刚被撤销或已不属于这个单位，请刷新页面重新选择。')
    const alone = await tx.affiliation.count({ where: { unitId: id, endedAt: null, accountId: { in: personIds } } })
    if (alone < new Set(personIds).size) throw refused('选择的人员中有的刚刚离开了这个单位，请刷新页面重新选择。')
    await requireStepUp(actor, { action: 'unit.split', objectId: id }, tx)
    await tx.unitDivision.updateMany({ where: { id: { in: divisionIds }, unitId: id }, data: { unitId } })
    await tx.affiliation.updateMany({
      where: { unitId: id, endedAt: null, accountId: { in: people } },
      data: { unitId },
    })
    // whoever goes without his division cannot stay in one of the old unit
    await tx.affiliation.updateMany({
      where: { unitId, endedAt: null, division: { unitId: id } },
      data: { divisionId: null },
    })
    await tx.application.updateMany({ where: underWay(id, people), data: { unitId } })
    await tx.expert.updateMany({
      where: { unitId: id, accountId: { in: people } },
      data: { unitId, unitName: facts.name },
    })
    await record(actor, tx, { old, unitId, name: facts.name, counts, reason })
    return { id: unitId, counts }
  })
}

type Split = {
  old: { id: string; name: string; version: number }
  unitId: string
  name: string
  counts: SplitCounts
  reason: string
}

async function record(actor: Actor, tx: Tx, { old, unitId, name, counts, reason }: Split): Promise<void> {
  const version = old.version + 1
  await tx.unit.update({ where: { id: old.id }, data: { version } })
  const { divisions, people } = counts
  await recordUnitChange(actor, tx, { unitId: old.id, kind: 'splitTo', reason, after: { name, divisions, people } })
  await recordUnitChange(actor, tx, { unitId, kind: 'splitFrom', reason, before: { name: old.name } })
  await audit(tx, actor, {
    action: 'unit.split',
    objectType: 'unit',
    objectId: old.id,
    result: 'done',
    detail: { version, made: unitId, ...counts },
  })
}
