import { systemActor } from '@/lib/access/actor'
import { materialsOf } from '@/lib/draw/materials.dal'
import { scanWaiting } from '@/lib/file/scan.dal'
import { isSealed } from '@/lib/message/message.rules'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import {
  accept,
  added,
  byLink,
  DAY,
  days,
  MINUTE,
  requester,
  seatOf,
  told,
  useMaterialsCast,
} from '../support/draw-materials'
import { drawDay, seatTurn } from '../support/draw-seats'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
useDatabase()
useMaterialsCast()

/** Moves a session far away, as only the days of what is told matter. @returns an instant by its day and hour in China */
async function daysOf(requestId: string) {
  const at = (day: number, hour: number, minute = 0) =>
    new Date(drawDay.getTime() + (days - 7 + day) * DAY + (hour - 21) * 3_600_000 + minute * MINUTE)
  const session = { sessionFrom: at(40, 9), sessionTo: at(40, 17) }
  await db().drawSeat.updateMany({ where: { requestId }, data: session })
  await db().drawRequest.update({ where: { id: requestId }, data: session })
  return at
}

/** How often a seat was told of 评审材料. */
const sent = (seat: string) =>
  db().message.count({ where: { template: 'draw.materials', dedupeKey: { contains: seat } } })

test('who accepted before something came is told: once for several files, once a day, from eight on; who accepted after it is not', async () => {
  const draw = await told()
  const [first, second] = draw.seats as [string, string]
  await accept(first)
  const at = await daysOf(draw.id)
  const place = { drawRequestId: draw.id }

  setClock(at(7, 21, 5))
  await added(place, '一.pdf')
  setClock(at(7, 21, 9))
  await added(place, '二.pdf')
  await seatTurn(at(7, 21, 18))
  expect(await sent(first)).toBe(0)
  await seatTurn(at(7, 21, 19))
  await seatTurn()
  expect(await sent(first)).toBe(1)
  setClock(at(7, 21, 30))
  await added(place, '三.pdf')
  await accept(second)
  await seatTurn(at(7, 21, 50))
  expect(await sent(first)).toBe(1)
  await seatTurn(at(8, 7, 59))
  expect(await sent(first)).toBe(1)
  await seatTurn(at(8, 8, 0))
  expect(await sent(first)).toBe(2)
  await seatTurn(at(9, 9, 0))
  expect(await sent(first)).toBe(2)
  expect(await sent(second)).toBe(0)
  expect(isSealed('draw.materials')).toBe(true)
})

test('what the virus scanner let through later is told when it did, also after that day’s message, and to who accepted meanwhile', async () => {
  const draw = await told()
  const [first, second] = draw.seats as [string, string]
  await accept(first)
  const at = await daysOf(draw.id)
  const place = { drawRequestId: draw.id }

  setClock(at(7, 21, 5))
  await added(place, '一.pdf')
  const late = await added(place, '二.pdf')
  // as it is kept while the scanner does not answer
  await db().storedFile.update({ where: { id: late }, data: { status: 'quarantined' } })
  expect((await materialsOf(requester, draw.id))!.places[0]!.files.map(({ state }) => state)).toEqual([
    'ready',
    'waiting',
  ])
  expect((await seatOf(first)).accepted!.materials.map(({ name }) => name)).toEqual(['一.pdf'])
  expect(await byLink(first, late)).toBe(404)
  await seatTurn(at(7, 21, 20))
  expect([await sent(first), await sent(second)]).toEqual([1, 0])
  setClock(at(7, 21, 25))
  await accept(second)
  setClock(at(7, 21, 30))
  expect(await scanWaiting(systemActor('scan-files'))).toMatchObject({ clean: 1 })
  expect(await byLink(first, late)).toBe(200)
  await seatTurn(at(7, 21, 39))
  expect(await sent(second)).toBe(0)
  await seatTurn(at(7, 21, 40))
  expect([await sent(first), await sent(second)]).toEqual([1, 1])
  await seatTurn(at(8, 8, 0))
  expect([await sent(first), await sent(second)]).toEqual([2, 1])
  await seatTurn(at(9, 8, 0))
  expect([await sent(first), await sent(second)]).toEqual([2, 1])
})
