import type { StaffActor } from '@/lib/access/actor'
import { acceptSeat, declineSeat } from '@/lib/draw/answer.dal'
import { checkAsk, checkRound } from '@/lib/draw/check.dal'
import { checkAskSchema } from '@/lib/draw/health.schema'
import { answerToken } from '@/lib/draw/link'
import { startInviting } from '@/lib/draw/notify.dal'
import { paperPlaces } from '@/lib/draw/paper-facts.dal'
import { dropRound } from '@/lib/draw/request-round.dal'
import { viewRun } from '@/lib/draw/run-view.dal'
import { confirmList } from '@/lib/draw/seat-deeds.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { useDatabase } from '../support/database'
import { drawNow, seatTurn } from '../support/draw-seats'
import {
  agreed,
  decide,
  draw,
  group,
  kinds,
  manager,
  operator,
  outsider,
  ownKind,
  requester,
  roundNow,
  seatsOf,
  send,
  useSpecialCast,
  written,
} from '../support/draw-special'
import { decideDraw, draftDraw, officeNamed, poolOf, requesterOf, requestInput, storedDraw } from '../support/draws'
import { fixturePhone } from '../support/fixtures-ids'
import { staffOf } from '../support/staff'
import { refusalOf, visitor } from '../support/units'

useDatabase()
useSpecialCast()

/** Three drawn and two named, told, of whom these answer. */
async function told() {
  const titleCode = ownKind()
  await poolOf(3, () => ({ titleCode }))
  const { id } = await agreed(titleCode, [outsider(20 + 2 * kinds), outsider(21 + 2 * kinds)])
  await draw(id)
  await startInviting(operator, { id, version: (await drawNow(id)).version })
  await seatTurn()
  const seats = await seatsOf(id)
  const of = (kind: string) => seats.filter(seat => seat.kind === kind).map(seat => answerToken(seat.id))
  const pledge = (await currentPolicy()).policy.agreements.pledge.version
  const accept = (token: string) => acceptSeat(visitor(), { token, id: null, pledge, agreed: true })
  const decline = (token: string) => declineSeat(visitor(), { token, id: null, reason: 'time', note: null })
  const confirm = async (opinion: string | null) =>
    confirmList(operator, { id, version: (await drawNow(id)).version, opinion } as never)
  return { id, panel: of('panel'), special: of('special'), accept, decline, confirm }
}

test('特邀 who come make up for nobody who was drawn: the list is not whole without them', async () => {
  const { id, panel, special, accept, decline, confirm } = await told()
  for (const token of [panel[0]!, ...special]) await accept(token)
  for (const token of panel.slice(1)) await decline(token)
  expect((await refusalOf(confirm(null))).message).toContain('材料组还差 2 人')
  const [seen] = (await viewSeats(operator, id)).groups
  expect(seen).toMatchObject({ size: 3, accepted: '1', short: 2, special: { places: 2, accepted: 2, waiting: 0 } })
  const states = (counts: { status: string; count: string }[]) =>
    counts.map(({ status, count }) => `${status} ${count}`)
  expect([states(seen!.counts), states(seen!.special!.counts)]).toEqual([['accepted 1', 'declined 2'], ['accepted 2']])
  expect((await viewSeats(requester, id)).groups[0]).toMatchObject({ size: 3, short: 2, special: null })
  await confirm('按现有人数评审')
  expect((await drawNow(id)).status).toBe('confirmed')
})

test('it waits for the answer of each 特邀; who does not come leaves no place behind', async () => {
  const { id, panel, special, accept, decline, confirm } = await told()
  for (const token of panel) await accept(token)
  await accept(special[0]!)
  expect((await refusalOf(confirm(null))).message).toContain('材料组的特邀有 1 人还没有答复')
  await decline(special[1]!)
  await confirm(null)
  expect((await drawNow(id)).status).toBe('confirmed')
})

test('places of 特邀 are numbered apart, so that whoever asked misses no number', async () => {
  const titleCode = ownKind()
  await poolOf(3, () => ({ titleCode }))
  const { id } = await agreed(titleCode, [outsider(90)])
  await draw(id)
  const places = await paperPlaces(manager, await drawNow(id), now(), 'living')
  expect(places.filter(({ kind }) => kind !== 'special').map(({ label }) => label)).toEqual(['1 号', '2 号', '3 号'])
  expect(places.filter(({ kind }) => kind === 'special').map(({ label }) => label)).toEqual(['特邀 1 号'])
})

test('a manager who asked himself reads no counts of the pool while the list is sealed: they would say whether one sits', async () => {
  const both = await requesterOf(await officeNamed(), 'bureauManager')
  const titleCode = ownKind()
  const [named] = (await poolOf(4, () => ({ titleCode }))) as [string]
  const { id } = await draftDraw(both, { groups: [group(titleCode)] })
  const special = await written(id, [{ expertId: named }], both)
  await send(id, both)
  await decideDraw(manager, id, 'approve')
  await decide(special)
  await draw(id)
  const countsFor = async (by: StaffActor) => (await viewRun(by, id)).rounds[0]!.attempts[0]!.counts
  expect(await countsFor(manager)).toMatchObject([{ excluded: { asked: 1 } }])
  expect(await countsFor(both)).toBeNull()
})

