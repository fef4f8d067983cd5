import { createHash } from 'node:crypto'
import { type StaffActor, systemActor } from '@/lib/access/actor'
import { permissions } from '@/lib/access/permissions'
import { recordAccept } from '@/lib/draw/call.dal'
import { clearDraws } from '@/lib/draw/clear.dal'
import { letterKey, makeLetter, printCover, viewLetter } from '@/lib/draw/letter.dal'
import { signInCode } from '@/lib/draw/link'
import { startInviting } from '@/lib/draw/notify.dal'
import { viewPapers } from '@/lib/draw/paper.dal'
import type { PrintedPaper } from '@/lib/draw/paper.dto'
import { confirmList, releaseSeat, reopenList } from '@/lib/draw/seat-deeds.dal'
import { signIn } from '@/lib/draw/sign-in.dal'
import { now, setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { presetNamed } from '@/lib/policy/presets/all'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { drawDay, drawNow, drawnPanel, type MadeDraw, seatTurn, sessionFrom } from '../support/draw-seats'
import { nothingOf } from '../support/draw-secrets'
import { textOfPdf } from '../support/pdf-page'
import { enforce } from '../support/policy'
import { prove, staffOf } from '../support/staff'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let requester: StaffActor
let operator: StaffActor
let supervisor: StaffActor
let manager: StaffActor
let notifier: StaffActor
let people: Applicant[]
let days = 0

beforeAll(async () => {
  await enforce('shaoxing', { path: presetNamed('wuhan').path })
  const unit = await unitOf('active')
  const reviewer = await makeReviewer('沈鉴')
  requester = await staffOf('drawRequester')
  operator = await staffOf('drawOperator')
  supervisor = await staffOf('supervisor')
  manager = await staffOf('bureauManager')
  notifier = await staffOf('drawNotifier')
  people = [await expertOf(unit, reviewer, { name: '栾缄默' }), await expertOf(unit, reviewer, { name: '阮守密' })]
})

const shifted = (date: Date, minutes = 0) => new Date(date.getTime() + days * 86_400_000 + minutes * 60_000)
beforeEach(() => {
  days += 14
  setClock(shifted(drawDay))
})
afterAll(() => setClock(null))

const input = async (draw: MadeDraw, opinion: string | null = null) => ({
  id: draw.id,
  version: (await drawNow(draw.id)).version,
  opinion,
})
async function confirmed(): Promise<MadeDraw> {
  const draw = await drawnPanel(requester, people, { days })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  for (const id of draw.seats) await recordAccept(notifier, { id, note: null })
  await confirmList(operator, await input(draw))
  return draw
}
const make = async (draw: MadeDraw, actor = supervisor) => {
  await prove(actor, 'draw.letter', draw.id)
  return makeLetter(actor, { id: draw.id })
}
const key = async (draw: MadeDraw, actor = operator) => {
  await prove(actor, 'draw.letterKey', draw.id)
  return (await letterKey(actor, { id: draw.id, reason: '装信封保管' })).number
}
const bytesOf = ({ pdf }: PrintedPaper) => Buffer.from(pdf, 'base64')
const textOf = async (paper: PrintedPaper, password?: string) =>
  (await textOfPdf(bytesOf(paper), password)).join('\n').replace(/\s/g, '')
const names = ['栾缄默', '阮守密']

test('密封函 opens with its password only, and has who is expected where, and no number of anybody', async () => {
  const draw = await confirmed()
  const letter = await make(draw)
  const password = await key(draw)
  expect(password).toMatch(/^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$/)
  for (const wrong of ['', `${password}X`, password.replaceAll('-', '')])
    await expect(textOf(letter, wrong)).rejects.toThrow(/password/i)
  const text = await textOf(letter, password)
  for (const said of [...names, '第一组', '1号', '2号', draw.number, '2031', '科技大楼301'])
    expect(text).toContain(said)
  expect(text).not.toMatch(/1\d{10}|990\d{14}[\dX]/)
  // what is written outside of the lock tells nobody
  for (const name of names) expect(bytesOf(letter).includes(name)).toBe(false)
})

test('neither of the two has both: the password goes to a 抽取人 alone, the file to a supervisor alone, each time recorded', async () => {
  const draw = await confirmed()
  expect((await refusalOf(makeLetter(supervisor, { id: draw.id }))).code).toBe('stepUp')
  expect(await db().drawPaper.count({ where: { requestId: draw.id } })).toBe(0)
  const letter = await make(draw)
  expect((await refusalOf(letterKey(operator, { id: draw.id, reason: '保管' }))).code).toBe('stepUp')
  for (const actor of [supervisor, manager, requester, notifier])
    expect((await refusalOf(key(draw, actor))).code).toBe('notFound')
  for (const actor of [operator, manager, requester, notifier])
    expect((await refusalOf(make(draw, actor))).code).toBe('notFound')
  expect([permissions['draw.letter'], permissions['draw.letterKey']]).toEqual([['supervisor'], ['drawOperator']])
  // whose role was changed meanwhile
  const turned: StaffActor = { ...supervisor, roles: ['drawOperator'] }
  expect((await refusalOf(key(draw, turned))).message).toContain('由另一个人保管')
  const asked: StaffActor = { ...requester, roles: ['supervisor'] }
  expect((await refusalOf(make(draw, asked))).message).toContain('您自己提出')

  const password = await key(draw)
  expect(await key(draw)).toBe(password)
  const seen = JSON.stringify([
    await viewLetter(supervisor, draw.id),
    await viewPapers(supervisor, draw.id),
    letter,
    await textOf(await printCover(supervisor, { id: draw.id })),
    await db().auditEvent.findMany({ where: { objectId: draw.id }, select: { detail: true } }),
    await db().idempotentReply.findMany(),
    await db().drawLetter.findMany(),
  ])
  expect(seen).not.toContain(password)
  expect(
    await nothingOf(
      people.map(one => one.accountId),
      seen,
    ),
  ).toEqual([])
  const shown = { objectId: draw.id, action: 'draw.letterKey', result: 'done' }
  expect(await db().auditEvent.findMany({ where: shown })).toMatchObject(
    [1, 2].map(() => ({ actorId: operator.accountId, detail: { reason: '装信封保管' } })),
  )
  const made = { objectId: draw.id, action: 'draw.print', result: 'done' }
  expect(await db().auditEvent.findMany({ where: made })).toMatchObject([
    { actorId: supervisor.accountId, detail: { paper: 'letter', named: true } },
  ])
})

test('the page and the cover say which file it is; when the list changes, the next takes its place', async () => {
  const draw = await confirmed()
  expect(await viewLetter(operator, draw.id)).toMatchObject({
    ...{ newest: null, make: undefined },
    key: expect.stringContaining('还没有密封函'),
  })
  const letter = await make(draw)
  const sha256 = createHash('sha256').update(bytesOf(letter)).digest('hex')
  const serial = `${draw.number}-01`
  expect(await viewLetter(supervisor, draw.id)).toMatchObject({
    ...{ make: null, key: undefined },
    newest: { serial, sha256, current: true, of: null, by: supervisor.name },
  })
  const cover = await textOf(await printCover(supervisor, { id: draw.id }))
  for (const said of [serial, sha256.slice(0, 20), '拆封时间']) expect(cover).toContain(said)
  for (const name of names) expect(cover).not.toContain(name)
  const first = await key(draw)

  await reopenList(operator, await input(draw, '有人来不了'))
  await releaseSeat(manager, { id: draw.seats[1]!, opinion: '应当回避' })
  expect((await viewLetter(supervisor, draw.id))!.newest).toMatchObject({ serial, current: false })
  expect((await refusalOf(make(draw))).message).toContain('名单确认以后')
  expect((await refusalOf(key(draw))).message).toContain('名单确认以后')
  await confirmList(operator, await input(draw, '一人可以评审'))
  const next = await make(draw)
  const second = await key(draw)
  expect(second).not.toBe(first)
  const text = await textOf(next, second)
  expect(names.map(name => text.includes(name))).toEqual([true, false])
  expect((await viewLetter(manager, draw.id))!.newest).toMatchObject({ current: true, of: serial })
  const stored = await db().drawLetter.findMany({
    where: { requestId: draw.id },
    orderBy: { paper: { serial: 'asc' } },
  })
  expect(stored.map(({ keyCipher }) => keyCipher === null)).toEqual([true, false])
})

test('once the list is open, or its time is over, its password is forgotten, and never written again', async () => {
  const draw = await confirmed()
  await make(draw)
  const stored = () => db().drawLetter.findFirstOrThrow({ where: { requestId: draw.id } })
  const { paperId, keyCipher } = await stored()
  await expect(db().drawLetter.update({ where: { paperId }, data: { keyCipher: 'x' } })).rejects.toThrow(/forgotten/)
  await expect(db().drawLetter.delete({ where: { paperId } })).rejects.toThrow(/append-only/)
  expect(keyCipher).not.toBeNull()
  setClock(shifted(sessionFrom, -30))
  for (const seat of draw.seats)
    await signIn(operator, { id: draw.id, way: 'code', typed: signInCode(seat, now()), paper: true })
  expect((await stored()).keyCipher).toBeNull()
  expect((await refusalOf(key(draw))).message).toContain('不用密封函')
  expect((await refusalOf(make(draw))).message).toContain('不用密封函')

  days += 1
  setClock(shifted(drawDay))
  const never = await confirmed()
  await make(never)
  setClock(new Date('2036-01-01T00:00:00Z'))
  await clearDraws(systemActor('draw-seats'))
  expect(await db().drawLetter.count({ where: { requestId: never.id, keyCipher: { not: null } } })).toBe(0)
})
