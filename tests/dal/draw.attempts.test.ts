import { systemActor } from '@/lib/access/actor'
import { submitRequest } from '@/lib/draw/approve.dal'
import { postponeDraw } from '@/lib/draw/move.dal'
import { postponeSchema } from '@/lib/draw/move.schema'
import { recordOf } from '@/lib/draw/record.dal'
import { saveRequest } from '@/lib/draw/request.dal'
import { askHashOf } from '@/lib/draw/request-canon.rules'
import { roundOf } from '@/lib/draw/request-read.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { viewRun } from '@/lib/draw/run-view.dal'
import { brokenLists, sentOf } from '@/lib/draw/sent.dal'
import { brokenDraws } from '@/lib/draw/verify.dal'
import { voidDraw } from '@/lib/draw/void.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useDatabase } from '../support/database'
import { type Cast, makeCast, makeExperts } from '../support/draw-pool'
import { subjectIn } from '../support/draw-ties'
import {
  allowDraws,
  approvedDraw,
  dayIn,
  decideDraw,
  groupInput,
  officeNamed,
  requesterOf,
  requestInput,
  storedDraw,
} from '../support/draws'
import { prove } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()

let cast: Cast
beforeAll(async () => {
  await allowDraws()
  cast = await makeCast()
})

async function draw(roundId: string) {
  await prove(cast.operator, 'draw.run', roundId)
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })
  return runDraw(cast.operator, { roundId, version })
}

test('an attempt is reckoned from what it was drawn for, whatever is asked for afterwards', async () => {
  const titleCode = '011'
  await makeExperts(12, at => ({ titleCode, sex: at % 2 ? '1' : '2' }))
  const requester = await requesterOf(await officeNamed())
  const conditions = { titles: [titleCode] }
  const group = (change = {}) => groupInput({ conditions, ...change })
  const women = { feature: 'sex', value: '2', min: 2, max: null }
  const first = await approvedDraw(requester, cast.manager, {
    groups: [group({ name: '甲组', quotas: [women] }), group({ name: '乙组', size: 1 })],
  })
  const { drawId } = await draw(first.round.id)
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: first.round.id } })
  await voidDraw(cast.manager, { drawId, version, opinion: '条件有误。' })
  await decideDraw(cast.manager, first.request.id, 'return')

  const back = await storedDraw(first.request.id)
  const [one, other] = back.groups.map(({ id }) => id)
  const save = (version: number, groups: unknown[]) =>
    saveRequest(requester, requestInput({ id: first.request.id, version, groups }))
  const gone = await refusalOf(save(back.request.version, [group({ id: one, name: '甲组' })]))
  expect(gone).toMatchObject({ code: 'refused' })
  expect(gone.message).toContain('「乙组」已经抽取过')
  expect(await db().drawGroup.count({ where: { requestId: first.request.id } })).toBe(2)

  // names exchanged, another size, no quota, a group more; and the policy of the day is another
  await allowDraws({ perUnit: 2 })
  const saved = await save(back.request.version, [
    group({ id: other, name: '甲组', size: 3, caps: [{ feature: 'unit', most: 2 }] }),
    group({ name: '丙组', size: 1 }),
    group({ id: one, name: '乙组', size: 1 }),
  ])
  await submitRequest(requester, { id: first.request.id, version: saved.version })
  await decideDraw(cast.manager, first.request.id, 'approve')
  const again = await draw(first.round.id)
  expect(again.attempt).toBe(2)

  for (const [id, sizes] of [
    [drawId, [3, 1]],
    [again.drawId, [3, 1, 1]],
  ] as const) {
    const { broken, panels } = await recordOf(cast.operator, db(), id)
    expect(broken).toEqual([])
    expect(panels.map(ids => ids.length)).toEqual(sizes)
  }
  expect(await brokenDraws(systemActor('test'))).toEqual([])
  const { attempts } = (await viewRun(cast.operator, first.request.id)).rounds[0]!
  expect(attempts.map(({ outcome }) => outcome.map(({ name, size }) => `${name}${size}`))).toEqual([
    ['甲组3', '丙组1', '乙组1'],
    ['甲组3', '乙组1'],
  ])
  await allowDraws()
})

const voidNow = async (roundId: string, drawId: string) => {
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })
  return voidDraw(cast.manager, { drawId, version, opinion: '条件有误。' })
}
const versionsOf = (roundId: string) => db().drawSent.count({ where: { roundId } })

test('void after its list was changed with consent, it is drawn for that list; what nobody agreed to is not', async () => {
  const titleCode = '011'
  await makeExperts(8, () => ({ titleCode }))
  const requester = await requesterOf(await officeNamed())
  const groups = [groupInput({ conditions: { titles: [titleCode] } })]
  const { request, round } = await approvedDraw(requester, cast.manager, { groups })
  const first = await draw(round.id)
  await subjectIn(requester, request.id, { title: '漏报的项目' })
  await voidNow(round.id, first.drawId)
  const second = await draw(round.id)
  expect(second.attempt).toBe(2)
  expect(await versionsOf(round.id)).toBe(2)
  expect(await brokenLists(systemActor('test'))).toEqual([])
  await db().drawSubject.create({ data: { id: newId(), requestId: request.id, position: 99, title: '没有人同意的' } })
  await voidNow(round.id, second.drawId)
  expect(await versionsOf(round.id)).toBe(2)
  expect((await refusalOf(draw(round.id))).message).toContain('与审批时不一致')
})

test('a 补抽 that is void after 改期 is drawn for the new time', async () => {
  const titleCode = '011'
  await makeExperts(8, () => ({ titleCode }))
  const requester = await requesterOf(await officeNamed())
  const groups = [groupInput({ conditions: { titles: [titleCode] } })]
  const made = await approvedDraw(requester, cast.manager, { groups })
  await draw(made.round.id)
  const roundId = await supplement(made)
  const { drawId } = await draw(roundId)
  const { version } = await db().drawRequest.findUniqueOrThrow({ where: { id: made.request.id } })
  const times = { fromDay: dayIn(12), fromTime: '09:00', toDay: '', toTime: '12:00', place: '' }
  await postponeDraw(
    cast.manager,
    postponeSchema.parse({ id: made.request.id, version, ...times, opinion: '会场有变。' }),
  )
  await voidNow(roundId, drawId)
  expect((await draw(roundId)).attempt).toBe(2)
})

/** A 补抽 of one that was agreed to, as it is stored. */
async function supplement({ request, round, groups }: Awaited<ReturnType<typeof storedDraw>>): Promise<string> {
  const id = newId()
  const { policyVersionId } = request
  await db().drawRound.create({
    data: { id, requestId: request.id, number: 2, kind: 'supplement', reason: '还差一位专家。', policyVersionId },
  })
  const lists = { conditions: round.asks[0]!.conditions!, quotas: [], caps: [] }
  await db().drawAsk.create({ data: { roundId: id, groupId: groups[0]!.id, size: 1, alternates: 0, ...lists } })
  const content = await sentOf(cast.requester, db(), request, (await roundOf(cast.requester, db(), { id }))!)
  const askHash = askHashOf(content)
  await db().drawSent.create({ data: { roundId: id, number: 1, askHash, content, at: now() } })
  const people = { requestedById: request.requesterId, approvedById: cast.manager.accountId }
  await db().drawRound.update({ where: { id }, data: { status: 'approved', askHash, ...people } })
  return id
}
