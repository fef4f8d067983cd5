import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { planRuns } from '@/lib/membership/plan.dal'
import { keepMembership } from '@/lib/membership/run.dal'
import { countRunPeople, listRunPeople, viewRun } from '@/lib/membership/run-list.dal'
import { confirmRun, putOffRun, viewRuns } from '@/lib/membership/runs.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useDatabase } from '../support/database'
import { makeManager } from '../support/departments'
import { brokenInvariants } from '../support/invariants'
import {
  china,
  deliverAt,
  enforceDormancy,
  eventsOf,
  logInAs,
  memberOf,
  memberSince,
  type PoolMember,
  quietPool,
  statusesOf,
  statusOf,
  toldOf,
  turnAt,
} from '../support/membership'
import { makeReviewer, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let reviewer: StaffActor
let manager: StaffActor
const worker = systemActor('membership')

beforeAll(async () => {
  await enforceDormancy({ massCap: { share: 0, atLeast: 3 } })
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
  manager = await makeManager()
})
beforeEach(quietPool)
afterEach(() => setClock(null))

const expert = (at: string, disciplines?: string[]) => memberSince(unit, reviewer, at, disciplines)

const experts = async (count: number, at: string): Promise<PoolMember[]> => {
  const made: PoolMember[] = []
  for (let n = 0; n < count; n += 1) made.push(await expert(at))
  return made
}

test('two years without a login: three reminders, 休眠, three reminders, 自动出库, each once and on its day', async () => {
  const person = await expert('2028-02-29T23:59:59')
  await turnAt('2029-01-29T23:59:59')
  expect(await toldOf(person)).toEqual([])
  for (const day of ['2029-01-30', '2029-02-22', '2029-02-28']) {
    await turnAt(`${day}T00:00:00`)
    await turnAt(`${day}T01:00:00`)
  }
  await turnAt('2029-02-28T23:59:59')
  expect([await statusOf(person), await toldOf(person)]).toEqual(['active', times(3, () => 'sleepSoon')])
  await turnAt('2029-03-01T00:00:00')
  await turnAt('2029-03-01T00:00:01')
  expect([await statusOf(person), await eventsOf(person)]).toEqual(['dormant', ['admit', 'sleep']])

  for (const day of ['2030-01-30', '2030-02-22', '2030-02-28']) {
    await turnAt(`${day}T00:00:00`)
    await deliverAt(`${day}T00:05:00`)
  }
  await turnAt('2030-02-28T23:59:59')
  expect(await statusOf(person)).toBe('dormant')
  await turnAt('2030-03-01T00:00:00')
  expect([await statusOf(person), await eventsOf(person)]).toEqual(['left', ['admit', 'sleep', 'autoExit']])
  await turnAt('2031-03-01T00:00:00')
  expect(await toldOf(person)).toEqual([
    ...times(3, () => 'sleepSoon'),
    'slept',
    ...times(3, () => 'leaveSoon'),
    'leftAutomatically',
  ])
  expect(await brokenInvariants()).toEqual([])
})

test('a login in the last second keeps him, one a second later wakes him, and the years begin anew', async () => {
  const [early, late] = [await expert('2028-03-10T08:00:00'), await expert('2028-03-10T08:00:00')]
  setClock(china('2029-03-10T23:59:59'))
  await logInAs(early)
  await turnAt('2029-03-11T00:00:00')
  expect(await statusesOf([early, late])).toEqual(['active', 'dormant'])
  setClock(china('2029-03-11T00:00:01'))
  await logInAs(late)
  await turnAt('2029-03-11T01:00:00')
  expect(await statusesOf([early, late])).toEqual(['active', 'active'])
  expect(await eventsOf(late)).toEqual(['admit', 'sleep', 'wake'])
  expect((await memberOf(late)).activatedAt).toEqual(china('2029-03-11T00:00:01'))
  await turnAt('2030-03-10T23:59:59')
  expect(await statusesOf([early, late])).toEqual(['active', 'active'])
  await turnAt('2030-03-11T00:00:00')
  expect(await statusesOf([early, late])).toEqual(['dormant', 'active'])
  expect(await brokenInvariants()).toEqual([])
})

test('a login at the very moment at which he falls asleep: whoever is first, he is awake in the end', async () => {
  const people = await experts(3, '2028-03-10T08:00:00')
  setClock(china('2029-03-11T00:00:00'))
  const { done } = await outcomes<unknown>([...people.map(logInAs), keepMembership(worker), keepMembership(worker)])
  expect(done).toHaveLength(5)
  expect(await statusesOf(people)).toEqual(['active', 'active', 'active'])
  expect(await brokenInvariants()).toEqual([])
})

test('five workers at once do everything once (DU10)', async () => {
  const people = await experts(3, '2028-03-10T08:00:00')
  setClock(china('2029-03-11T00:00:00'))
  const { failed } = await outcomes(times(5, () => keepMembership(worker)))
  expect(failed).toEqual([])
  expect(await statusesOf(people)).toEqual(['dormant', 'dormant', 'dormant'])
  for (const person of people) {
    expect(await eventsOf(person)).toEqual(['admit', 'sleep'])
    expect(await toldOf(person)).toEqual(['slept'])
  }
  const runs = await db().membershipRun.findMany({ where: { items: { some: { accountId: people[0]!.accountId } } } })
  expect(runs).toMatchObject([{ kind: 'sleep', planned: 3, waits: false, finishedAt: expect.any(Date) }])
  expect(await brokenInvariants()).toEqual([])
})

test('a run that was broken off goes on where it was, and who logged in meanwhile is left alone', async () => {
  const people = await experts(2, '2028-03-10T08:00:00')
  setClock(china('2029-03-11T00:00:00'))
  await planRuns(worker)
  await logInAs(people[0]!)
  await keepMembership(worker)
  expect(await statusesOf(people)).toEqual(['active', 'dormant'])
  const items = await db().membershipRunItem.findMany({
    where: { accountId: { in: people.map(person => person.accountId) } },
  })
  expect(items.map(item => item.outcome).sort()).toEqual(['done', 'void'])
  expect(await brokenInvariants()).toEqual([])
})

test('who failed takes nobody’s place: the rest of the day is for the others, and he is named', async () => {
  const people = await experts(3, '2028-03-10T08:00:00')
  setClock(china('2029-03-11T00:00:00'))
  await planRuns(worker)
  const broken = people[0]!.accountId
  await db().membershipRunItem.updateMany({
    where: { accountId: broken },
    data: { outcome: 'failed', at: china('2029-03-11T00:00:00') },
  })
  await turnAt('2029-03-11T00:10:00')
  const later = await expert('2028-03-10T08:00:00')
  await turnAt('2029-03-11T01:00:00')
  expect(await statusesOf([...people, later])).toEqual(['active', 'dormant', 'dormant', 'dormant'])
  const { past } = await viewRuns(reviewer)
  const runId = past.find(run => run.failed > 0)!.id
  const failed = await listRunPeople(reviewer, { runId, outcome: 'failed', size: 20, sort: 'asc' })
  expect(failed.rows.map(one => one.id)).toEqual([broken])
  await turnAt('2029-03-12T01:00:00')
  expect(await statusOf(people[0]!)).toBe('dormant')
  expect(await brokenInvariants()).toEqual([])
})

describe('beyond the cap', () => {
  test('a jump of the clock puts nobody to sleep: the list waits for a person', async () => {
    const people = await experts(4, '2028-03-10T08:00:00')
    await turnAt('2031-06-01T00:00:00')
    await turnAt('2031-06-02T00:00:00')
    expect(await statusesOf(people)).toEqual(times(4, () => 'active'))
    const { waiting } = await viewRuns(manager)
    expect(waiting).toMatchObject([{ kind: 'sleep', planned: 4, cap: 3, state: 'waiting', done: 0 }])
    // all of them can be read page by page, and found by name or unit, before anybody confirms
    const runId = waiting[0]!.id
    const one = await listRunPeople(manager, { runId, size: 3, sort: 'asc' })
    const two = await listRunPeople(manager, { runId, size: 3, sort: 'asc', after: one.next })
    expect([one.rows.length, two.rows.length, two.next]).toEqual([3, 1, null])
    expect([...one.rows, ...two.rows].map(row => row.id).sort()).toEqual(people.map(row => row.accountId).sort())
    expect(new Set(one.rows.map(row => row.outcome))).toEqual(new Set(['left']))
    expect(await countRunPeople(manager, { runId, outcome: 'left' })).toEqual({ count: 4, more: false })
    expect(await countRunPeople(manager, { runId, text: '没有这个人' })).toEqual({ count: 0, more: false })
    expect(await viewRun(manager, runId)).toMatchObject({ state: 'waiting', planned: 4 })
    expect(await refusalOf(viewRun(manager, newId()))).toMatchObject({ code: 'notFound' })
    await expect(
      db().membershipRunItem.updateMany({
        where: { runId: waiting[0]!.id },
        data: { outcome: 'done', at: new Date() },
      }),
    ).rejects.toThrow()

    const input = { id: waiting[0]!.id, version: waiting[0]!.version, reason: '名单已核对，确属长期未登录。' }
    const { done, failed } = await outcomes([confirmRun(manager, input), putOffRun(manager, input)])
    expect([done.length, failed.length]).toEqual([1, 1])
    expect(failed[0]).toMatchObject({ code: 'conflict' })
  })

  test('confirmed, it is carried out, and who has logged in is left out', async () => {
    const people = await experts(5, '2028-03-10T08:00:00')
    await turnAt('2031-06-01T00:00:00')
    const [run] = (await viewRuns(manager)).waiting
    await confirmRun(manager, { id: run!.id, version: run!.version, reason: '名单已核对。' })
    setClock(china('2031-06-01T09:00:00'))
    await logInAs(people[0]!)
    await turnAt('2031-06-01T10:00:00')
    expect(await statusesOf(people)).toEqual(['active', ...times(4, () => 'dormant')])
    expect((await viewRuns(reviewer)).past[0]).toMatchObject({ state: 'done', done: 4, void: 1, failed: 0 })
    expect(await brokenInvariants()).toEqual([])
  })

  test('put off, nothing of its kind happens for a week; then it is asked again', async () => {
    const people = await experts(4, '2028-03-10T08:00:00')
    await turnAt('2031-06-01T00:00:00')
    const [run] = (await viewRuns(manager)).waiting
    await putOffRun(manager, { id: run!.id, version: run!.version, reason: '服务器时钟有误。' })
    await turnAt('2031-06-07T23:59:59')
    expect((await viewRuns(manager)).waiting).toEqual([])
    await turnAt('2031-06-08T00:00:00')
    expect((await viewRuns(manager)).waiting).toHaveLength(1)
    expect(await statusesOf(people)).toEqual(times(4, () => 'active'))
    expect(await brokenInvariants()).toEqual([])
  })

  test('several small runs of one day count together', async () => {
    const first = await experts(2, '2028-03-10T08:00:00')
    await turnAt('2029-03-11T00:00:00')
    const second = await experts(2, '2028-03-10T09:00:00')
    await turnAt('2029-03-11T01:00:00')
    expect(await statusesOf([...first, ...second])).toEqual(['dormant', 'dormant', 'active', 'active'])
    expect((await viewRuns(manager)).waiting).toMatchObject([{ kind: 'sleep', planned: 2 }])
  })
})
