import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { countApplications, listApplications, nextWaiting } from '@/lib/application/queue.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { addDuty, endLeave, handOver, removeDuty, setLeave } from '@/lib/staff/arrange.dal'
import { listReviewers, viewReviewer } from '@/lib/staff/duty.dal'
import { addOffice, endOffice, listOffices, renameOffice } from '@/lib/staff/office.dal'
import { serves } from '@/lib/staff/serve.dal'
import { countUnits, listUnits } from '@/lib/unit/queue.dal'
import { applicantAtBureau } from '../support/applications'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { staffOf } from '../support/staff'
import { refusalOf, unitOf } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

let manager: StaffActor
let first: StaffActor
let second: StaffActor
let mine: UnitActor
let other: UnitActor
beforeAll(async () => {
  ;[manager, first, second] = [
    await staffOf('bureauManager'),
    await staffOf('bureauReviewer'),
    await staffOf('bureauReviewer'),
  ]
  ;[mine, other] = [await unitOf('active'), await unitOf('active')]
  await applicantAtBureau(mine)
  await applicantAtBureau(other)
}, 60_000)
afterEach(async () => {
  await db().reviewDuty.deleteMany()
  await db().staffPost.updateMany({ data: { awayFrom: null, awayTo: null, deputyId: null } })
})

const add = (reviewer: StaffActor, kind: 'unit' | 'department' | 'discipline', target: string) =>
  addDuty(manager, { accountId: reviewer.accountId, kind, target })
/** Units of the applications a reviewer is shown first. */
async function shown(reviewer: StaffActor): Promise<number> {
  const served = (await serves(reviewer)) ?? undefined
  const page = await listApplications(reviewer, { size: 20, sort: 'asc', served })
  expect((await countApplications(reviewer, { served })).count).toBe(page.rows.length)
  return page.rows.length
}

test('who serves nothing is shown everything; who serves a unit is shown its work first, and may see all', async () => {
  expect(await serves(first)).toBeNull()
  expect(await shown(first)).toBe(2)
  await add(first, 'unit', mine.unitId)
  expect(await shown(first)).toBe(1)
  expect((await countApplications(first, {})).count).toBe(2)
  const served = (await serves(first))!
  expect((await listUnits(first, { size: 9, sort: 'asc', served })).rows.map(row => row.id)).toEqual([mine.unitId])
  expect(await countUnits(first, '', served)).toEqual({ active: 1 })
  const next = await nextWaiting(first, newId())
  expect((await db().application.findUniqueOrThrow({ where: { id: next!.id } })).unitId).toBe(mine.unitId)
})

test('a department counts with those below it, a discipline with those under it', async () => {
  const top = { id: newId(), kind: 'district', name: '示范市教育局', nameKey: '示范市教育局' }
  const below = { id: newId(), parentId: top.id, kind: 'university', name: '示范大学', nameKey: '示范大学' }
  await db().department.createMany({ data: [top, below] })
  await db().unit.update({ where: { id: other.unitId }, data: { departmentId: below.id } })
  await add(first, 'department', top.id)
  expect(await shown(first)).toBe(1)
  await db().unit.update({ where: { id: other.unitId }, data: { departmentId: null } })
  expect(await shown(first)).toBe(0)
  const { disciplineCodes } = await db().application.findFirstOrThrow({ where: { unitId: mine.unitId } })
  expect(disciplineCodes.length).toBeGreaterThan(0)
  await add(second, 'discipline', disciplineCodes[0]!.slice(0, 3))
  expect(await shown(second)).toBe(2)
})

