import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { inPlaceOf, standsInFor } from '@/lib/access/stand-in'
import { countApplications, listApplications, nextWaiting } from '@/lib/application/queue.dal'
import { decideApplication, viewApplication } from '@/lib/application/review.dal'
import { setClock } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { addDuty, endLeave, handOver, removeDuty, setLeave } from '@/lib/staff/arrange.dal'
import { listReviewers, viewReviewer } from '@/lib/staff/duty.dal'
import { deputyChoices, viewLeave } from '@/lib/staff/leave.dal'
import { addOffice, endOffice, listOffices, renameOffice } from '@/lib/staff/office.dal'
import { serves } from '@/lib/staff/serve.dal'
import { countUnits, listUnits } from '@/lib/unit/queue.dal'
import { applicantAtBureau } from '../support/applications'
import { useDatabase } from '../support/database'
import { department, makeManager, staffOf as staffOfDepartment } from '../support/departments'
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
})
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

test('what a deputy decides about what is the other one’s says 代; what is his own, or comes after, does not', async () => {
  await add(first, 'unit', mine.unitId)
  await add(second, 'unit', other.unitId)
  const at = (day: string) => setClock(new Date(`${day}T02:00:00Z`))
  at('2098-09-20')
  const leave = { accountId: first.accountId, from: '2098-10-01', to: '2098-10-07', deputyId: second.accountId }
  await setLeave(first, leave)
  const step = (id: string) => ({ permission: 'application.decide' as const, type: 'application', id })
  const applicationOf = async (unitId: string) => (await db().application.findFirstOrThrow({ where: { unitId } })).id
  const [theirs, own] = [await applicationOf(mine.unitId), await applicationOf(other.unitId)]
  const said = async (id: string) => inPlaceOf(second, db(), step(id))
  at('2098-09-30')
  expect([await said(theirs), await standsInFor(second)]).toEqual([null, []])
  at('2098-10-07')
  expect([await said(theirs), await said(own)]).toEqual([first.name, null])
  expect(await standsInFor(second)).toEqual([{ name: first.name, until: '2098-10-07' }])
  expect(await inPlaceOf(second, db(), { permission: 'unit.decide', type: 'unit', id: mine.unitId })).toBe(first.name)
  // what the absent one could not have done himself is nobody's place
  expect(await inPlaceOf(second, db(), { permission: 'publicity.manage', type: 'publicity', id: newId() })).toBeNull()
  expect(await inPlaceOf(first, db(), step(theirs))).toBeNull()
  const { version } = await db().application.findUniqueOrThrow({ where: { id: theirs } })
  await decideApplication(second, { id: theirs, version, event: 'return', opinion: '请补充。' })
  expect((await viewApplication(second, theirs)).history.at(-1)).toMatchObject({
    who: second.name,
    inPlaceOf: first.name,
  })
  at('2098-10-08')
  expect(await said(theirs)).toBeNull()
})

/** What comes of work that leaves nothing behind: records can only be added to. */
async function undone<T>(work: (tx: Tx) => Promise<T>): Promise<T | undefined> {
  let result: T | undefined
  const back = new Error('back')
  await db()
    .$transaction(async tx => {
      result = await work(tx)
      throw back
    })
    .catch(error => {
      if (error !== back) throw error
    })
  return result
}

test('managers and departments have deputies too: of the same role, and of the same department', async () => {
  const colleague = await makeManager('业务乙')
  const [day, deputyId] = [{ from: '2099-01-01', to: '2099-01-02' }, colleague.accountId]
  // without a role or a department in common nobody stands in
  const reviewer = { accountId: manager.accountId, ...day, deputyId: first.accountId }
  expect((await refusalOf(setLeave(manager, reviewer))).fieldErrors).toHaveProperty('deputyId')
  expect((await deputyChoices(manager, manager.accountId)).map(one => one.value)).toContain(deputyId)
  await setLeave(manager, { accountId: manager.accountId, ...day, deputyId })
  setClock(new Date('2099-01-02T02:00:00Z'))
  expect(await inPlaceOf(colleague, db(), { permission: 'membership.decide', type: 'membership', id: newId() })).toBe(
    manager.name,
  )
  // in the place of whom it is about, or of who had a hand in it before, nobody acts; nor where no desk knows deputies
  const about = (tx: Tx, type: string, id: string) =>
    inPlaceOf(colleague, tx, { permission: 'membership.decide', type, id })
  const touched = newId()
  const found = await undone(async tx => {
    const who = { actorId: manager.accountId, actorName: manager.name, actorOffice: '-', at: new Date() }
    const step = { subjectType: 'membership', subjectId: touched, event: 'proposeExit', toStatus: 'leaving' }
    const { id: policyVersionId } = await currentPolicy()
    await tx.statusHistory.create({ data: { ...step, ...who, subjectVersion: 1, policyVersionId } })
    return [
      await about(tx, 'membership', manager.accountId),
      await about(tx, 'membership', touched),
      await about(tx, 'policy', newId()),
    ]
  })
  expect(found).toEqual([null, null, null])
  expect((await viewLeave(manager, manager.accountId)).leave).toMatchObject({ deputy: colleague.name, now: true })
  expect((await viewLeave(colleague, deputyId)).standsInFor).toEqual([{ name: manager.name, until: '2099-01-02' }])
  await endLeave(manager, { accountId: manager.accountId })
  expect(await standsInFor(colleague)).toEqual([])
  const here = await department(manager, '示范市教育局甲')
  const there = await department(manager, '示范市卫健委乙')
  const [one, two, far] = [
    await staffOfDepartment('归甲', here, '教育局'),
    await staffOfDepartment('归乙', here, '教育局'),
    await staffOfDepartment('归丙', there, '卫健委'),
  ]
  expect((await deputyChoices(one, one.accountId)).map(choice => choice.value)).toEqual([two.accountId])
  const away = { accountId: one.accountId, from: '2099-01-01', to: '2099-01-09' }
  expect((await refusalOf(setLeave(one, { ...away, deputyId: far.accountId }))).code).toBe('invalid')
  expect((await refusalOf(setLeave(two, { ...away, deputyId: two.accountId }))).code).toBe('notFound')
  await setLeave(one, { ...away, deputyId: two.accountId })
  expect(await standsInFor(two)).toEqual([{ name: '归甲', until: '2099-01-09' }])
  // who leaves the department leaves the place as well
  await db().staffPost.update({ where: { accountId: one.accountId }, data: { departmentId: there } })
  expect(await standsInFor(two)).toEqual([])
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
  const records = await db().staffChange.findMany({ where: { kind: 'handedOver' }, orderBy: { id: 'asc' } })
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
