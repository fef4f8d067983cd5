import { type StaffActor, systemActor } from '@/lib/access/actor'
import { creditWithin } from '@/lib/draw/credit-sum.dal'
import { drawsOfExpert } from '@/lib/draw/expert-draws.dal'
import { describeFilter } from '@/lib/expert/describe.dal'
import { facetsOf, loosened } from '@/lib/expert/facets.dal'
import { countExperts, searchExperts } from '@/lib/expert/pool.dal'
import { requestExport } from '@/lib/export/request.dal'
import { exportedRows } from '@/lib/export/rows.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useDatabase } from '../support/database'
import { makeExperts } from '../support/draw-pool'
import { drawDay, drawnPanel, type MadeDraw } from '../support/draw-seats'
import { allowDraws } from '../support/draws'
import { staffOf } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()

let manager: StaffActor
let supervisor: StaffActor
let reviewer: StaffActor
let people: string[]
let sealed: MadeDraw

/** 100 to begin with: 50 said by hand, 70 in a draw that is sealed, 80 in one that is open, 105, and one without a line. */
beforeAll(async () => {
  await allowDraws()
  manager = await staffOf('bureauManager')
  supervisor = await staffOf('supervisor')
  reviewer = await staffOf('bureauReviewer')
  setClock(drawDay)
  people = await makeExperts(5)
  const requester = await staffOf('drawRequester')
  sealed = await drawnPanel(requester, [{ accountId: people[1]! }], { status: 'inviting' })
  const open = await drawnPanel(requester, [{ accountId: people[2]! }], { days: 7, status: 'inviting' })
  await unseal(open)
  const line = (at: number, points: number, seatId: string | null = null) => ({
    ...{ id: newId(), expertId: people[at]!, kind: 'correction', points, words: '测试', byName: '测试', at: drawDay },
    seatId,
  })
  await db().creditEntry.createMany({
    data: [
      ...[line(0, -20), line(0, -30), line(3, 5)],
      ...[line(1, -30, sealed.seats[0]), line(2, -20, open.seats[0])],
    ],
  })
})
afterAll(() => setClock(null))

const unseal = (draw: MadeDraw) =>
  db().drawRequest.update({ where: { id: draw.id }, data: { status: 'held', unlockedAt: drawDay } })
const numbers = (rows: readonly { id: string }[]) => rows.map(({ id }) => people.indexOf(id))
const found = async (credit: string, actor = manager) =>
  numbers((await searchExperts(actor, { credit, size: 50 })).rows).sort()

test('experts are found by a score of at most so much; a line of a sealed draw tells nothing until it is open', async () => {
  expect(await found('49')).toEqual([])
  expect(await found('50')).toEqual([0])
  expect(await found('70')).toEqual([0])
  expect(await found('80', supervisor)).toEqual([0, 2])
  expect(await found('99')).toEqual([0, 2])
  expect(await found('100')).toEqual([0, 1, 2, 4])
  expect(await found('105')).toEqual([0, 1, 2, 3, 4])
  expect(await countExperts(manager, { credit: '80' })).toEqual({ count: 2, more: false })
  expect(await loosened(manager, { credit: '49' })).toEqual([{ key: 'credit', count: 5, more: false }])
  expect((await facetsOf(manager, { credit: '80' })).facets.find(({ key }) => key === 'level')?.values).toMatchObject([
    { count: 2 },
  ])
  expect((await describeFilter(manager, { credit: '80' })).map(({ label, words }) => label + words)).toEqual([
    '信用分不高于 80 分',
  ])
})

test('sorted by the score, page by page; each score is the one on the page of the expert', async () => {
  const seen: [number, number | null][] = []
  for (let after: string | null = null, page = 0; page < 5; page += 1) {
    const { rows, next } = await searchExperts(manager, { size: 2, sort: 'credit', order: 'asc', after })
    seen.push(...rows.map(row => [people.indexOf(row.id), row.credit] as [number, number | null]))
    after = next
    if (!after) break
  }
  expect(seen.map(([, score]) => score)).toEqual([50, 80, 100, 100, 105])
  expect(new Set(seen.map(([at]) => at)).size).toBe(5)
  for (const [at, score] of seen) expect((await drawsOfExpert(manager, people[at]!)).credit.score).toBe(score)
  const down = await searchExperts(manager, { size: 2, sort: 'credit', order: 'desc' })
  expect(down.rows.map(row => row.credit)).toEqual([105, 100])
})

test('who may not look at draws neither filters nor sorts by it, nor reads it, nor takes such a list out', async () => {
  expect((await refusalOf(searchExperts(reviewer, { size: 5, sort: 'credit' }))).code).toBe('notFound')
  expect((await refusalOf(searchExperts(reviewer, { size: 5, credit: '60' }))).code).toBe('notFound')
  expect((await refusalOf(countExperts(reviewer, { credit: '60' }))).code).toBe('notFound')
  const { rows } = await searchExperts(reviewer, { size: 5 })
  expect(rows.map(({ credit }) => credit)).toEqual(rows.map(() => null))
  const asked = { query: 'credit=60', columns: ['name'], purpose: '核对信用记录', numbersReason: null }
  expect((await refusalOf(requestExport(reviewer, asked as never))).code).toBe('notFound')
  const file = await exportedRows(systemActor('exports'), { query: 'credit=80', columns: ['name'] }, 10)
  expect(file.ids.map(id => people.indexOf(id)).sort()).toEqual([0, 2])
})

test('the condition of a draw is the same reckoning, with every line: at most n and at least n + 1 are everybody, once', async () => {
  const meets = async (bound: { atLeast: number } | { atMost: number }) => {
    const condition = creditWithin(manager, { ...bound, start: 100 }, null)
    return numbers(
      await db().$queryRaw<{ id: string }[]>`SELECT e.account_id::text AS id FROM expert e WHERE ${condition}`,
    )
  }
  for (const score of [0, 49, 50, 69, 70, 80, 99, 100, 104, 105, 200]) {
    const [low, high] = [await meets({ atMost: score }), await meets({ atLeast: score + 1 })]
    expect([...low, ...high].sort()).toEqual([0, 1, 2, 3, 4])
  }
  expect((await meets({ atMost: 70 })).sort()).toEqual([0, 1])
  await unseal(sealed)
  expect(await found('70')).toEqual([0, 1])
})
