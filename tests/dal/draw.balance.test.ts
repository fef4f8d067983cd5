import type { StaffActor } from '@/lib/access/actor'
import { balanceFrame, listBalance } from '@/lib/draw/balance.dal'
import type { BalanceView } from '@/lib/draw/balance.rules'
import { balanceKinds } from '@/lib/draw/balance-kinds.dal'
import { drawsOfExpert } from '@/lib/draw/expert-draws.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { requestExport } from '@/lib/export/request.dal'
import { exportedRows } from '@/lib/export/rows.dal'
import { previewExport } from '@/lib/export/view.dal'
import { now, setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { rangesOn, yearRange } from '@/lib/statistics/range.rules'
import { useDatabase } from '../support/database'
import { poolOfDraw } from '../support/draw-balance'
import { makeExperts } from '../support/draw-pool'
import { addSeat, drawDay, drawnPanel, type MadeDraw } from '../support/draw-seats'
import { nothingOf } from '../support/draw-secrets'
import { allowDraws } from '../support/draws'
import { staffOf } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()

const range = yearRange(2031)
let manager: StaffActor
let supervisor: StaffActor
let requester: StaffActor
let people: string[]

beforeAll(async () => {
  await allowDraws({ yearlyCap: 2 })
  manager = await staffOf('bureauManager')
  supervisor = await staffOf('supervisor')
  requester = await staffOf('drawRequester')
  setClock(drawDay)
  people = await makeExperts(6, at => ({ titleLevel: at < 3 ? 'senior' : 'middle' }))
})
afterAll(() => setClock(null))

const ask = (view: BalanceView = '', more: object = {}) =>
  listBalance(manager, { view, range, size: 20, sort: 'difference', order: 'desc', ...more })
const open = (draw: MadeDraw) =>
  db().drawRequest.update({ where: { id: draw.id }, data: { status: 'held', unlockedAt: drawDay } })
const someone = (...numbers: number[]) => numbers.map(at => ({ accountId: people[at]! }))

/** One review of a day: everybody in its pool with the chance of a third, these two drawn. */
async function review(days: number, ...drawn: number[]): Promise<MadeDraw> {
  const draw = await drawnPanel(requester, someone(...drawn), { days, status: 'inviting' })
  await poolOfDraw(draw.drawId, people, 1 / 3)
  return draw
}

test('a sealed draw counts in no figure, only in how many there are; once it is open it counts', async () => {
  const draw = await review(0, 0, 1)
  const before = [await ask(), await balanceFrame(supervisor, range), await balanceKinds(supervisor, range)] as const
  expect(before[0].rows).toEqual([])
  expect(before[1]).toEqual({ draws: 0, sealed: 1, drawn: 0, newcomers: 0, followed: 0, yearlyCap: 2 })
  expect(before[2].unit.slices).toEqual([])
  expect(await nothingOf(people, JSON.stringify(before))).toEqual([])
  // who of the last round is in the pool, or was drawn earlier, is not told by the other draws either
  await open(draw)
  const { rows } = await ask()
  expect(rows).toHaveLength(6)
  expect(rows.map(row => [row.pools, row.drawn, Number(row.expected.toFixed(3))]).slice(0, 3)).toEqual([
    [1, 1, 0.333],
    [1, 1, 0.333],
    [1, 0, 0.333],
  ])
  expect(await balanceFrame(supervisor, range)).toMatchObject({ draws: 1, sealed: 0, drawn: 2, newcomers: 2 })
})

test('a void attempt and who followed are no chance; who was drawn before is no newcomer', async () => {
  const draw = await review(1, 0, 2)
  await addSeat(draw, people[3]!, { rank: 9, kind: 'alternate', days: 1 })
  await open(draw)
  const gone = await review(2, 4, 5)
  await db().drawSeat.updateMany({ where: { requestId: gone.id }, data: { status: 'released' } })
  await db().draw.update({
    where: { id: gone.drawId },
    data: { voidedAt: drawDay, voidedById: manager.accountId, voidReason: '抽取时停电' },
  })
  await db().drawRequest.update({ where: { id: gone.id }, data: { status: 'held', unlockedAt: drawDay } })
  const { rows, tabs } = await ask()
  const of = (at: number) => rows.find(row => row.id === people[at])!
  expect(of(0)).toMatchObject({ pools: 2, drawn: 2, followed: 0, usual: { from: 0, to: 2 }, verdict: 'usual' })
  expect(of(3)).toMatchObject({ pools: 2, drawn: 0, followed: 1 })
  expect(of(4)).toMatchObject({ pools: 2, drawn: 0 })
  expect(of(0).expected).toBeCloseTo(2 / 3)
  expect(of(0).variance).toBeCloseTo(4 / 9)
  expect(tabs).toMatchObject({ '': { count: 6 }, often: { count: 1 }, capped: { count: 1 }, over: { count: 0 } })
  expect((await ask('capped')).rows.map(row => row.id)).toEqual([people[0]])
  expect(await balanceFrame(manager, range)).toMatchObject({ draws: 2, drawn: 4, newcomers: 3, followed: 1 })
})

test('who is often in the pool and never drawn, and who is drawn more than chance does, stand in lists of their own', async () => {
  for (const days of [3, 4, 5, 6, 7]) await open(await review(days, 0, 1))
  expect((await ask('never')).rows.map(row => row.id).sort()).toEqual([people[3], people[4], people[5]].sort())
  const over = await ask('over')
  expect(over.rows.map(row => [row.id, row.drawn, row.verdict])).toEqual([
    [people[0], 7, 'over'],
    [people[1], 6, 'over'],
  ])
  const { level } = await balanceKinds(manager, range)
  expect(level.slices.map(slice => [slice.code, slice.people, slice.drawn, slice.verdict])).toEqual([
    ['senior', 3, 14, 'over'],
    ['middle', 3, 0, 'under'],
  ])
})

test('pages follow each other in every order and miss nobody; filters narrow the lists and their counts', async () => {
  for (const sort of ['difference', 'expected', 'drawn', 'last'] as const)
    for (const order of ['asc', 'desc'] as const) {
      const seen: string[] = []
      let after: string | null = null
      do {
        const page: Awaited<ReturnType<typeof ask>> = await ask('', { sort, order, size: 2, after })
        seen.push(...page.rows.map(row => row.id))
        after = page.next
      } while (after)
      expect([...seen].sort()).toEqual([...people].sort())
    }
  const { rows, tabs } = await ask('', { level: ['middle'] })
  expect([rows.length, tabs.never.count, tabs.over.count]).toEqual([3, 3, 0])
  expect(
    (await listBalance(manager, { view: '', range: yearRange(2030), size: 20, sort: 'last', order: 'desc' })).rows,
  ).toEqual([])
})

test('the page of an expert tells of open lists only, in lines, counts and credit; a seat has a card once it has a name', async () => {
  const before = await drawsOfExpert(manager, people[2]!)
  const draw = await review(20, 2)
  await db().drawSeat.update({ where: { id: draw.seats[0]! }, data: { status: 'declined', declineCode: 'time' } })
  const entry = { expertId: people[2]!, kind: 'absence', points: -20, words: '缺席', byName: '系统', at: drawDay }
  await db().creditEntry.createMany({
    data: [
      { id: newId(), ...entry, seatId: draw.seats[0]! },
      { id: newId(), ...entry, points: 3, seatId: null },
    ],
  })
  const sealed = await drawsOfExpert(manager, people[2]!)
  expect({ ...sealed, credit: null }).toEqual({ ...before, credit: null })
  expect([before.credit.score, sealed.credit.score, sealed.credit.lines.length]).toEqual([100, 103, 1])
  expect((await viewSeats(manager, draw.id)).rows.every(row => row.card === null)).toBe(true)
  await open(draw)
  const now = await drawsOfExpert(manager, people[2]!)
  expect([now.card.declined, now.rows.length, now.credit.score]).toEqual([1, before.rows.length + 1, 83])
  expect((await refusalOf(drawsOfExpert(requester, people[2]!))).code).toBe('notFound')
})

test('who decides about a place reads what its holder did before; whoever asked does not', async () => {
  const draw = await review(30, 0)
  await open(draw)
  expect((await viewSeats(manager, draw.id)).rows[0]!.card).toMatchObject({ completed: 0, declined: 0 })
  expect((await viewSeats(requester, draw.id)).rows[0]!.card).toBeNull()
})

test('a file that was agreed to may hold the figures, of open lists, for whoever may look at them', async () => {
  const reviewer = await staffOf('bureauReviewer')
  const columns = ['name', 'pools', 'expected', 'drawn']
  expect((await previewExport(manager, '')).columns).toEqual(expect.arrayContaining(columns))
  expect((await previewExport(reviewer, '')).columns).not.toContain('drawn')
  const asked = { query: '', columns, purpose: '核对抽取是否均衡', numbersReason: null }
  expect((await refusalOf(requestExport(reviewer, asked as never))).fieldErrors?.columns?.[0]).toContain('没有查看')
  const year = rangesOn(chinaDay(now()))[0]!
  const board = await ask('', { range: year })
  await review(25, 4)
  const file = (await exportedRows(manager, { query: '', columns }, 50)).cells()
  expect(file.toSorted()).toEqual(
    board.rows.map(row => [row.name, String(row.pools), row.expected.toFixed(2), String(row.drawn)]).toSorted(),
  )
})
