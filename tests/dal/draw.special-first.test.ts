import type { StaffActor } from '@/lib/access/actor'
import { dict } from '@/lib/dict'
import { acceptSeat, declineSeat } from '@/lib/draw/answer.dal'
import { cancelRequest, submitRequest } from '@/lib/draw/approve.dal'
import { checkAsk, checkRound } from '@/lib/draw/check.dal'
import { checkAskSchema } from '@/lib/draw/health.schema'
import { answerToken } from '@/lib/draw/link'
import { startInviting } from '@/lib/draw/notify.dal'
import { paperPlaces } from '@/lib/draw/paper-facts.dal'
import { saveRequest } from '@/lib/draw/request.dal'
import { addSpecialSchema } from '@/lib/draw/request.schema'
import { decideRound, dropRound, openRound, submitRound } from '@/lib/draw/request-round.dal'
import { addSpecial } from '@/lib/draw/request-special.dal'
import { viewDraw } from '@/lib/draw/request-view.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { viewRun } from '@/lib/draw/run-view.dal'
import { confirmList } from '@/lib/draw/seat-deeds.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { voidDraw } from '@/lib/draw/void.dal'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { useDatabase } from '../support/database'
import { drawNow, seatTurn } from '../support/draw-seats'
import {
  allowDraws,
  decideDraw,
  draftDraw,
  groupInput,
  officeNamed,
  poolOf,
  requesterOf,
  requestInput,
  storedDraw,
} from '../support/draws'
import { fixturePhone } from '../support/fixtures-ids'
import { prove, staffOf } from '../support/staff'
import { refusalOf, visitor } from '../support/units'

useDatabase()

let requester: StaffActor
let manager: StaffActor
let operator: StaffActor

beforeAll(async () => {
  await allowDraws()
  requester = await requesterOf(await officeNamed())
  manager = await staffOf('bureauManager')
  operator = await staffOf('drawOperator')
})

let kinds = 0
const titles = dict('title')
  .options()
  .map(({ value }) => value)
/** A title that only the people of one test have, and a group of them. */
const ownKind = () => titles.filter(code => code !== '011')[kinds++]!
const group = (titleCode: string, change: object = {}) =>
  groupInput({ alternates: 0, conditions: { titles: [titleCode] }, ...change })

const outsider = (serial: number) => ({ name: '欧阳海', unitName: '外地研究院', phone: fixturePhone(7500 + serial) })
type Named = { expertId: string } | ReturnType<typeof outsider>

/** A 特邀 that is not sent yet. */
async function written(requestId: string, people: Named[], by = requester) {
  const { groups } = await storedDraw(requestId)
  const { id } = await openRound(by, { requestId, kind: 'special', reason: '库内没有这个方向。' })
  for (const one of people)
    await addSpecial(
      by,
      addSpecialSchema.parse({
        ...{ roundId: id, groupId: groups[0]!.id, reason: '唯一的方向专家。', title: '' },
        ...{ from: 'expertId' in one ? 'pool' : 'outside', ...one },
      }),
    )
  return id
}

const roundNow = (id: string) => db().drawRound.findUniqueOrThrow({ where: { id } })
const send = async (id: string, by = requester) => submitRequest(by, { id, version: (await drawNow(id)).version })
async function decide(id: string, event: 'approve' | 'return' = 'approve', by = manager) {
  const { version, askHash } = await roundNow(id)
  return decideRound(by, {
    id,
    version,
    event,
    opinion: event === 'return' ? '请再说明理由。' : null,
    askHash: askHash!,
  })
}
async function draw(requestId: string, by = operator) {
  const { round } = await storedDraw(requestId)
  await prove(by, 'draw.run', round.id)
  return runDraw(by, { roundId: round.id, version: round.version })
}
const seatsOf = (requestId: string) => db().drawSeat.findMany({ where: { requestId }, orderBy: { id: 'asc' } })

