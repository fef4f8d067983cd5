import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { reviewerDesk } from '@/lib/desk/desk.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { decideUnit } from '@/lib/unit/review.dal'
import { applicantAtBureau, applicantAtUnit, decide } from '../support/applications'
import { useDatabase } from '../support/database'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

/** A Monday; the units' aim is 2 working days, the bureau's for applications 5. */
const monday = (days: number, hour = 10) => setClock(new Date(Date.UTC(2031, 2, 3 + days, hour - 8)))
afterAll(() => setClock(null))

let unit: UnitActor
let reviewer: StaffActor
let second: StaffActor

beforeAll(async () => {
  monday(0)
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
  second = await makeReviewer('方衡')
})

test('an empty desk says so', async () => {
  expect(await reviewerDesk(reviewer)).toEqual({
    units: { waiting: 0, overdue: 0, ofAll: null, aim: { count: 2, in: 'days' }, oldest: [] },
    applications: { waiting: 0, overdue: 0, ofAll: null, aim: { count: 5, in: 'days' }, oldest: [] },
    pool: { count: 0, more: false },
    matters: [],
    decisions: [],
    decidedToday: 0,
  })
})

test('what waits, the longest first, how much of it too long, and what one did oneself', async () => {
  monday(0)
  const first = await unitOf('submitted', '示范第一研究所')
  const people = []
  for (let day = 0; day < 6; day += 1) {
    monday(day)
    people.push(await applicantAtBureau(unit, { name: `言等${day}` }))
  }
  await applicantAtUnit(unit)
  monday(2)
  await unitOf('submitted', '示范第二研究所')

  monday(2, 20)
  expect((await reviewerDesk(reviewer)).units).toMatchObject({ waiting: 2, overdue: 0 })
  monday(3, 0)
  const units = (await reviewerDesk(reviewer)).units
  expect(units).toMatchObject({ waiting: 2, overdue: 1 })
  expect(units.oldest.map(row => [row.name, row.wait?.count, row.wait?.overdue])).toEqual([
    ['示范第一研究所', 3, true],
    ['示范第二研究所', 1, false],
  ])

  monday(8)
  const desk = await reviewerDesk(reviewer)
  expect(desk.applications).toMatchObject({ waiting: 6, overdue: 1 })
  expect(desk.applications.oldest.map(row => [row.name, row.overdue])).toEqual([
    ['言等0', true],
    ['言等1', false],
    ['言等2', false],
    ['言等3', false],
    ['言等4', false],
  ])

  await decide(reviewer, people[0]!, 'approve')
  await decide(second, people[1]!, 'refuse', '不符合条件。')
  monday(9)
  await decideUnit(reviewer, { id: first.unitId, version: 0, event: 'approve', opinion: null })
  await decide(reviewer, people[2]!, 'return', '请补充。')
  const after = await reviewerDesk(reviewer)
  expect(after).toMatchObject({
    pool: { count: 1 },
    applications: { waiting: 3 },
    units: { waiting: 1 },
    decidedToday: 2,
  })
  expect(after.decisions.map(({ type, name, label, toLabel }) => [type, name, label, toLabel])).toEqual([
    ['application', '言等2', '退回修改', '退回修改'],
    ['unit', '示范第一研究所', '审核通过', '正常'],
    ['application', '言等0', '审核通过', '审核通过'],
  ])
  expect((await reviewerDesk(second)).decisions.map(row => row.name)).toEqual(['言等1'])
})

test('who has duties is told of what he serves, as the lists behind the numbers open on it, and of how much there is in all', async () => {
  monday(10)
  const mine = await unitOf('active', '示范第三研究所')
  await applicantAtBureau(mine, { name: '言归我' })
  const before = await reviewerDesk(reviewer)
  await db().reviewDuty.create({ data: { id: newId(), accountId: reviewer.accountId, unitId: mine.unitId } })
  const desk = await reviewerDesk(reviewer)
  expect(desk.applications).toMatchObject({ waiting: 1, ofAll: before.applications.waiting })
  expect(desk.applications.oldest.map(row => row.name)).toEqual(['言归我'])
  expect(desk.units).toMatchObject({ waiting: 0, oldest: [], ofAll: before.units.waiting })
  expect((await reviewerDesk(second)).applications).toMatchObject({ waiting: before.applications.waiting, ofAll: null })
})

test('only reviewers have such a desk', async () => {
  for (const actor of [unit, { ...reviewer, roles: ['noticeEditor'] as const }])
    expect(await refusalOf(reviewerDesk(actor))).toMatchObject({ code: 'notFound' })
})
