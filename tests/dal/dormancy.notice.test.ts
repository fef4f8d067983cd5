import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { viewForecast } from '@/lib/membership/forecast.dal'
import { restoreOwn } from '@/lib/membership/own.dal'
import { viewStuck } from '@/lib/membership/runs.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { makeManager } from '../support/departments'
import { brokenInvariants } from '../support/invariants'
import {
  china,
  deliverAt,
  enforceDormancy,
  logInAs,
  memberOf,
  memberSince,
  ownVersion,
  type PoolMember,
  quietPool,
  statusesOf,
  statusOf,
  turnAt,
} from '../support/membership'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let reviewer: StaffActor
let manager: StaffActor

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

describe('nobody leaves whom the reminders did not reach', () => {
  /** Asleep, and the reminders of his exit are written; their day is 2030-03-11. */
  async function announced(): Promise<PoolMember> {
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
  })

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
  })

  test('a login takes the announcement back', async () => {
    const person = await announced()
    await deliverAt('2030-03-10T08:01:00')
    setClock(china('2030-03-10T23:59:59'))
    await logInAs(person)
    await turnAt('2030-03-11T00:00:00')
    expect(await memberOf(person)).toMatchObject({ status: 'active', leaveOn: null })
  })
})

test('whoever was put out automatically comes back within ninety days on his own request, and not later', async () => {
  const people = await experts(2, '2028-03-10T08:00:00')
  await turnAt('2029-03-11T00:00:00')
  for (const day of ['2030-02-09', '2030-03-04', '2030-03-10']) {
    await turnAt(`${day}T08:00:00`)
    await deliverAt(`${day}T08:00:00`)
  }
  await turnAt('2030-03-11T00:00:00')
  expect(await statusesOf(people)).toEqual(['left', 'left'])
  setClock(china('2030-06-09T23:59:59'))
  const [early, late] = people as [PoolMember, PoolMember]
  await logInAs(early)
  expect(await statusOf(early)).toBe('left')
  await restoreOwn(early, await ownVersion(early))
  expect(await memberOf(early)).toMatchObject({ status: 'active', activatedAt: china('2030-06-09T23:59:59') })
  setClock(china('2030-06-10T00:00:00'))
  const refusal = await refusalOf(restoreOwn(late, await ownVersion(late)))
  expect(refusal.message).toContain('已于 2030-06-09 到期')
  expect(await brokenInvariants()).toEqual([])
})

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
})

test('where a policy has no dormancy nobody sleeps, and nothing is planned', async () => {
  const person = await expert('2001-01-01T08:00:00')
  await enforceDormancy({ dormantAfterYears: null, leaveAfterYears: null })
  const before = await db().membershipRun.count()
  await turnAt('2035-03-11T00:00:00')
  expect([await statusOf(person), await db().membershipRun.count()]).toEqual(['active', before])
  expect(await viewForecast(manager)).toBeNull()
})
