import { type StaffActor, systemActor } from '@/lib/access/actor'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { keepReports, viewReport } from '@/lib/statistics/report.dal'
import { expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { department, give, makeManager, staffOf } from '../support/departments'
import { china } from '../support/membership'
import { enforce } from '../support/policy'
import { endOf, fillPool, inPool, made } from '../support/statistics'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let reviewer: StaffActor
let own: StaffActor
const job = systemActor('yearly-reports')

beforeAll(async () => {
  await enforce('wuhan')
  setClock(china('2026-03-02T09:00:00'))
  reviewer = await makeReviewer('沈鉴')
  const manager = await makeManager()
  const units = [await unitOf('active'), await unitOf('active'), await unitOf('active')]
  const area = await department(manager, '示范区科技局')
  await give(manager, units[1]!, area)
  own = await staffOf('区管', area, '示范区科技局')
  const person = await expertOf(units[0]!, reviewer)
  const { versionId } = await db().expert.findUniqueOrThrow({ where: { accountId: person.accountId } })
  await fillPool(versionId, units)
})

afterAll(() => setClock(null))

const aliveAt = (day: string) => made.filter(one => inPool(one, endOf(day))).length

test('a year that is over is kept as it was, whatever becomes of its people; this one goes on', async () => {
  const { report: asked, years } = await viewReport(reviewer, 2025)
  expect(years).toEqual([2026, 2025, 2024])
  expect(asked).toMatchObject({
    year: 2025,
    final: true,
    until: '2025-12-31',
    madeOn: '2026-03-02',
    flows: { before: aliveAt('2024-12-31'), after: aliveAt('2025-12-31') },
    lastYear: { before: 0, after: aliveAt('2024-12-31') },
  })
  for (const slices of [asked.structure.sex, asked.structure.titleLevel, asked.structure.region]) {
    expect(slices.reduce((sum, slice) => sum + slice.count, 0)).toBe(asked.flows.after)
    expect(slices.reduce((sum, slice) => sum + (slice.before ?? 0), 0)).toBe(asked.flows.before)
  }
  await keepReports(job)
  await keepReports(job)
  const kept = await db().yearlyReport.findMany({ orderBy: { year: 'asc' } })
  expect(kept.map(({ year, poolEnd }) => [year, poolEnd])).toEqual([
    [2024, aliveAt('2024-12-31')],
    [2025, aliveAt('2025-12-31')],
  ])
  expect((await viewReport(reviewer, 2025)).report).toEqual(asked)
  await db().expert.updateMany({ data: { titleLevel: 'junior', sex: '9' } })
  setClock(china('2027-02-01T09:00:00'))
  expect((await viewReport(reviewer, 2025)).report).toEqual(asked)
  setClock(china('2026-03-02T09:00:00'))
  const { report: thisYear } = await viewReport(reviewer, 2026)
  expect(thisYear).toMatchObject({ final: false, until: '2026-03-02', flows: { before: asked.flows.after } })
  // beside what was kept, not beside what is written now
  expect(thisYear.structure.sex.find(slice => slice.code === '1')).toEqual({
    ...{ code: '1', label: '男', count: 0 },
    before: asked.structure.sex.find(slice => slice.code === '1')!.count,
  })
})

test('what was kept cannot be changed or taken away', async () => {
  await expect(db().yearlyReport.updateMany({ data: { poolEnd: 1 } })).rejects.toThrow(/append-only/)
  await expect(db().yearlyReport.deleteMany()).rejects.toThrow(/append-only/)
  const early = { year: 2026, data: {}, poolEnd: 0, policyVersionId: 1, madeAt: china('2026-12-31T23:59:59') }
  await expect(db().yearlyReport.create({ data: early })).rejects.toThrow(/yearly_report_over/)
})

test('years without a pool and people who see only a part are refused', async () => {
  for (const year of [2023, 2027, 0, Number.NaN, 2025.5])
    expect([year, (await refusalOf(viewReport(reviewer, year))).code]).toEqual([year, 'notFound'])
  expect((await refusalOf(viewReport(own, 2025))).code).toBe('notFound')
  const both: StaffActor = { ...own, roles: ['departmentReviewer', 'bureauReviewer'] }
  expect((await refusalOf(viewReport(both, 2025))).code).toBe('notFound')
})