/** A request that was agreed to together with a 特邀 of these people. */
async function agreed(titleCode: string, people: Named[], change: object = {}) {
  const { id } = await draftDraw(requester, { groups: [group(titleCode, change)] })
  const special = await written(id, people)
  await send(id)
  await decideDraw(manager, id, 'approve')
  await decide(special)
  return { id, special }
}

test('特邀 filed with the request are sent with it, decided after it, and seated with its draw, beside the places drawn', async () => {
  const titleCode = ownKind()
  const [named, ...others] = (await poolOf(4, () => ({ titleCode }))) as [string, ...string[]]
  const { id } = await draftDraw(requester, { groups: [group(titleCode)] })
  expect((await viewDraw(requester, id)).opensRounds).toEqual(['special'])
  const special = await written(id, [{ expertId: named }, outsider(1)])
  expect(
    (await refusalOf(submitRound(requester, { id: special, version: (await roundNow(special)).version }))).message,
  ).toBe('特邀随需求一起提交，不用单独提交。')
  await send(id)
  expect((await roundNow(special)).status).toBe('requested')
  expect((await refusalOf(decide(special))).message).toBe('请先办理需求本身，再同意特邀。')
  await decideDraw(manager, id, 'approve')
  expect((await refusalOf(draw(id))).message).toContain('第 2 轮特邀还没有审批')
  expect(await decide(special)).toEqual({ label: '已同意，随抽取邀请' })
  expect(await seatsOf(id)).toEqual([])

  const { drawId } = await draw(id)
  const seats = await seatsOf(id)
  const panel = seats.filter(({ kind }) => kind === 'panel')
  expect(panel.map(({ expertId }) => expertId).sort()).toEqual([...others].sort())
  expect(seats.filter(({ kind }) => kind === 'special').map(({ expertId }) => expertId)).toEqual([named, null])
  expect((await roundNow(special)).status).toBe('drawn')
  expect((await db().draw.findUniqueOrThrow({ where: { id: drawId } })).counts).toMatchObject([
    { eligible: 3, excluded: { asked: 1 } },
  ])
})

test('one that names nobody holds the request back, until somebody is named or it is given up', async () => {
  const { id } = await draftDraw(requester)
  const special = await written(id, [])
  expect((await refusalOf(send(id))).message).toContain('第 2 轮特邀：请至少写一位特邀专家。')
  expect((await viewDraw(requester, id)).first.missing!.join()).toContain('第 2 轮特邀')
  const { version } = await roundNow(special)
  await dropRound(requester, { id: special, version, opinion: '不需要了' })
  await send(id)
  expect((await drawNow(id)).status).toBe('requested')
})

test('it is returned with the request and sent again with it, and ends with it', async () => {
  const { id } = await draftDraw(requester)
  const special = await written(id, [outsider(2)])
  await send(id)
  await decideDraw(manager, id, 'approve')
  await decide(special)
  await decideDraw(manager, id, 'return')
  expect(await roundNow(special)).toMatchObject({ status: 'returned', approvedById: null })
  const { version } = await drawNow(id)
  await saveRequest(requester, {
    ...requestInput({
      id,
      version,
      title: '改了名称的评审',
      groups: [groupInput({ id: (await storedDraw(id)).groups[0]!.id })],
    }),
  })
  await send(id)
  expect((await roundNow(special)).status).toBe('requested')
  await decideDraw(manager, id, 'approve')
  // it was sent for what the request says now
  await decide(special)
  await cancelRequest(requester, { id, version: (await drawNow(id)).version, opinion: '不评了' })
  expect((await roundNow(special)).status).toBe('void')
})

test('a group for which people are named is not removed before they are', async () => {
  const { id, version } = await draftDraw(requester)
  await written(id, [outsider(3)])
  const refused = await refusalOf(
    saveRequest(requester, requestInput({ id, version, groups: [groupInput({ name: '别的组' })] })),
  )
  expect(refused.message).toContain('写有特邀专家，不能删除')
})