test('a deputy serves the other one’s units from the first to the last day of the leave, and not longer', async () => {
  await add(first, 'unit', mine.unitId)
  await add(second, 'unit', other.unitId)
  const at = (day: string) => setClock(new Date(`${day}T02:00:00Z`))
  at('2026-09-20')
  const leave = { accountId: first.accountId, from: '2026-10-01', to: '2026-10-07', deputyId: second.accountId }
  await setLeave(first, leave)
  const counts: number[] = []
  for (const day of ['2026-09-30', '2026-10-01', '2026-10-07', '2026-10-08']) {
    at(day)
    counts.push(await shown(second))
  }
  expect(counts).toEqual([1, 2, 2, 1])
  at('2026-10-02')
  expect((await viewReviewer(manager, second.accountId)).standsInFor).toEqual([first.name])
  const back = { accountId: second.accountId, from: '2026-10-07', to: '2026-10-08', deputyId: first.accountId }
  expect(Object.keys((await refusalOf(setLeave(second, back))).fieldErrors!)).toEqual(['deputyId'])
  await endLeave(manager, { accountId: first.accountId })
  expect(await shown(second)).toBe(1)
})

test('hand-over moves everything once, with a reason; a double is not kept twice', async () => {
  await add(first, 'unit', mine.unitId)
  await add(first, 'discipline', '320')
  await add(second, 'unit', mine.unitId)
  const reason = '岗位调整'
  expect(await handOver(first, { accountId: first.accountId, toId: second.accountId, reason })).toEqual({ moved: 2 })
  expect((await viewReviewer(second, second.accountId)).duties.map(duty => duty.kind).sort()).toEqual([
    'discipline',
    'unit',
  ])
  expect(await serves(first)).toBeNull()
  const records = await db().staffChange.findMany({ where: { kind: 'handedOver' } })
  expect(records.map(row => [row.accountId, row.reason])).toEqual([
    [first.accountId, reason],
    [second.accountId, reason],
  ])
})

test('a reviewer arranges his own leave only; duties are the manager’s; who cannot review is given none', async () => {
  const leave = { accountId: second.accountId, from: '2099-01-01', to: '2099-01-02', deputyId: first.accountId }
  expect((await refusalOf(setLeave(first, leave))).code).toBe('notFound')
  const duty = { accountId: first.accountId, kind: 'unit' as const, target: mine.unitId }
  expect((await refusalOf(addDuty(first, duty))).code).toBe('notFound')
  expect((await refusalOf(addDuty(manager, { ...duty, accountId: manager.accountId }))).code).toBe('invalid')
  expect((await refusalOf(add(first, 'unit', newId()))).fieldErrors).toHaveProperty('target')
  await add(first, 'unit', mine.unitId)
  expect((await refusalOf(add(first, 'unit', mine.unitId))).fieldErrors).toHaveProperty('target')
  await db().account.update({ where: { id: first.accountId }, data: { disabledAt: new Date() } })
  const row = (await listReviewers(manager)).find(one => one.id === first.accountId)!
  expect([row.active, row.duties.length]).toEqual([false, 1])
  await db().account.update({ where: { id: first.accountId }, data: { disabledAt: null } })
  await removeDuty(manager, { id: row.duties[0]!.id })
  expect((await refusalOf(removeDuty(manager, { id: row.duties[0]!.id }))).code).toBe('notFound')
})

test('offices: one of a name, renamed, ended only when nobody sits there, opened again by the same name', async () => {
  const { id } = await addOffice(manager, { name: '创新人才处' })
  expect((await refusalOf(addOffice(manager, { name: '创新人才处' }))).fieldErrors).toHaveProperty('name')
  await renameOffice(manager, { id, name: '人才处' })
  await db().staffPost.upsert({
    where: { accountId: first.accountId },
    create: { accountId: first.accountId, officeId: id },
    update: { officeId: id },
  })
  expect((await refusalOf(endOffice(manager, { id }))).message).toContain(first.name)
  expect((await listOffices(manager)).offices[0]).toMatchObject({ name: '人才处', people: [{ name: first.name }] })
  await db().staffPost.update({ where: { accountId: first.accountId }, data: { officeId: null } })
  await endOffice(manager, { id })
  expect((await refusalOf(renameOffice(manager, { id, name: '别处' }))).code).toBe('notFound')
  expect(await addOffice(manager, { name: '人才处' })).toEqual({ id })
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
