import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { login } from '@/lib/auth/login.dal'
import { renewPassword } from '@/lib/auth/renew.dal'
import { viewForecast } from '@/lib/membership/forecast.dal'
import { restoreOwn } from '@/lib/membership/own.dal'
import { planRuns } from '@/lib/membership/plan.dal'
import { keepMembership } from '@/lib/membership/run.dal'
import { confirmRun, putOffRun, viewRuns, viewStuck } from '@/lib/membership/runs.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { makeManager } from '../support/departments'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import {
  china,
  deliverAt,
  enforceDormancy,
  eventsOf,
  lastLogin,
  memberOf,
  quietPool,
  statusOf,
  toldOf,
  turnAt,
} from '../support/membership'
import { makeReviewer, outcomes, refusalOf, times, unitOf, visitor } from '../support/units'

useDatabase()

let unit: UnitActor
let reviewer: StaffActor
let manager: StaffActor
let serial = 7000
const worker = systemActor('membership')

beforeAll(async () => {
  await enforceDormancy({ massCap: { share: 0, atLeast: 3 } })
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
  manager = await makeManager()
}, 60_000)
beforeEach(quietPool)
afterEach(() => setClock(null))

type Expert = Applicant & { phone: string }

/** Somebody in the pool whose last login was then. */
async function expert(at: string, disciplines?: string[]): Promise<Expert> {
  const phone = fixturePhone(serial++)
  const person = await expertOf(unit, reviewer, { phone, disciplines })
  await lastLogin(person, at)
  return { ...person, phone }
}

const experts = async (count: number, at: string): Promise<Expert[]> => {
  const made: Expert[] = []
  for (let n = 0; n < count; n += 1) made.push(await expert(at))
  return made
}

/** A login, with a new password where the old one has become too old meanwhile: only then he is in. */
async function enter({ phone }: Expert): Promise<void> {
  const name = phone
  const visit = { userAgent: 'Mozilla/5.0', sid: null }
  const outcome = await login(visitor(), { kind: 'individual', name, password: 'Gaoshan#2026liu' }, visit)
  if (!outcome.ok) throw new Error(outcome.message)
  const password = 'Xinmima#2027shan'
  if (outcome.home === '/login/renew')
    await renewPassword(visitor(), outcome.sid, { password, passwordAgain: password })
}

const statuses = async (people: Expert[]) => Promise.all(people.map(statusOf))

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
}, 60_000)

test('a login in the last second keeps him, one a second later wakes him, and the years begin anew', async () => {
  const [early, late] = [await expert('2028-03-10T08:00:00'), await expert('2028-03-10T08:00:00')]
  setClock(china('2029-03-10T23:59:59'))
  await enter(early)
  await turnAt('2029-03-11T00:00:00')
  expect(await statuses([early, late])).toEqual(['active', 'dormant'])
  setClock(china('2029-03-11T00:00:01'))
  await enter(late)
  await turnAt('2029-03-11T01:00:00')
  expect(await statuses([early, late])).toEqual(['active', 'active'])
  expect(await eventsOf(late)).toEqual(['admit', 'sleep', 'wake'])
  expect((await memberOf(late)).activatedAt).toEqual(china('2029-03-11T00:00:01'))
  await turnAt('2030-03-10T23:59:59')
  expect(await statuses([early, late])).toEqual(['active', 'active'])
  await turnAt('2030-03-11T00:00:00')
  expect(await statuses([early, late])).toEqual(['dormant', 'active'])
  expect(await brokenInvariants()).toEqual([])
}, 60_000)

test('a login at the very moment at which he falls asleep: whoever is first, he is awake in the end', async () => {
  const people = await experts(3, '2028-03-10T08:00:00')
  setClock(china('2029-03-11T00:00:00'))
  const { done } = await outcomes<unknown>([...people.map(enter), keepMembership(worker), keepMembership(worker)])
  expect(done).toHaveLength(5)
  expect(await statuses(people)).toEqual(['active', 'active', 'active'])
  expect(await brokenInvariants()).toEqual([])
}, 60_000)