test('where the pool cannot serve nobody is seated, and with fewer to be drawn it goes', async () => {
  const titleCode = ownKind()
  await poolOf(1, () => ({ titleCode }))
  const { id, special } = await agreed(titleCode, [outsider(4), outsider(5)])
  expect((await refusalOf(draw(id))).message).toContain('凑不齐')
  expect([await seatsOf(id), (await roundNow(special)).status]).toEqual([[], 'approved'])
  await decideDraw(manager, id, 'return')
  const { version } = await drawNow(id)
  const { groups } = await storedDraw(id)
  await saveRequest(
    requester,
    requestInput({ id, version, groups: [group(titleCode, { id: groups[0]!.id, size: 1 })] }),
  )
  await send(id)
  await decideDraw(manager, id, 'approve')
  await decide(special)
  await draw(id)
  expect((await seatsOf(id)).map(({ kind }) => kind).sort()).toEqual(['panel', 'special', 'special'])
})

test('who is seated counts for the caps of the draw', async () => {
  const titleCode = ownKind()
  const first = await poolOf(1, () => ({ titleCode }))
  const { unitId } = await db().expert.findUniqueOrThrow({ where: { accountId: first[0]! } })
  const colleagues = await poolOf(3, () => ({ titleCode, unitId }))
  const others = await poolOf(3, () => ({ titleCode }))
  const { id } = await agreed(titleCode, [{ expertId: first[0]! }])
  await draw(id)
  const drawn = (await seatsOf(id)).filter(({ kind }) => kind === 'panel').map(({ expertId }) => expertId!)
  expect(drawn.sort()).toEqual([...others].sort())
  expect(drawn.some(one => colleagues.includes(one))).toBe(false)
})

test('who agreed to it does not draw it; nobody agrees to his own', async () => {
  const titleCode = ownKind()
  await poolOf(3, () => ({ titleCode }))
  const { id } = await draftDraw(requester, { groups: [group(titleCode)] })
  const special = await written(id, [outsider(6)])
  await send(id)
  await decideDraw(manager, id, 'approve')
  const second = await staffOf('bureauManager')
  const double = { ...second, accountId: requester.accountId }
  expect((await refusalOf(decide(special, 'approve', double))).message).toContain('由另一位业务管理员')
  await decide(special, 'approve', second)
  const both = { ...operator, accountId: second.accountId }
  expect((await refusalOf(draw(id, both))).message).toContain('这是您同意的需求')
  expect(await seatsOf(id)).toEqual([])
})

test('a draw that is void takes it along, and it is filed anew before the next', async () => {
  const titleCode = ownKind()
  await poolOf(3, () => ({ titleCode }))
  const { id, special } = await agreed(titleCode, [outsider(7)])
  const { drawId } = await draw(id)
  const { round } = await storedDraw(id)
  await voidDraw(manager, { drawId, version: round.version, opinion: '抽取时条件有误' })
  expect((await roundNow(special)).status).toBe('void')
  expect((await seatsOf(id)).every(({ status }) => status === 'released')).toBe(true)
  const again = await written(id, [outsider(7)])
  await submitRound(requester, { id: again, version: (await roundNow(again)).version })
  await decide(again)
  await draw(id)
  const held = (await seatsOf(id)).filter(({ status }) => status === 'drawn')
  expect(held.map(({ kind }) => kind).sort()).toEqual(['panel', 'panel', 'panel', 'special'])
})

test('a 补抽 waits for the draw, and there is one 特邀 at a time', async () => {
  const { id } = await draftDraw(requester)
  const refused = await refusalOf(openRound(requester, { requestId: id, kind: 'supplement', reason: '人数不够。' }))
  expect(refused.message).toContain('还没有抽取，不能补抽')
  await written(id, [outsider(8)])
  const second = await refusalOf(openRound(requester, { requestId: id, kind: 'special', reason: '还要一位。' }))
  expect(second.message).toContain('第 2 轮还没有办完')
})

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
