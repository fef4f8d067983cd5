import { count } from '@/lib/auth/limits'
import { login, loginByCode } from '@/lib/auth/login.dal'
import type { CodeLogin } from '@/lib/auth/login.schema'
import { readSession } from '@/lib/auth/session'
import { requestCode } from '@/lib/auth/sms-code.dal'
import { SPRAY } from '@/lib/auth/spray'
import { setClock } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { goodPassword, makeFactor, makeIndividual, makeUnit, makeUnitAdmin, visitor } from '../support/accounts'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'

useDatabase()
afterEach(() => setClock(null))

const request = { id: newId(), address: '192.0.2.10' }
const visit = { userAgent: '', sid: null }

async function newestText(): Promise<string> {
  const row = await db().message.findFirstOrThrow({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })
  return decryptField(row.bodyCipher, { table: 'message', id: row.id, column: 'body' })
}

/** A browser that has asked for a code to log in. */
async function asked(phone: string) {
  const actor = visitor()
  const answer = await requestCode(actor, { phone, purpose: 'login' })
  return { actor, answer, code: /\d{6}/.exec(await newestText())?.[0] ?? '000000' }
}

const enter = (
  actor: ReturnType<typeof visitor>,
  name: string,
  smsCode: string,
  kind: CodeLogin['kind'] = 'individual',
) => loginByCode(actor, { method: 'smsCode', kind, name, smsCode }, visit)

describe('logging in by a code sent to the phone', () => {
  test('individuals and unit administrators; the code is good once; the second factor stays', async () => {
    const person = await makeIndividual()
    const { actor, code } = await asked(person.phone)
    const outcome = await enter(actor, person.phone, code)
    expect(outcome).toMatchObject({ ok: true, accountId: person.id, home: '/expert' })
    expect(await readSession(outcome.ok ? outcome.sid : '', request)).not.toBeNull()
    await expect(enter(actor, person.phone, code)).rejects.toMatchObject({ code: 'invalid' })

    const admin = await makeUnitAdmin((await makeUnit()).id)
    await makeFactor(admin.id)
    const second = await asked(admin.phone)
    expect(await enter(second.actor, admin.phone, second.code, 'unitAdmin')).toMatchObject({ home: '/login/verify' })
  })

  test('AU1 known and unknown phones are answered alike until the phone is proved; its holder is told by SMS', async () => {
    const person = await makeIndividual()
    const stranger = fixturePhone(7401)
    const known = await asked(person.phone)
    const unknown = await asked(stranger)
    expect(await newestText()).toContain('还没有账号')
    expect(unknown.answer).toEqual(known.answer)
    const wrong = known.code === '111111' ? '222222' : '111111'
    const answers = []
    for (const [actor, phone] of [
      [known.actor, person.phone],
      [unknown.actor, stranger],
    ] as const)
      answers.push(
        await enter(actor, phone, wrong).catch(({ code, message, fieldErrors }) => [code, message, fieldErrors]),
      )
    expect(answers[0]).toEqual(answers[1])
  })

  test('200 guesses at the same time are five, and the right code comes too late', async () => {
    const person = await makeIndividual()
    const { actor, code } = await asked(person.phone)
    const wrong = (n: number) => String((Number(code) + 1 + n) % 1_000_000).padStart(6, '0')
    const guesses = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) => enter(actor, person.phone, wrong(n))),
    )
    expect(guesses.every(guess => guess.status === 'rejected')).toBe(true)
    expect(await db().auditEvent.count({ where: { action: 'code.use', result: 'denied' } })).toBeGreaterThanOrEqual(5)
    const row = await db().smsCode.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
    expect(row.attempts).toBe(5)
    await expect(enter(actor, person.phone, code)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('a number nobody proved for a year does not open an account: it may have another owner', async () => {
    const person = await makeIndividual()
    await db().account.update({
      where: { id: person.id },
      data: { phoneProvedAt: new Date(Date.now() - 366 * 24 * 3600_000) },
    })
    const { actor, code } = await asked(person.phone)
    await expect(enter(actor, person.phone, code)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('请用密码登录'),
    })
    expect(await db().session.count({ where: { accountId: person.id } })).toBe(0)
  })

  test('a code for something else does not log in (AU8); a disabled account stays shut', async () => {
    const person = await makeIndividual()
    const actor = visitor()
    await requestCode(actor, { phone: person.phone, purpose: 'recover' })
    const foreign = /\d{6}/.exec(await newestText())![0]
    await expect(enter(actor, person.phone, foreign)).rejects.toMatchObject({ code: 'invalid' })
    const shut = await makeIndividual()
    await db().account.update({ where: { id: shut.id }, data: { disabledAt: new Date() } })
    const late = await asked(shut.phone)
    await expect(enter(late.actor, shut.phone, late.code)).rejects.toMatchObject({ name: 'Refusal' })
  })
})

describe('AU7 one password over many accounts', () => {
  const fail = (n: number, password: string) =>
    login(
      visitor({ address: `198.51.100.${n % 250}` }),
      { kind: 'individual', name: fixturePhone(4300 + n), password },
      visit,
    )

  test('from many addresses: one alert at each level, then the password is not even compared', async () => {
    const password = 'Spray-Secret-01'
    for (let n = 0; n < SPRAY.slow + 2; n++) await fail(n, password)
    // the same name again is no further name
    await fail(0, password)
    const alerts = () => db().auditEvent.findMany({ where: { action: 'alert.spray' }, orderBy: { id: 'asc' } })
    expect((await alerts()).map(alert => alert.detail)).toEqual([{ names: SPRAY.slow, minutes: 60 }])
    expect(JSON.stringify((await alerts()).map(alert => [alert.detail, alert.objectId]))).not.toMatch(/199\d{8}/)

    const { keyed } = await import('@/lib/auth/keyed')
    const key = keyed('limit', `password:${password}`)
    for (let n = SPRAY.slow + 2; n < SPRAY.stop - 1; n++) await count('sprayPassword', key)
    await fail(120, password)
    expect((await alerts()).map(alert => alert.detail)).toEqual([
      { names: SPRAY.slow, minutes: 60 },
      { names: SPRAY.stop, minutes: 60 },
    ])
    expect(await fail(121, password)).toMatchObject({ ok: false, code: 'tooMany' })
    expect(await fail(122, 'Another-Secret-77')).toMatchObject({ ok: false, code: 'refused' })
  })

  test('the question "which administrator" is answered a limited number of times', async () => {
    const unit = await makeUnit()
    await makeUnitAdmin(unit.id)
    await makeUnitAdmin(unit.id)
    const ask = () =>
      login(
        visitor({ address: '203.0.113.9' }),
        { kind: 'unitAdmin', name: unit.creditCode, password: goodPassword },
        visit,
      )
    expect(await ask()).toMatchObject({ code: 'which' })
    for (let n = 1; n < 30; n++) await count('whichAddress', '203.0.113.9')
    await expect(ask()).rejects.toMatchObject({ code: 'tooMany' })
  })
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