test('five workers at once do everything once (DU10)', async () => {
  const people = await experts(3, '2028-03-10T08:00:00')
  setClock(china('2029-03-11T00:00:00'))
  const { failed } = await outcomes(times(5, () => keepMembership(worker)))
  expect(failed).toEqual([])
  expect(await statuses(people)).toEqual(['dormant', 'dormant', 'dormant'])
  for (const person of people) {
    expect(await eventsOf(person)).toEqual(['admit', 'sleep'])
    expect(await toldOf(person)).toEqual(['slept'])
  }
  const runs = await db().membershipRun.findMany({ where: { items: { some: { accountId: people[0]!.accountId } } } })
  expect(runs).toMatchObject([{ kind: 'sleep', planned: 3, waits: false, finishedAt: expect.any(Date) }])
  expect(await brokenInvariants()).toEqual([])
}, 60_000)

test('a run that was broken off goes on where it was, and who logged in meanwhile is left alone', async () => {
  const people = await experts(2, '2028-03-10T08:00:00')
  setClock(china('2029-03-11T00:00:00'))
  await planRuns(worker)
  await enter(people[0]!)
  await keepMembership(worker)
  expect(await statuses(people)).toEqual(['active', 'dormant'])
  const items = await db().membershipRunItem.findMany({
    where: { accountId: { in: people.map(person => person.accountId) } },
  })
  expect(items.map(item => item.outcome).sort()).toEqual(['done', 'void'])
  expect(await brokenInvariants()).toEqual([])
}, 60_000)

describe('beyond the cap', () => {
  test('a jump of the clock puts nobody to sleep: the list waits for a person', async () => {
    const people = await experts(4, '2028-03-10T08:00:00')
    await turnAt('2031-06-01T00:00:00')
    await turnAt('2031-06-02T00:00:00')
    expect(await statuses(people)).toEqual(times(4, () => 'active'))
    const { waiting } = await viewRuns(manager)
    expect(waiting).toMatchObject([{ kind: 'sleep', planned: 4, cap: 3, state: 'waiting', done: 0 }])
    expect(waiting[0]!.people.map(one => one.id).sort()).toEqual(people.map(one => one.accountId).sort())
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
  }, 60_000)

  test('confirmed, it is carried out, and who has logged in is left out', async () => {
    const people = await experts(5, '2028-03-10T08:00:00')
    await turnAt('2031-06-01T00:00:00')
    const [run] = (await viewRuns(manager)).waiting
    await confirmRun(manager, { id: run!.id, version: run!.version, reason: '名单已核对。' })
    setClock(china('2031-06-01T09:00:00'))
    await enter(people[0]!)
    await turnAt('2031-06-01T10:00:00')
    expect(await statuses(people)).toEqual(['active', ...times(4, () => 'dormant')])
    expect((await viewRuns(reviewer)).past[0]).toMatchObject({ state: 'done', done: 4, void: 1, failed: 0 })
    expect(await brokenInvariants()).toEqual([])
  }, 60_000)

  test('put off, nothing of its kind happens for a week; then it is asked again', async () => {
    const people = await experts(4, '2028-03-10T08:00:00')
    await turnAt('2031-06-01T00:00:00')
    const [run] = (await viewRuns(manager)).waiting
    await putOffRun(manager, { id: run!.id, version: run!.version, reason: '服务器时钟有误。' })
    await turnAt('2031-06-07T23:59:59')
    expect((await viewRuns(manager)).waiting).toEqual([])
    await turnAt('2031-06-08T00:00:00')
    expect((await viewRuns(manager)).waiting).toHaveLength(1)
    expect(await statuses(people)).toEqual(times(4, () => 'active'))
    expect(await brokenInvariants()).toEqual([])
  }, 60_000)

  test('several small runs of one day count together', async () => {
    const first = await experts(2, '2028-03-10T08:00:00')
    await turnAt('2029-03-11T00:00:00')
    const second = await experts(2, '2028-03-10T09:00:00')
    await turnAt('2029-03-11T01:00:00')
    expect(await statuses([...first, ...second])).toEqual(['dormant', 'dormant', 'active', 'active'])
    expect((await viewRuns(manager)).waiting).toMatchObject([{ kind: 'sleep', planned: 2 }])
  }, 60_000)
})

