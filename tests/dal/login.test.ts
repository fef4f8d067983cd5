import { login, type Visit } from '@/lib/auth/login.dal'
import type { Login } from '@/lib/auth/login.schema'
import { logout } from '@/lib/auth/logout.dal'
import { proveFactor } from '@/lib/auth/second-factor.dal'
import { endSessions, readSession } from '@/lib/auth/session'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId, sha256 } from '@/lib/platform/ids'
import {
  goodPassword,
  makeFactor,
  makeIndividual,
  makeStaff,
  makeUnit,
  makeUnitAdmin,
  visitor,
} from '../support/accounts'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'

useDatabase()

const visit: Visit = { userAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/140 Edg/140', sid: null }
const request = { id: newId(), address: '192.0.2.10' }
const minutes = (count: number) => new Date(Date.now() + count * 60_000)

const typed = (name: string, password = goodPassword, more: Partial<Login> = {}): Login =>
  ({ kind: 'individual', name, password, ...more }) as Login

/** A login that must succeed. @returns the secret of the session */
async function enter(name: string, more: Partial<Login> = {}, at: Partial<Visit> = {}): Promise<string> {
  const outcome = await login(visitor(), typed(name, goodPassword, more), { ...visit, ...at })
  if (!outcome.ok) throw new Error(`refused: ${outcome.message}`)
  return outcome.sid
}

/** The same with the second factor that staff need. */
async function enterStaff(name: string): Promise<string> {
  const { id } = await db().account.findUniqueOrThrow({ where: { login: name } })
  const { code } = await makeFactor(id)
  const half = await enter(name, { kind: 'staff' })
  return (await proveFactor(visitor(), half, { method: 'totp', code: code() })).sid
}

afterEach(() => setClock(null))

describe('who logs in', () => {
  test('an individual gets a session of which the database knows only the hash (trust D3)', async () => {
    const { id, phone } = await makeIndividual({ name: '测试甲' })
    const outcome = await login(visitor(), typed(phone), visit)
    expect(outcome).toMatchObject({ ok: true, accountId: id, home: '/expert' })
    const sid = outcome.ok ? outcome.sid : ''
    const row = await db().session.findUniqueOrThrow({ where: { idHash: sha256(sid) } })
    expect(row).toMatchObject({ accountId: id, address: '192.0.2.10', endedAt: null })
    expect(JSON.stringify(row)).not.toContain(sid)
    expect((await readSession(sid, request))?.actor).toEqual({
      kind: 'individual',
      accountId: id,
      name: '测试甲',
      request: { ...request, session: sha256(sid) },
    })
  })

  test('an administrator of a unit, by phone or by the code of the unit; he acts for his unit', async () => {
    const unit = await makeUnit({ name: '测试研究所', status: 'submitted' })
    const { id, phone } = await makeUnitAdmin(unit.id)
    for (const name of [phone, unit.creditCode]) {
      const live = await readSession(await enter(name, { kind: 'unitAdmin' }), request)
      expect(live?.actor).toMatchObject({ kind: 'unitAdmin', accountId: id, unitName: '测试研究所', unitActive: false })
    }
    await db().unitAdministrator.update({ where: { accountId: id }, data: { endedAt: new Date() } })
    expect(await login(visitor(), typed(phone, goodPassword, { kind: 'unitAdmin' }), visit)).toMatchObject({
      ok: false,
    })
  })

  test('a unit with several administrators asks which one, with masked names', async () => {
    const unit = await makeUnit()
    const first = await makeUnitAdmin(unit.id, { name: '张测试' })
    const second = await makeUnitAdmin(unit.id, { name: '欧阳测试', password: 'Another-Secret-73' })
    const ask = typed(unit.creditCode, 'Another-Secret-73', { kind: 'unitAdmin' })
    const asked = await login(visitor(), ask, visit)
    expect(asked).toMatchObject({
      ok: false,
      code: 'which',
      people: [
        { id: first.id, name: '张**' },
        { id: second.id, name: '欧**' },
      ],
    })
    expect(await login(visitor(), { ...ask, person: second.id }, visit)).toMatchObject({
      ok: true,
      accountId: second.id,
    })
    expect(await login(visitor(), { ...ask, person: first.id }, visit)).toMatchObject({ ok: false, code: 'refused' })
  })

  test('somebody of the staff, with his roles and the name of the bureau', async () => {
    await makeStaff('shenhe', ['bureauReviewer'])
    const live = await readSession(await enterStaff('shenhe'), request)
    expect(live?.actor).toMatchObject({ kind: 'staff', roles: ['bureauReviewer'], office: '武汉市科学技术局' })
  })

  test('a phone of an individual opens no unit account', async () => {
    const { phone } = await makeIndividual()
    expect(await login(visitor(), typed(phone, goodPassword, { kind: 'unitAdmin' }), visit)).toMatchObject({
      ok: false,
    })
  })
})

describe('the session', () => {
  test('AU11 each login has a new id and ends the one the browser had', async () => {
    const { phone } = await makeIndividual()
    const first = await enter(phone)
    const second = await enter(phone, {}, { sid: first })
    expect(second).not.toBe(first)
    expect(await readSession(first, request)).toBeNull()
    expect(await readSession(second, request)).not.toBeNull()
  })

  test('AU11 an id that the visitor brought along is never used', async () => {
    const { phone } = await makeIndividual()
    const planted = 'planted-by-somebody-else'
    expect(await enter(phone, {}, { sid: planted })).not.toBe(planted)
    expect(await readSession(planted, request)).toBeNull()
  })

  test.each([
    ['logout', (sid: string) => logout(visitor(), sid)],
    [
      'a ban',
      async (_: string, id: string) => db().account.update({ where: { id }, data: { disabledAt: new Date() } }),
    ],
    ['a kill', async (_: string, id: string) => endSessions(db(), id, 'killed')],
  ])('AU12 a copied cookie is worthless after %s', async (_, end) => {
    const { id, phone } = await makeIndividual()
    const sid = await enter(phone)
    expect(await readSession(sid, request)).not.toBeNull()
    await end(sid, id)
    expect(await readSession(sid, request)).toBeNull()
  })

  test('AU12 idle for an hour (staff: half an hour) ends it, use keeps it alive, twelve hours end it anyway', async () => {
    const { phone } = await makeIndividual()
    await makeStaff('bianji', ['noticeEditor'])
    const person = await enter(phone)
    const staff = await enterStaff('bianji')
    setClock(minutes(29))
    expect(await readSession(staff, request)).not.toBeNull()
    setClock(minutes(59))
    expect(await readSession(person, request)).not.toBeNull()
    setClock(minutes(61))
    expect(await readSession(staff, request)).toBeNull()
    expect(await readSession(person, request)).not.toBeNull()
    setClock(minutes(29))
    expect(await readSession(staff, request)).toBeNull()
    for (let at = 61; at < 12 * 60; at += 55) {
      setClock(minutes(at))
      expect(await readSession(person, request)).not.toBeNull()
    }
    setClock(minutes(12 * 60 + 1))
    expect(await readSession(person, request)).toBeNull()
  })

  test('AU12 nobody stays who stood still for more than an hour', async () => {
    const { phone } = await makeIndividual()
    const sid = await enter(phone)
    setClock(minutes(61))
    expect(await readSession(sid, request)).toBeNull()
    expect(await db().session.findUniqueOrThrow({ where: { idHash: sha256(sid) } })).toMatchObject({ endedWhy: 'idle' })
  })

  test('when it was last seen is written once a minute at most', async () => {
    const { phone } = await makeIndividual()
    const sid = await enter(phone)
    const seen = async () => (await db().session.findUniqueOrThrow({ where: { idHash: sha256(sid) } })).lastSeenAt
    const start = await seen()
    setClock(new Date(start.getTime() + 59_000))
    await readSession(sid, request)
    expect(await seen()).toEqual(start)
    setClock(new Date(start.getTime() + 61_000))
    await readSession(sid, request)
    expect(await seen()).toEqual(new Date(start.getTime() + 61_000))
  })

  test('TE1 exactly one event for a success, a failure and a logout; the typed name is nowhere', async () => {
    const { id, phone } = await makeIndividual()
    const before = await db().auditEvent.count()
    const sid = await enter(phone)
    await login(visitor(), typed(fixturePhone(4998), 'Wrong-Secret-00'), visit)
    await logout(visitor(), sid)
    await logout(visitor(), sid)
    const trail = await db().auditEvent.findMany({ skip: before, orderBy: { id: 'asc' } })
    expect(trail.map(event => [event.action, event.result, event.actorId])).toEqual([
      ['session.start', 'done', id],
      ['session.start', 'failed', null],
      ['session.end', 'done', id],
    ])
    const text = JSON.stringify(trail, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    expect(text).not.toContain(fixturePhone(4998))
    expect(text).not.toContain(phone)
  })
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
