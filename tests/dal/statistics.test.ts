import { placesOf } from '@/components/statistics/places'
import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { codes, isDiscipline } from '@/lib/dict/tree'
import { ageBands } from '@/lib/expert/age.rules'
import { countExperts } from '@/lib/expert/pool.dal'
import { poolSpec, readFilter } from '@/lib/expert/pool.rules'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import { dimensions } from '@/lib/statistics/dimension.rules'
import { flowFigures } from '@/lib/statistics/flows.dal'
import { gapFigures } from '@/lib/statistics/gaps.dal'
import { disciplineFigures, poolFigures } from '@/lib/statistics/pool.dal'
import { parseStatistics, rangesOn, yearRange } from '@/lib/statistics/range.rules'
import { waitingFigures } from '@/lib/statistics/waiting.dal'
import { applicantAtBureau, applicantAtUnit, decide, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { department, give, makeManager, staffOf } from '../support/departments'
import { china } from '../support/membership'
import { enforce } from '../support/policy'
import { endOf, fillPool, inPool, type Made, made, type Step } from '../support/statistics'
import { makeReviewer, refusalOf, unitOf, visitor } from '../support/units'

useDatabase()

let reviewer: StaffActor
let own: StaffActor
let stranger: StaffActor
const units: UnitActor[] = []

beforeAll(async () => {
  await enforce('wuhan')
  reviewer = await makeReviewer('沈鉴')
  const manager = await makeManager()
  for (let n = 0; n < 3; n += 1) units.push(await unitOf('active'))
  const above = await department(manager, '示范区科技局')
  const below = await department(manager, '示范街道科技办', above)
  await give(manager, units[1]!, below)
  own = await staffOf('区管', above, '示范区科技局')
  stranger = await staffOf('别管', await department(manager, '别区科技局'), '别区科技局')
  const person = await expertOf(units[0]!, reviewer)
  const { versionId } = await db().expert.findUniqueOrThrow({ where: { accountId: person.accountId } })
  await fillPool(versionId, units)
})

afterAll(() => setClock(null))

describe('the pool now', () => {
  test('each division adds up to the pool, and says as many as the list does', async () => {
    const { total, by } = await poolFigures(reviewer, null)
    expect(total).toBe((await countExperts(reviewer, {})).count)
    for (const dimension of dimensions)
      expect([dimension, by[dimension].reduce((sum, slice) => sum + slice.count, 0)]).toEqual([dimension, total])
    expect(by.age.map(slice => slice.code)).toEqual(ageBands.map(band => band.value))
    // what a number leads to in the list is as many as the number says
    const places = placesOf('/x', parseStatistics({}, chinaDay(new Date()), isDiscipline), '/bureau/experts')
    let followed = 0
    for (const dimension of dimensions)
      for (const slice of by[dimension]) {
        const href = places.experts!(dimension, slice)
        if (href === undefined) continue
        followed += 1
        const raw = Object.fromEntries(new URL(href, 'http://a').searchParams)
        const { count } = await countExperts(reviewer, readFilter(raw, poolSpec(codes)))
        expect([href, count]).toEqual([href, slice.count])
      }
    expect(followed).toBeGreaterThan(15)
  })

  test('disciplines say as many as the list does, on every level', async () => {
    for (const under of [null, '320', '110', '11021']) {
      const { slices, total } = await disciplineFigures(reviewer, { on: null, under })
      expect(slices.length).toBeGreaterThan(0)
      for (const { code, count, leaf } of slices) {
        if (code === under) continue
        expect([code, (await countExperts(reviewer, { discipline: code })).count]).toEqual([code, count])
        expect([code, leaf]).toEqual([code, code.length === 7])
      }
      if (under) expect([under, (await countExperts(reviewer, { discipline: under })).count]).toEqual([under, total])
    }
  })
})

describe('the past', () => {
  test('the history of places says the same about today as the places themselves', async () => {
    setClock(new Date(Date.now() + 86_400_000 * 2))
    const past = await poolFigures(reviewer, chinaDay(new Date()))
    const now = await poolFigures(reviewer, null)
    expect(past.total).toBe(now.total)
    expect({ ...past.by, age: [] }).toEqual({ ...now.by, age: [] })
    setClock(null)
  })

  test.each(['2023-12-31', '2024-03-15', '2024-12-31', '2025-07-01'])(
    '%s: who was in the pool, one by one',
    async on => {
      const here = made.filter(one => inPool(one, endOf(on)))
      const { total, by } = await poolFigures(reviewer, on)
      expect(total).toBe(here.length)
      const counted = (of: (one: Made) => string) => {
        const sums: Record<string, number> = {}
        for (const one of here) sums[of(one)] = (sums[of(one)] ?? 0) + 1
        return sums
      }
      const said = (slices: { code: string; count: number }[]) =>
        Object.fromEntries(slices.map(slice => [slice.code, slice.count]))
      expect(said(by.sex)).toEqual(counted(one => one.sex))
      expect(said(by.titleLevel)).toEqual(counted(one => one.level))
      expect(said(by.source)).toEqual(counted(one => one.source))
      expect(said(by.status)).toEqual(counted(one => one.steps.filter(step => step.at < endOf(on)).at(-1)!.to))
      expect(said(by.region)).toEqual(
        counted(one => (one.region.startsWith('4201') ? one.region : `${one.region.slice(0, 2)}0000`)),
      )
      expect(said(by.inside)).toEqual(counted(one => (one.region.startsWith('4201') ? 'inside' : 'outside')))
      const under = (await disciplineFigures(reviewer, { on, under: null })).slices
      for (const { code, count } of under)
        expect([code, count]).toEqual([code, here.filter(one => one.codes.some(c => c.startsWith(code))).length])
    },
  )

  test.each([2024, 2025])('what flowed in %i, month by month, and how many were left', async year => {
    const range = yearRange(year)
    const flows = await flowFigures(reviewer, range)
    const steps = made.flatMap(one => one.steps)
    const month = (step: Step) => chinaDay(step.at).slice(0, 7)
    for (const row of flows.months) {
      const own = steps.filter(step => month(step) === row.month)
      expect(row).toEqual({
        month: row.month,
        in: own.filter(step => step.from === null || step.from === 'left').length,
        out: own.filter(step => step.to === 'left').length,
        sleep: own.filter(step => step.to === 'dormant').length,
        wake: own.filter(step => step.event === 'wake').length,
        after: made.filter(one =>
          inPool(one, endOf(`${row.month}-${new Date(year, Number(row.month.slice(5)), 0).getDate()}`)),
        ).length,
      })
    }
    expect(flows.before + flows.in - flows.out).toBe(flows.after)
    expect(flows.before).toBe((await poolFigures(reviewer, `${year - 1}-12-31`)).total)
    expect(flows.after).toBe((await poolFigures(reviewer, `${year}-12-31`)).total)
    for (const [slices, sum] of [
      [flows.entries, flows.in],
      [flows.exits, flows.out],
    ] as const)
      expect(slices.reduce((all, slice) => all + slice.count, 0)).toBe(sum)
  })
})

describe('a department', () => {
  test('sees its units and those below it, and nobody else', async () => {
    const { total, by } = await poolFigures(own, null)
    const here = made.filter(one => one.unit === 1 && one.steps.at(-1)!.to !== 'left')
    expect(total).toBe(here.length)
    expect(by.sex.reduce((sum, slice) => sum + slice.count, 0)).toBe(here.length)
    const { slices } = await disciplineFigures(own, { on: null, under: null })
    for (const { code, count } of slices)
      expect([code, count]).toEqual([code, here.filter(one => one.codes.some(c => c.startsWith(code))).length])
    const all = made.filter(one => one.unit === 1)
    expect(await flowFigures(own, yearRange(2024))).toMatchObject({
      after: all.filter(one => inPool(one, endOf('2024-12-31'))).length,
    })
    expect((await poolFigures(own, '2024-12-31')).total).toBe((await flowFigures(own, yearRange(2024))).after)
    const gaps = await gapFigures(own, { level: 1, threshold: 100 })
    expect(new Set(gaps.thin.map(row => row.unit)).size).toBe(1)
  })

  test('without units of its own sees nothing, and whoever is neither is refused', async () => {
    expect((await poolFigures(stranger, null)).total).toBe(0)
    expect(await flowFigures(stranger, yearRange(2024))).toMatchObject({ before: 0, in: 0, out: 0, after: 0 })
    expect((await waitingFigures(stranger, rangesOn(chinaDay(new Date()))[0]!)).every(desk => desk.handled === 0)).toBe(
      true,
    )
    for (const actor of [visitor(), units[0]!, { ...own, departmentId: null }])
      expect(['signedOut', 'notFound']).toContain((await refusalOf(poolFigures(actor, null))).code)
  })
})

test('gaps: few, soon few, from one unit; whoever sleeps or left is nobody to ask', async () => {
  await enforce('shaoxing')
  const available = made.filter(one => one.steps.at(-1)!.to === 'active')
  const of = (code: string) => available.filter(one => one.codes.some(c => c.startsWith(code)))
  const gaps = await gapFigures(reviewer, { level: 1, threshold: 100 })
  // one more of 320 came in by the front door
  for (const row of gaps.thin)
    expect([row.code, row.available]).toEqual([row.code, of(row.code).length + (row.code === '320' ? 1 : 0)])
  const [first] = gaps.thin
  const asleep = of(first!.code).filter(one => made.indexOf(one) % 3 === 0).length
  expect(first!.asleep).toBe(asleep)
  const tight = await gapFigures(reviewer, { level: 1, threshold: first!.available })
  expect(tight.thin.map(row => row.code)).not.toContain(first!.code)
  expect(tight.soon.map(row => row.code)).toContain(first!.code)
  expect(gaps.covered + gaps.empty.length).toBe(gaps.disciplines)
  await enforce('wuhan')
})

test('desks: how long, how often returned, what waits', async () => {
  await enforce('wuhan')
  const unit = await unitOf('active')
  // a Monday in an ordinary week
  setClock(china('2026-06-08T10:00:00'))
  const [quick, slow, back] = [await applicantAtUnit(unit), await applicantAtUnit(unit), await applicantAtUnit(unit)]
  await applicantAtBureau(unit)
  setClock(china('2026-06-09T10:00:00'))
  await decide(unit, quick, 'recommend')
  setClock(china('2026-06-12T23:30:00'))
  await decide(unit, back, 'return', '请补充')
  setClock(china('2026-06-22T10:00:00'))
  await decide(unit, slow, 'recommend')
  setClock(china('2026-06-24T10:00:00'))
  const desks = await waitingFigures(reviewer, rangesOn('2026-06-24')[0]!)
  const atUnit = desks.find(desk => desk.desk === 'unit')!
  const june = atUnit.months.find(month => month.month === '2026-06')!
  // the one recommended on the day it came, one day, four days; 端午 (19 June) and two weekends lie in the longest
  expect(june).toEqual({ month: '2026-06', handled: 4, median: 2.5, within: 3 })
  expect(atUnit).toMatchObject({ aim: 5, returned: 1, refused: 0, waiting: 0 })
  const atBureau = desks.find(desk => desk.desk === 'bureau')!
  expect(atBureau).toMatchObject({ waiting: 3, longest: 11, overdue: 2 })
  setClock(null)
})