describe('nobody leaves whom the reminders did not reach', () => {
  /** Asleep, and the reminders of his exit are written; their day is 2030-03-11. */
  async function announced(): Promise<Expert> {
    const person = await expert('2028-03-10T08:00:00')
    await turnAt('2029-03-11T00:00:00')
    for (const day of ['2030-02-09', '2030-03-04', '2030-03-10']) await turnAt(`${day}T08:00:00`)
    return person
  }

  test('undelivered: he stays, staff see him, and a delivery afterwards begins a whole new notice', async () => {
    const person = await announced()
    await turnAt('2030-03-11T00:00:00')
    await turnAt('2030-05-11T00:00:00')
    expect(await statusOf(person)).toBe('dormant')
    expect((await viewStuck(reviewer)).map(one => one.id)).toEqual([person.accountId])
    await deliverAt('2030-05-12T00:00:00')
    await turnAt('2030-05-12T01:00:00')
    expect(await statusOf(person)).toBe('dormant')
    expect((await memberOf(person)).leaveOn).toEqual(new Date('2030-06-11'))
    expect(await viewStuck(reviewer)).toEqual([])
  }, 60_000)

  test('after a long stop the system reminds first, for thirty days', async () => {
    const person = await expert('2028-03-10T08:00:00')
    await turnAt('2029-03-11T00:00:00')
    await turnAt('2035-01-01T12:00:00')
    expect([await statusOf(person), (await memberOf(person)).leaveOn]).toEqual(['dormant', new Date('2035-01-31')])
    await deliverAt('2035-01-01T12:01:00')
    for (const day of ['2035-01-24', '2035-01-30']) {
      await turnAt(`${day}T08:00:00`)
      await deliverAt(`${day}T08:01:00`)
    }
    await turnAt('2035-01-31T00:00:00')
    expect(await statusOf(person)).toBe('left')
    expect(await brokenInvariants()).toEqual([])
  }, 60_000)

  test('a login takes the announcement back', async () => {
    const person = await announced()
    await deliverAt('2030-03-10T08:01:00')
    setClock(china('2030-03-10T23:59:59'))
    await enter(person)
    await turnAt('2030-03-11T00:00:00')
    expect(await memberOf(person)).toMatchObject({ status: 'active', leaveOn: null })
  }, 60_000)
})

test('whoever was put out automatically comes back within ninety days on his own request, and not later', async () => {
  const people = await experts(2, '2028-03-10T08:00:00')
  await turnAt('2029-03-11T00:00:00')
  for (const day of ['2030-02-09', '2030-03-04', '2030-03-10']) {
    await turnAt(`${day}T08:00:00`)
    await deliverAt(`${day}T08:00:00`)
  }
  await turnAt('2030-03-11T00:00:00')
  expect(await statuses(people)).toEqual(['left', 'left'])
  setClock(china('2030-06-09T23:59:59'))
  const [early, late] = people as [Expert, Expert]
  await enter(early)
  expect(await statusOf(early)).toBe('left')
  await restoreOwn(early, { version: (await memberOf(early)).version })
  expect(await memberOf(early)).toMatchObject({ status: 'active', activatedAt: china('2030-06-09T23:59:59') })
  setClock(china('2030-06-10T00:00:00'))
  const refusal = await refusalOf(restoreOwn(late, { version: (await memberOf(late)).version }))
  expect(refusal.message).toContain('已于 2030-06-09 到期')
  expect(await brokenInvariants()).toEqual([])
}, 60_000)

test('the forecast: who falls asleep until the end of next month, and what is left of his disciplines', async () => {
  const [first, second] = [await expert('2028-03-10T08:00:00', ['410']), await expert('2028-03-31T08:00:00', ['410'])]
  await expert('2028-04-01T08:00:00', ['410'])
  setClock(china('2029-02-01T08:00:00'))
  const forecast = await viewForecast(manager)
  expect(forecast).toMatchObject({ until: '2029-03-31', count: 1 })
  expect(forecast!.people).toMatchObject([{ id: first.accountId, on: '2029-03-11' }])
  expect(forecast!.disciplines).toMatchObject([{ code: '410', active: 3, asleep: 1 }])
  setClock(china('2029-03-01T08:00:00'))
  const later = await viewForecast(manager)
  expect(later!.until).toBe('2029-04-30')
  expect(later!.people.map(one => one.id)).toEqual(expect.arrayContaining([first.accountId, second.accountId]))
  expect(later!.disciplines[0]).toMatchObject({ active: 3, asleep: 3 })
}, 60_000)

test('where a policy has no dormancy nobody sleeps, and nothing is planned', async () => {
  const person = await expert('2001-01-01T08:00:00')
  await enforceDormancy({ dormantAfterYears: null, leaveAfterYears: null })
  const before = await db().membershipRun.count()
  await turnAt('2035-03-11T00:00:00')
  expect([await statusOf(person), await db().membershipRun.count()]).toEqual(['active', before])
  expect(await viewForecast(manager)).toBeNull()
}, 60_000)
