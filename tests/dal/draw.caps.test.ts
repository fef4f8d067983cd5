import { follow } from '@/lib/draw/follow.dal'
import { recordOf } from '@/lib/draw/record.dal'
import { askHashOf } from '@/lib/draw/request-canon.rules'
import { roundOf } from '@/lib/draw/request-read.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { sentOf } from '@/lib/draw/sent.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useDatabase } from '../support/database'
import { type Cast, makeApproved, makeCast, makeExperts } from '../support/draw-pool'
import { enforce } from '../support/policy'
import { prove } from '../support/staff'
import { unitOf } from '../support/units'

useDatabase()

let cast: Cast
beforeAll(async () => {
  await enforce('shaoxing')
  cast = await makeCast()
})

async function draw(roundId: string): Promise<string> {
  await prove(cast.operator, 'draw.run', roundId)
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })
  return (await runDraw(cast.operator, { roundId, version })).drawId
}

/** A 补抽 of one for a group, agreed to. */
async function supplement(requestId: string, groupId: string, titles: string[], caps: object[] = []) {
  const roundId = newId()
  const { policyVersionId } = await db().drawRequest.findUniqueOrThrow({ where: { id: requestId } })
  const number = 1 + (await db().drawRound.count({ where: { requestId } }))
  const kind = 'supplement'
  await db().drawRound.create({ data: { id: roundId, requestId, number, kind, reason: '不够。', policyVersionId } })
  const ask = { size: 1, alternates: 0, conditions: { titles }, quotas: [], caps }
  await db().drawAsk.create({ data: { roundId, groupId, ...ask } })
  const request = await db().drawRequest.findUniqueOrThrow({ where: { id: requestId } })
  const round = (await roundOf(cast.requester, db(), { id: roundId }))!
  const askHash = askHashOf(await sentOf(cast.requester, db(), request, round))
  const [requestedById, approvedById] = [cast.requester.accountId, cast.manager.accountId]
  const data = { status: 'approved' as const, askHash, requestedById, approvedById }
  await db().drawRound.update({ where: { id: roundId }, data })
  return roundId
}

const unit = async () => (await unitOf('active')).unitId
const one = async (titleCode: string, unitId: string, sex = '1') =>
  (await makeExperts(1, () => ({ titleCode, unitId, sex })))[0]!
const decline = (id: string) =>
  db().drawSeat.update({ where: { id }, data: { status: 'declined', declineCode: 'time' } })
const seatIn = (drawId: string, groupId: string) => db().drawSeat.findFirstOrThrow({ where: { drawId, groupId } })

test('a 补抽 for one group counts who sits in another against the cap over all groups', async () => {
  const [x, y, z] = [await unit(), await unit(), await unit()]
  await one('CA1', x)
  for (const unitId of [y, z]) await one('CB1', unitId)
  const asks = ['CA1', 'CB1'].map(title => ({ size: 1, alternates: 0, conditions: { titles: [title] } }))
  const given = { caps: [{ feature: 'unit', most: 1 }] }
  const { requestId, roundId, groups } = await makeApproved(cast, asks, given)
  const first = await draw(roundId)
  const sitting = await seatIn(first, groups[1]!)
  // two more of the unit that sits in the other group
  for (let more = 0; more < 2; more += 1) await one('CB1', x)
  const second = await draw(await supplement(requestId, groups[1]!, ['CB1']))
  const { counts } = await db().draw.findUniqueOrThrow({ where: { id: second } })
  // of four who meet the conditions one sits already, two are of the unit that is full
  expect(counts).toMatchObject([{ eligible: 1, excluded: { asked: 1, unitFull: 2 } }])
  const seats = await db().drawSeat.findMany({ where: { requestId }, include: { expert: true } })
  expect(new Set(seats.map(seat => seat.expert!.unitId))).toEqual(new Set([x, y, z]))
  expect((await seatIn(second, groups[1]!)).expertId).not.toBe(sitting.expertId)
  expect((await recordOf(cast.operator, db(), second)).broken).toEqual([])
})

test('a 补抽 counts who sits against every cap of the group, not the unit alone', async () => {
  const [man, woman] = [await unit(), await unit()]
  await one('CC1', man)
  const caps = [{ feature: 'sex', most: 1 }]
  const ask = { size: 1, alternates: 0, conditions: { titles: ['CC1'] }, caps }
  const { requestId, roundId, groups } = await makeApproved(cast, [ask])
  await draw(roundId)
  for (let more = 0; more < 3; more += 1) await one('CC1', await unit())
  const her = await one('CC1', woman, '2')
  const second = await draw(await supplement(requestId, groups[0]!, ['CC1'], caps))
  expect((await seatIn(second, groups[0]!)).expertId).toBe(her)
})

test('递补 counts who came in by a later round', async () => {
  const units = [await unit(), await unit(), await unit()]
  for (const unitId of units) await one('CD1', unitId)
  await one('CE1', await unit())
  const asks = [
    { size: 1, alternates: 2, conditions: { titles: ['CD1'] } },
    { size: 1, alternates: 0, conditions: { titles: ['CE1'] } },
  ]
  const given = { caps: [{ feature: 'unit', most: 1 }] }
  const { requestId, roundId, groups } = await makeApproved(cast, asks, given)
  const first = await draw(roundId)
  const leaving = await seatIn(first, groups[0]!)
  await decline((await seatIn(first, groups[1]!)).id)
  const { unitId: left } = await db().expert.findUniqueOrThrow({ where: { accountId: leaving.expertId! } })
  // the two who could follow: one of them shares his unit with whoever came in by the 补抽
  const [shared, free] = units.filter(id => id !== left)
  await one('CF1', shared!)
  await draw(await supplement(requestId, groups[1]!, ['CF1']))
  await decline(leaving.id)
  const next = await db().$transaction(tx => follow(cast.operator, tx, leaving.id))
  const seat = await db().drawSeat.findUniqueOrThrow({ where: { id: next!.id }, include: { expert: true } })
  expect(seat.expert!.unitId).toBe(free)
  await decline(seat.id)
  expect(await db().$transaction(tx => follow(cast.operator, tx, seat.id))).toBeNull()
})
