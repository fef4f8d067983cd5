import type { StaffActor } from '@/lib/access/actor'
import { decideAvoidance, declareAvoidance } from '@/lib/draw/avoidance.dal'
import { viewDraw } from '@/lib/draw/request-view.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { viewRun } from '@/lib/draw/run-view.dal'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { makeExperts } from '../support/draw-pool'
import { allowDraws, decideDraw, officeNamed, requestedDraw, requesterOf } from '../support/draws'
import { prove, staffOf } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()

let requester: StaffActor
let [manager, second, operator]: StaffActor[] = []

beforeAll(async () => {
  await allowDraws()
  requester = await requesterOf(await officeNamed())
  manager = await staffOf('bureauManager')
  second = await staffOf('bureauManager')
  operator = await staffOf('drawOperator')
})

const declare = (requestId: string) =>
  declareAvoidance(second!, {
    ...{ requestId, subjectId: null, kind: 'person', name: '乔木', unitName: '示范材料研究院' },
    ...{ docNumber: null, phone: null, reason: '与申报人有纠纷。' },
  })
const decide = (id: string, accept: boolean) => decideAvoidance(manager!, { id, version: 0, accept, why: '情况属实。' })
const roundOf = (requestId: string) => db().drawRound.findFirstOrThrow({ where: { requestId } })

test('V4 nobody agrees to a request while a declared avoidance waits; the page says how many, and what to do', async () => {
  const { request } = await requestedDraw(requester)
  const { id } = await declare(request.id)
  expect((await refusalOf(decideDraw(manager!, request.id, 'approve'))).message).toContain(
    '有声明回避等待核准（1 条）。请业务管理员先在「评审对象与回避」页采纳或不采纳',
  )
  expect((await roundOf(request.id)).approvedById).toBeNull()
  const view = await viewDraw(manager!, request.id)
  expect(view.listed).toMatchObject({ declared: 1, avoidances: 0 })
  const closed = view.events.find(({ event }) => event === 'approve')
  expect(closed?.whyNot).toContain('有声明回避等待核准')
  // returning it stays possible
  expect(view.events.find(({ event }) => event === 'return')?.whyNot).toBeNull()
  await decide(id, true)
  expect((await viewDraw(manager!, request.id)).listed).toMatchObject({ declared: 0, avoidances: 1 })
  await decideDraw(manager!, request.id, 'approve')
})

test('V4 nobody draws while a declared avoidance waits, and the page of the draw says so', async () => {
  await makeExperts(8)
  const { request, round } = await requestedDraw(requester)
  await decideDraw(manager!, request.id, 'approve')
  const { id } = await declare(request.id)
  const draw = async () => {
    await prove(operator!, 'draw.run', round.id)
    return runDraw(operator!, { roundId: round.id, version: (await roundOf(request.id)).version })
  }
  expect((await refusalOf(draw())).message).toContain('有声明回避等待核准（1 条）')
  expect(await db().draw.count({ where: { roundId: round.id } })).toBe(0)
  expect((await viewRun(operator!, request.id)).rounds[0]?.whyNotDraw).toContain('有声明回避等待核准')
  await decide(id, false)
  expect((await viewRun(operator!, request.id)).rounds[0]?.whyNotDraw).toBeNull()
})
