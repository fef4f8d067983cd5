import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { createPuzzle, solvesCaptcha, verifyCaptcha } from '@/lib/auth/captcha'
import { login } from '@/lib/auth/login.dal'
import { requestCode } from '@/lib/auth/sms-code.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { goodPassword, makeIndividual, visitor } from '../support/accounts'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'

process.env.CAPTCHA = 'on'
useDatabase()
afterEach(() => setClock(null))

const encode = (payload: unknown) => Buffer.from(JSON.stringify(payload)).toString('base64')

/** What the widget does in a browser. */
async function solve(challenge: Challenge): Promise<string> {
  return encode({ challenge, solution: await solveChallenge({ challenge, deriveKey }) })
}

describe('the captcha (trust AU10)', () => {
  test('AU10 a solved puzzle is good once, however many try at once', async () => {
    const actor = visitor()
    const payload = await solve(await createPuzzle(actor))
    const answers = await Promise.all(Array.from({ length: 10 }, () => solvesCaptcha(actor, payload)))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await solvesCaptcha(actor, payload)).toBe(false)
  })

  test.each([
    null,
    undefined,
    [],
    {},
    '',
    'off',
    'AAAA',
    7,
    encode(null),
    encode([]),
    encode({ challenge: {}, solution: {} }),
    'x'.repeat(9000),
  ])('AU10 %j is refused', async odd => {
    await expect(verifyCaptcha(visitor(), odd)).rejects.toMatchObject({
      code: 'invalid',
      fieldErrors: { captcha: [expect.any(String)] },
    })
  })

  test('AU10 another browser’s solution, a changed puzzle, a made-up one and an old one are refused', async () => {
    const actor = visitor()
    const challenge = await createPuzzle(actor)
    const payload = await solve(challenge)
    expect(await solvesCaptcha(visitor(), payload)).toBe(false)
    const decoded = JSON.parse(Buffer.from(payload, 'base64').toString())
    const easier = { ...decoded, challenge: { ...challenge, parameters: { ...challenge.parameters, cost: 1 } } }
    expect(await solvesCaptcha(actor, encode(easier))).toBe(false)
    const unsolved = { ...decoded, solution: { ...decoded.solution, derivedKey: '00'.repeat(32) } }
    expect(await solvesCaptcha(actor, encode(unsolved))).toBe(false)
    setClock(new Date(Date.now() + 11 * 60_000))
    expect(await solvesCaptcha(actor, payload)).toBe(false)
    setClock(null)
    expect(await solvesCaptcha(actor, payload)).toBe(true)
  })

  test('AU10 no code is sent without it', async () => {
    const before = await db().message.count()
    const request = { phone: fixturePhone(7001), purpose: 'register' } as const
    await expect(requestCode(visitor(), request)).rejects.toMatchObject({
      fieldErrors: { captcha: [expect.any(String)] },
    })
    expect(await db().message.count()).toBe(before)
    const actor = visitor()
    await requestCode(actor, { ...request, captcha: await solve(await createPuzzle(actor)) })
    expect(await db().message.count()).toBe(before + 1)
  })

  test('after the first failure a login needs it, known or unknown alike; a success ends that', async () => {
    const { phone } = await makeIndividual()
    const visit = { userAgent: '', sid: null }
    const actor = visitor({ address: '192.0.2.50' })
    const wrong = { kind: 'individual', name: phone, password: 'Wrong-Secret-00' } as const
    const unknown = { ...wrong, name: fixturePhone(7002) }
    expect(await login(actor, wrong, visit)).toMatchObject({ code: 'refused', captcha: true })
    expect(await login(actor, unknown, visit)).toMatchObject({ code: 'refused', captcha: true })
    expect(await login(actor, wrong, visit)).toMatchObject({ code: 'captcha' })
    expect(await login(actor, unknown, visit)).toMatchObject({ code: 'captcha' })
    const right = { ...wrong, password: goodPassword }
    expect(await login(actor, right, visit)).toMatchObject({ code: 'captcha' })
    const captcha = await solve(await createPuzzle(actor))
    expect(await login(actor, { ...right, captcha }, visit)).toMatchObject({ ok: true })
    expect(await login(actor, right, visit)).toMatchObject({ ok: true })
    const tries = await db().auditEvent.findMany({ where: { action: 'session.start' } })
    expect(tries).toHaveLength(7)
  })
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
