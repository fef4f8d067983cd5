import { verify } from '@node-rs/argon2'
import { changePassword } from '@/lib/auth/account.dal'
import { count } from '@/lib/auth/limits'
import { login, type Visit } from '@/lib/auth/login.dal'
import type { Login } from '@/lib/auth/login.schema'
import { confirmPassword } from '@/lib/auth/own-password'
import { readSession } from '@/lib/auth/session'
import { proveStepUp } from '@/lib/auth/step-up.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { newId } from '@/lib/platform/ids'
import { goodPassword, makeIndividual, visitor } from '../support/accounts'
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
const deed = { action: 'factor.on', objectId: 'own' } as const

const typed = (name: string, password = goodPassword, more: Partial<Login> = {}): Login =>
  ({ kind: 'individual', name, password, ...more }) as Login

/** A login that must succeed. @returns the secret of the session */
async function enter(name: string): Promise<string> {
  const outcome = await login(visitor(), typed(name), visit)
  if (!outcome.ok) throw new Error(`refused: ${outcome.message}`)
  return outcome.sid
}

const events = (action: string) =>
  db().auditEvent.findMany({
    where: { action },
    orderBy: { id: 'asc' },
    select: { actorKind: true, actorId: true, result: true, detail: true, objectId: true },
  })

afterEach(() => setClock(null))

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

  test('AU4 of 200 guesses at the same time from 200 addresses five are compared, here and in every other place', async () => {
    const { id, phone } = await makeIndividual()
    const { passwordHash } = await db().account.findUniqueOrThrow({ where: { id } })
    const compare = jest.mocked(verify)
    const real = compare.getMockImplementation()!
    // what is compared in vain, so that the time tells nothing, need not take its time here
    compare.mockImplementation(async (stored, ...rest) => stored === passwordHash && real(stored, ...rest))
    const compared = () => compare.mock.calls.filter(([stored]) => stored === passwordHash).length
    const { actor } = (await readSession(await enter(phone), request))!
    const ways: [string, (n: number) => Promise<unknown>][] = [
      ['login', n => login(visitor({ address: `198.51.100.${n}` }), typed(phone, `Wrong-Secret-${n}`), visit)],
      ['confirm', n => confirmPassword(actor, `Wrong-Secret-${n}`, 'email.prove')],
      ['change', n => changePassword(actor, { current: `Wrong-${n}`, password: 'x', passwordAgain: 'x' }, null)],
      ['step-up', n => proveStepUp(actor, { ...deed, method: 'password', code: `Wrong-Secret-${n}` })],
    ]
    for (const [way, guess] of ways) {
      await db().account.update({ where: { id }, data: { failedCount: 0, lockedUntil: null } })
      compare.mockClear()
      await Promise.allSettled(Array.from({ length: 200 }, (_, n) => guess(n)))
      expect([way, compared()]).toEqual([way, 5])
      expect(await login(visitor(), typed(phone), visit)).toMatchObject({ ok: false })
      expect([way, compared()]).toEqual([way, 5])
    }
    compare.mockImplementation(real)
  })

  test('AU4 two tabs that log in at the same time both get in; the count is given back', async () => {
    const { id, phone } = await makeIndividual()
    for (let n = 0; n < 3; n++) await login(visitor(), typed(phone, 'Wrong-Secret-00'), visit)
    expect(await Promise.all([enter(phone), enter(phone)])).toHaveLength(2)
    expect(await db().account.findUniqueOrThrow({ where: { id } })).toMatchObject({ failedCount: 0, lockedUntil: null })
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

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