/** A pool of three, and of three colleagues of one who is named; whether he comes is changed by `absent`. */
async function besides(absent: boolean, size = 3) {
  const titleCode = ownKind()
  const [named] = (await poolOf(1, () => ({ titleCode }))) as [string]
  const { unitId } = await db().expert.findUniqueOrThrow({ where: { accountId: named } })
  const colleagues = await poolOf(3, () => ({ titleCode, unitId }))
  await poolOf(3, () => ({ titleCode }))
  const { id, special } = await agreed(titleCode, [{ expertId: named }], { size })
  if (absent) {
    const day = chinaDay((await drawNow(id)).sessionFrom!)
    const days = { fromDay: new Date(day), toDay: new Date(day) }
    await db().expertLeave.create({ data: { id: newId(), expertId: named, ...days } })
  }
  return { id, special, named, colleagues, groupId: (await storedDraw(id)).groups[0]!.id, titleCode }
}

test('whether one who was named gets a seat makes no difference to the draw: nothing of it says so', async () => {
  const seen = []
  for (const absent of [false, true]) {
    const { id, named, colleagues } = await besides(absent)
    const { drawId } = await draw(id)
    const { counts, ways } = await db().draw.findUniqueOrThrow({ where: { id: drawId } })
    const seats = await seatsOf(id)
    expect(seats.some(({ expertId }) => expertId === named)).toBe(!absent)
    expect(seats.some(({ expertId }) => colleagues.includes(expertId!))).toBe(false)
    const [{ eligible, excluded }] = counts as unknown as [{ eligible: number; excluded: object }]
    seen.push({ eligible, excluded, ways })
  }
  expect(seen[0]).toEqual({ eligible: 3, excluded: { asked: 1, unitFull: 3 }, ways: '1' })
  expect(seen[1]).toEqual(seen[0])
})

test('nor is a panel drawn that his absence alone would make possible', async () => {
  for (const absent of [false, true]) {
    const { id } = await besides(absent, 5)
    expect((await refusalOf(draw(id))).message).toContain('凑不齐')
    expect(await seatsOf(id)).toEqual([])
  }
})

test('the check knows who is named: who approves reads it of what was sent, whoever asks of what he writes', async () => {
  const { id, special, groupId, titleCode } = await besides(false, 5)
  const { round } = await storedDraw(id)
  const whole = await checkRound(manager, round.id)
  expect(whole.state).toBe('no')
  expect(whole.groups[0]).toMatchObject({
    eligible: 3,
    excluded: [
      { reason: 'asked', count: 1 },
      { reason: 'unitFull', count: 3 },
    ],
  })
  const ask = { ...group(titleCode, { size: 5 }), groupId }
  const check = async () =>
    (
      await checkAsk(
        requester,
        checkAskSchema.parse({ ...requestInput(), requestId: id, kind: 'first', groups: [ask] }),
      )
    ).state
  expect(await check()).toBe('no')
  // given up, he is one of the pool again, and his unit gives one: four
  await dropRound(requester, { id: special, version: (await roundNow(special)).version, opinion: '不需要了' })
  expect((await checkRound(manager, round.id)).groups[0]).toMatchObject({ eligible: 7 })
  // what is not sent has no part in what others read
  const again = await written(id, [{ expertId: (await poolOf(1, () => ({ titleCode })))[0]! }])
  expect((await roundNow(again)).status).toBe('draft')
  expect((await checkRound(manager, round.id)).groups[0]).toMatchObject({ eligible: 8 })
})

test('whoever agreed to the one is not drawn, and whoever agreed to the other is not seated', async () => {
  let selves = 0
  const titleCode = ownKind()
  const [named, other] = (await poolOf(5, () => ({ titleCode }))) as [string, string]
  const { id } = await draftDraw(requester, { groups: [group(titleCode)] })
  const special = await written(id, [{ expertId: named }])
  await send(id)
  const [one, two] = [await staffOf('bureauManager'), await staffOf('bureauManager')]
  await decideDraw(one, id, 'approve')
  await decide(special, 'approve', two)
  const self = async (staff: StaffActor, expertId: string) => {
    const phone = fixturePhone(7600 + selves++)
    for (const account of [staff.accountId, expertId]) {
      const phoneCipher = encryptField(phone, { table: 'account', id: account, column: 'phone' })
      const data = { phoneCipher, phoneIndex: blindIndex('phone', phone) }
      await db().account.update({ where: { id: account }, data })
    }
  }
  await self(one, named)
  await self(two, other)
  const { drawId } = await draw(id)
  const { counts } = await db().draw.findUniqueOrThrow({ where: { id: drawId } })
  expect(counts).toMatchObject([{ eligible: 3, excluded: { involved: 2 } }])
  const seated = (await seatsOf(id)).map(({ expertId }) => expertId)
  expect(seated).toHaveLength(3)
  for (const account of [named, other]) expect(seated).not.toContain(account)
  expect(await db().drawSpecial.findFirst({ where: { roundId: special } })).toMatchObject({ outReason: 'involved' })
})

test('whoever asked and confirms the list himself hears nothing of the 特邀 who has not answered', async () => {
  const { id, panel, accept } = await told()
  for (const token of panel) await accept(token)
  const both = { ...operator, accountId: requester.accountId }
  await confirmList(both, { id, version: (await drawNow(id)).version, opinion: null } as never)
  expect((await drawNow(id)).status).toBe('confirmed')
})
