import { systemActor } from '@/lib/access/actor'
import { declineSeat } from '@/lib/draw/answer.dal'
import { clearDraws } from '@/lib/draw/clear.dal'
import { answerToken } from '@/lib/draw/link'
import { materialsOf } from '@/lib/draw/materials.dal'
import { openAnswer } from '@/lib/draw/own-seat.dal'
import { saveRequest } from '@/lib/draw/request.dal'
import { removeFile } from '@/lib/file/attach.dal'
import { cleanUploads } from '@/lib/file/clean.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useDatabase } from '../support/database'
import {
  accept,
  added,
  byLink,
  DAY,
  days,
  later,
  opens,
  operator,
  pdf,
  people,
  requester,
  seatOf,
  told,
  unit,
  upload,
  useMaterialsCast,
} from '../support/draw-materials'
import { seatTurn, sessionTo } from '../support/draw-seats'
import { draftDraw, groupInput, officeNamed, requesterOf, requestInput, storedDraw } from '../support/draws'
import { staffOf } from '../support/staff'
import { refusalOf, visitor } from '../support/units'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
useDatabase()
useMaterialsCast()

const decline = (seat: string) =>
  declineSeat(visitor(), { token: answerToken(seat), id: null, reason: 'time', note: null })

test('files for all groups or one: who sits reads those of his group with the pledge, not before it and not after he left', async () => {
  const draw = await told()
  const [first, second] = draw.seats as [string, string]
  const otherGroup = newId()
  await db().drawGroup.create({ data: { id: otherGroup, requestId: draw.id, position: 2, name: '第二组' } })
  const all = await added({ drawRequestId: draw.id }, '总则.pdf')
  const mine = await added({ drawRequestId: draw.id, drawGroupId: draw.groupId }, '本组.pdf')
  const others = await added({ drawRequestId: draw.id, drawGroupId: otherGroup }, '别组.pdf')
  const both = async (id: string) => [await opens(people[0]!, id), await byLink(first, id)]

  expect((await seatOf(first)).accepted).toBeNull()
  for (const id of [all, mine, others]) expect(await both(id)).toEqual([404, 404])
  await accept(first)
  expect([await both(all), await both(mine), await both(others)]).toEqual([
    [200, 200],
    [200, 200],
    [404, 404],
  ])
  const listed = (await seatOf(first)).accepted!.materials
  expect(listed.map(({ name, addedBy, size }) => [name, addedBy, size])).toEqual([
    ['总则.pdf', requester.name, pdf.length],
    ['本组.pdf', requester.name, pdf.length],
  ])
  // another place at the same table, that has not answered
  expect([await opens(people[1]!, all), await byLink(second, all)]).toEqual([404, 404])

  await decline(first)
  expect([...(await both(all)), ...(await both(mine))]).toEqual([404, 404, 404, 404])
  expect((await seatOf(first)).accepted).toBeNull()
  setClock(later(121))
  await seatTurn()
  expect([await opens(people[1]!, all), await byLink(second, all)]).toEqual([404, 404])
})

test('whoever asked and those who see draws whole read them; colleagues, who calls, strangers and visitors do not', async () => {
  const draw = await told()
  await accept(draw.seats[0]!)
  const id = await added({ drawRequestId: draw.id })
  const whole = [await staffOf('bureauManager'), operator, await staffOf('supervisor')]
  for (const who of [requester, ...whole]) expect(await opens(who, id)).toBe(200)
  const notifier = await staffOf('drawNotifier')
  const paymaster = await staffOf('drawPaymaster')
  for (const who of [
    await staffOf('drawRequester'),
    notifier,
    paymaster,
    await staffOf('noticeEditor'),
    unit,
    people[2]!,
  ])
    expect(await opens(who, id)).toBe(404)
  expect([await opens(visitor(), id), await opens(null, id, '?token=nonsense')]).toEqual([401, 401])
  // a link in the hands of staff opens nothing
  expect(await opens(unit, id, `?token=${answerToken(draw.seats[0]!)}`)).toBe(404)

  expect((await materialsOf(requester, draw.id))!.places[0]!.files).toMatchObject([{ name: '方案.pdf' }])
  expect((await materialsOf(whole[0]!, draw.id))!).toMatchObject({ own: false, places: [{ files: [{ id }] }] })
  expect(await materialsOf(notifier, draw.id)).toBeNull()

  // of one office: he sees the request, not its materials; a draft is its author's
  const office = await officeNamed()
  const [author, colleague] = [await requesterOf(office), await requesterOf(office)]
  const draft = await draftDraw(author)
  const { id: early } = await upload(author, { drawRequestId: draft.id })
  expect([await opens(author, early), await opens(colleague, early), await opens(whole[0]!, early)]).toEqual([
    200, 404, 404,
  ])
  expect(await materialsOf(colleague, draft.id)).toBeNull()
})

