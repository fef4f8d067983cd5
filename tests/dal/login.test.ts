import { verify } from '@node-rs/argon2'
import { count } from '@/lib/auth/limits'
import { login, type Visit } from '@/lib/auth/login.dal'
import type { Login } from '@/lib/auth/login.schema'
import { logout } from '@/lib/auth/logout.dal'
import { proveFactor } from '@/lib/auth/second-factor.dal'
import { endSessions, readSession } from '@/lib/auth/session'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
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

// The real comparison, watched.
jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2')
  return { ...real, hash: real.hash, verify: jest.fn(real.verify) }
})

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

const events = (action: string) =>
  db().auditEvent.findMany({
    where: { action },
    orderBy: { id: 'asc' },
    select: { actorKind: true, actorId: true, result: true, detail: true, objectId: true },
  })

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

describe('who does not', () => {
  test('AU1 known and unknown phones get the same answer', async () => {
    const { phone } = await makeIndividual()
    const known = await login(visitor({ address: '192.0.2.21' }), typed(phone, 'Wrong-Secret-00'), visit)
    const unknown = await login(visitor({ address: '192.0.2.21' }), typed(fixturePhone(4001), 'Wrong-Secret-00'), visit)
    expect(known).toEqual(unknown)
  })

  test('AU1 an unknown phone takes the work of a known one: one comparison of the same cost', async () => {
    const { phone } = await makeIndividual()
    const compare = jest.mocked(verify)
    for (const name of [phone, fixturePhone(4100)]) {
      compare.mockClear()
      await login(visitor({ address: '192.0.2.22' }), typed(name, 'Wrong-Secret-00'), visit)
      expect(compare.mock.calls.map(([stored]) => String(stored).split('$').slice(1, 4))).toEqual([
        ['argon2id', 'v=19', 'm=19456,t=2,p=1'],
      ])
    }
  })

  test('AU4 five wrong passwords lock for 15 minutes: same sentence, right password refused, all audited', async () => {
    const { id, phone } = await makeIndividual()
    const answers = []
    for (let attempt = 0; attempt < 5; attempt++)
      answers.push(await login(visitor(), typed(phone, 'Wrong-Secret-00'), visit))
    const locked = await login(visitor(), typed(phone), visit)
    expect(new Set([...answers, locked].map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(locked).toMatchObject({ ok: false, code: 'refused' })

    const trail = (await events('session.start')).filter(event => event.objectId === id)
    expect(trail.map(event => (event.detail as { reason: string }).reason)).toEqual([
      ...Array(5).fill('wrong'),
      'locked',
    ])
    expect(trail.every(event => event.actorKind === 'anonymous' && event.result === 'failed')).toBe(true)
    expect(trail[4]!.detail).toMatchObject({ locked: true })

    setClock(minutes(14))
    expect(await login(visitor(), typed(phone), visit)).toMatchObject({ ok: false })
    setClock(minutes(16))
    expect(await login(visitor(), typed(phone), visit)).toMatchObject({ ok: true })
    expect(await db().account.findUniqueOrThrow({ where: { id } })).toMatchObject({ failedCount: 0, lockedUntil: null })
  })

  test('AU4 after a lock five more are needed, and a success in between forgives', async () => {
    const { id, phone } = await makeIndividual()
    const fail = (times: number) =>
      Array.from({ length: times }).reduce<Promise<unknown>>(
        before => before.then(() => login(visitor(), typed(phone, 'Wrong-Secret-00'), visit)),
        Promise.resolve(),
      )
    await fail(4)
    await enter(phone)
    await fail(4)
    await enter(phone)
    await fail(5)
    setClock(minutes(16))
    await fail(1)
    expect((await db().account.findUniqueOrThrow({ where: { id } })).failedCount).toBe(1)
    await enter(phone)
  })

  test('AU4 many guesses at the same time gain nothing', async () => {
    const { phone } = await makeIndividual()
    const wrong = Array.from({ length: 20 }, (_, n) => login(visitor(), typed(phone, `Wrong-Secret-${n}`), visit))
    await Promise.all(wrong)
    expect(await login(visitor(), typed(phone), visit)).toMatchObject({ ok: false })
  })

  test('a disabled account learns so only with the right password', async () => {
    const { id, phone } = await makeIndividual()
    await db().account.update({ where: { id }, data: { disabledAt: new Date() } })
    const wrong = await login(visitor(), typed(phone, 'Wrong-Secret-00'), visit)
    const right = await login(visitor(), typed(phone), visit)
    expect(wrong).toMatchObject({ ok: false, message: expect.stringContaining('账号或密码不对') })
    expect(right).toMatchObject({ ok: false, message: expect.stringContaining('已停用') })
  })

  test('AU20 demo accounts open nothing in production', async () => {
    const { phone } = await makeIndividual({ isDemo: true })
    const sid = await enter(phone)
    const mode = env().APP_MODE
    env().APP_MODE = 'production'
    try {
      expect(await readSession(sid, request)).toBeNull()
      const elsewhere = visitor({ address: '192.0.2.79' })
      expect(await login(elsewhere, typed(phone), visit)).toMatchObject({ ok: false, code: 'refused' })
    } finally {
      env().APP_MODE = mode
    }
  })

  test('AU7 one address that fails again and again has to wait, others do not', async () => {
    const bad = '192.0.2.77'
    const { phone } = await makeIndividual()
    const fail = (n: number) =>
      login(visitor({ address: bad }), typed(fixturePhone(4200 + n), 'Wrong-Secret-00'), visit)
    await fail(0)
    for (let n = 1; n < 59; n++) await count('loginAddress', bad)
    expect(await fail(1)).toMatchObject({ ok: false, code: 'refused' })
    expect(await login(visitor({ address: bad }), typed(phone), visit)).toMatchObject({ ok: false, code: 'tooMany' })
    expect(await login(visitor({ address: '192.0.2.78' }), typed(phone), visit)).toMatchObject({ ok: true })
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