test('a reading stands in the trail once, under the seat and never under who sits there; so does what he is refused', async () => {
  const draw = await told()
  const id = await added({ drawRequestId: draw.id })
  expect(await opens(people[0]!, id)).toBe(404)
  await accept(draw.seats[0]!)
  for (const range of ['bytes=0-99', 'bytes=100-199', 'bytes=200-'])
    expect(await opens(people[0]!, id, '', { range })).toBe(206)
  const events = await db().auditEvent.findMany({ where: { action: 'file.read', objectId: id } })
  expect(events.map(event => event.result).sort()).toEqual(['denied', 'done'])
  expect(events.find(event => event.result === 'done')!.detail).toMatchObject({
    ...{ drawRequestId: draw.id, seatId: draw.seats[0] },
  })
  const text = JSON.stringify(events, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  for (const secret of [people[0]!.accountId, people[0]!.name]) expect(text).not.toContain(secret)
  for (const event of events) expect(event).toMatchObject({ actorId: null, address: '-' })
})

test('they are changed by who asked, or took over, until the session ends, and by nobody else', async () => {
  const draw = await told()
  const place = { drawRequestId: draw.id }
  const id = await added(place)
  const other = await requesterOf(await officeNamed())
  for (const who of [other, operator, await staffOf('bureauManager'), unit, people[0]!]) {
    expect((await upload(who, place)).id).toBe('')
    expect((await refusalOf(removeFile(who, { fileId: id }))).code).toBe('notFound')
  }
  expect((await upload(requester, { drawRequestId: draw.id, drawGroupId: newId() })).id).toBe('')

  const taken = { requesterId: other.accountId, formerRequesterIds: [requester.accountId] }
  await db().drawRequest.update({ where: { id: draw.id }, data: taken })
  expect((await upload(requester, place)).id).toBe('')
  expect((await refusalOf(removeFile(requester, { fileId: id }))).message).toContain('接办')
  expect(await opens(requester, id)).toBe(404)
  await removeFile(other, { fileId: id })
  expect(await opens(other, id)).toBe(404)
  const { id: kept } = await upload(other, place)

  setClock(new Date(sessionTo.getTime() + days * DAY - 1))
  expect((await upload(other, place)).message).toBe('')
  setClock(new Date(sessionTo.getTime() + days * DAY))
  expect((await upload(other, place)).message).toContain('评审已经结束')
  expect((await refusalOf(removeFile(other, { fileId: kept }))).message).toContain('评审已经结束')
})

test('a group with materials is not removed with them, and what it had is never opened to the others', async () => {
  const { id } = await draftDraw(requester, { groups: [groupInput({ name: '甲' }), groupInput({ name: '乙' })] })
  const [first, second] = (await storedDraw(id)).groups
  const file = await added({ drawRequestId: id, drawGroupId: second!.id })
  const without = requestInput({ id, version: 0, groups: [groupInput({ id: first!.id, name: '甲' })] })
  expect((await refusalOf(saveRequest(requester, without))).message).toContain('「乙」有评审材料')
  await removeFile(requester, { fileId: file })
  await saveRequest(requester, without)
  const row = await db().storedFile.findUniqueOrThrow({ where: { id: file } })
  expect([row.drawGroupId, row.removedAt !== null]).toEqual([null, true])
})

test('three years after the review they go, row and bytes', async () => {
  const draw = await told()
  const id = await added({ drawRequestId: draw.id })
  const end = new Date(sessionTo.getTime() + days * DAY)
  setClock(new Date(end.getTime() + 3 * 365 * DAY - 2 * DAY))
  await clearDraws(systemActor('draw-seats'))
  expect((await db().storedFile.findUniqueOrThrow({ where: { id } })).removedAt).toBeNull()
  setClock(new Date(end.getTime() + 3 * 366 * DAY + 2 * DAY))
  await clearDraws(systemActor('draw-seats'))
  expect((await db().storedFile.findUniqueOrThrow({ where: { id } })).removedAt).not.toBeNull()
  setClock(new Date(end.getTime() + 3 * 366 * DAY + 4 * DAY))
  await cleanUploads(systemActor('clean-uploads'))
  expect(await db().storedFile.findUnique({ where: { id } })).toBeNull()
})

test('before the pledge titles and units, so that he can judge; the people with it; nothing once he does not come', async () => {
  const draw = await told()
  const [first, second] = draw.seats as [string, string]
  const subject = await db().drawSubject.findFirstOrThrow({ where: { requestId: draw.id } })
  const leader = { kind: 'leader', name: '严受评', unitName: '浙江某大学', divisionName: '农学院' }
  const partner = { kind: 'partner', unitName: '某种业公司' }
  for (const party of [leader, partner])
    await db().drawParty.create({ data: { id: newId(), subjectId: subject.id, ...party } })
  const otherGroup = newId()
  await db().drawGroup.create({ data: { id: otherGroup, requestId: draw.id, position: 2, name: '第二组' } })
  const elsewhere = { id: newId(), requestId: draw.id, groupId: otherGroup, position: 2, title: '别组的项目' }
  await db().drawSubject.create({ data: elsewhere })
  const units = ['浙江某大学 农学院', '某种业公司']

  const asked = await openAnswer(visitor(), answerToken(first))
  expect(asked).toMatchObject({ seat: { accepted: null, subjects: [{ title: '旱稻育种', units, people: [] }] } })
  expect(JSON.stringify(asked)).not.toContain('严受评')
  expect((await seatOf(first)).subjects).toHaveLength(1)
  await accept(first)
  expect((await seatOf(first)).subjects).toEqual([{ title: '旱稻育种', units, people: ['严受评（负责人）'] }])
  // he still may keep away by himself
  await declineSeat(visitor(), { token: answerToken(first), id: null, reason: 'avoidance', note: '同事' })
  expect((await seatOf(first)).subjects).toEqual([])
  setClock(later(121))
  await seatTurn()
  expect(await seatOf(second)).toMatchObject({ status: 'expired', subjects: [] })
})
