import { spend } from '@/lib/auth/limits'
import { consumeCode, requestCode } from '@/lib/auth/sms-code.dal'
import type { RequestCode } from '@/lib/auth/sms-code.schema'
import { setClock } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { Refusal } from '@/lib/platform/errors'
import { makeIndividual, visitor } from '../support/accounts'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'

useDatabase()
type CodePurpose = RequestCode['purpose']
afterEach(() => setClock(null))

let used = 6000
const freshPhone = () => fixturePhone(used++)
const later = (seconds: number) => setClock(new Date(Date.now() + seconds * 1000))

/** What the newest SMS to a phone says. */
async function newestSms(phone: string): Promise<string> {
  const rows = await db().message.findMany({ orderBy: { createdAt: 'desc' }, take: 60 })
  const open = (id: string, column: 'to' | 'body', text: string) => decryptField(text, { table: 'message', id, column })
  const row = rows.find(one => open(one.id, 'to', one.toCipher) === phone)
  return row ? open(row.id, 'body', row.bodyCipher) : ''
}

const codeIn = (text: string) => /\d{6}/.exec(text)?.[0] ?? ''

async function codeFor(phone: string, actor = visitor(), purpose: CodePurpose = 'register') {
  await requestCode(actor, { phone, purpose })
  return { actor, code: codeIn(await newestSms(phone)) }
}

const consume = (actor: ReturnType<typeof visitor>, phone: string, code: string, purpose: CodePurpose = 'register') =>
  db().$transaction(tx => consumeCode(actor, tx, { phone, purpose, code }))

const refusal = (work: Promise<unknown>): Promise<Refusal> =>
  work.then(
    () => {
      throw new Error('was not refused')
    },
    error => {
      if (error instanceof Refusal) return error
      throw error
    },
  )

const otherThan = (code: string) => (code === '000000' ? '000001' : '000000')

describe('sending (trust AU9)', () => {
  test('AU9 50 requests at the same time send one SMS', async () => {
    const phone = freshPhone()
    const before = await db().message.count()
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => requestCode(visitor(), { phone, purpose: 'register' })),
    )
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ name: 'Refusal', code: 'tooMany' })
    expect(await db().message.count()).toBe(before + 1)
  })

  test('AU9 one in 60 seconds, five an hour, ten a day, over all purposes and browsers', async () => {
    const phone = freshPhone()
    const purposes: CodePurpose[] = ['register', 'registerUnit', 'recover']
    let sent = 0
    for (let minute = 0; minute < 24 * 60; minute += minute < 60 ? 5 : 30) {
      later(minute * 60)
      const done = await requestCode(visitor(), { phone, purpose: purposes[sent % 3]! }).then(
        () => true,
        () => false,
      )
      if (done) sent += 1
      if (minute === 55) expect(sent).toBe(5)
    }
    expect(sent).toBe(10)
    later(24 * 3600 + 60)
    await requestCode(visitor(), { phone, purpose: 'register' })
  })

  test('AU9 one address may not send without end', async () => {
    const address = '192.0.2.99'
    const send = (n: number) =>
      requestCode(visitor({ address }), { phone: fixturePhone(8000 + n), purpose: 'register' })
    await send(0)
    for (let n = 1; n < 100; n++) await spend('smsAddress', address)
    expect(await refusal(send(1))).toMatchObject({ code: 'tooMany' })
    await requestCode(visitor({ address: '192.0.2.100' }), { phone: fixturePhone(8100), purpose: 'register' })
  })

  test('a browser without cookies is told so', async () => {
    const actor = { ...visitor(), browser: '' }
    expect(await refusal(requestCode(actor, { phone: freshPhone(), purpose: 'register' }))).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('Cookie'),
    })
  })

  test('AU1 D18 recovering an unknown phone gets the same answer; its holder is told by SMS', async () => {
    const { phone } = await makeIndividual({ phone: freshPhone() })
    const stranger = freshPhone()
    const known = await requestCode(visitor(), { phone, purpose: 'recover' })
    const unknown = await requestCode(visitor(), { phone: stranger, purpose: 'recover' })
    expect(unknown).toEqual(known)
    expect(await newestSms(phone)).toMatch(/^验证码 \d{6}，5 分钟内有效，用于重设武汉市科技专家库登录密码/)
    expect(await newestSms(stranger)).toContain('还没有账号')
    expect(await newestSms(stranger)).not.toMatch(/\d{6}/)
  })
})

describe('using (trust AU8)', () => {
  test('AU8 six digits, of which the database keeps no trace in clear', async () => {
    const phone = freshPhone()
    const { code } = await codeFor(phone)
    expect(code).toMatch(/^\d{6}$/)
    const rows = await db().smsCode.findMany()
    const messages = await db().message.findMany()
    expect(JSON.stringify([rows, messages])).not.toContain(phone)
    expect(rows.some(row => Object.values(row).includes(code))).toBe(false)
  })

  test('AU8 a code is good once', async () => {
    const phone = freshPhone()
    const { actor, code } = await codeFor(phone)
    await consume(actor, phone, code)
    expect((await refusal(consume(actor, phone, code))).fieldErrors).toEqual({
      smsCode: ['验证码已失效，请重新获取。'],
    })
  })

  test('AU8 used 20 times at once it is good once', async () => {
    const phone = freshPhone()
    const { actor, code } = await codeFor(phone)
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => consume(actor, phone, code)))
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1)
  })

  test('AU8 it is good for five minutes', async () => {
    const phone = freshPhone()
    const { actor, code } = await codeFor(phone)
    later(5 * 60 + 1)
    expect(await refusal(consume(actor, phone, code))).toMatchObject({ code: 'invalid' })
    later(4 * 60 + 59)
    await consume(actor, phone, code)
  })

  test('AU8 not for another purpose, phone or browser', async () => {
    const phone = freshPhone()
    const { actor, code } = await codeFor(phone)
    await refusal(consume(actor, phone, code, 'registerUnit'))
    await refusal(consume(actor, freshPhone(), code))
    await refusal(consume(visitor(), phone, code))
    await refusal(consume({ ...actor, browser: '' }, phone, code))
    await consume(actor, phone, code)
  })

  test('AU8 a newer code ends the older one', async () => {
    const phone = freshPhone()
    const { actor, code: older } = await codeFor(phone)
    later(61)
    const { code: newer } = await codeFor(phone, actor)
    if (older !== newer) await refusal(consume(actor, phone, older))
    await consume(actor, phone, newer)
  })

  test('AU8 five wrong attempts end it, each counted although the transaction around it rolls back', async () => {
    const phone = freshPhone()
    const { actor, code } = await codeFor(phone)
    const wrong = otherThan(code)
    for (const left of ['4', '3', '2', '1'])
      expect((await refusal(consume(actor, phone, wrong))).fieldErrors?.smsCode?.[0]).toContain(`还可以再试 ${left} 次`)
    expect((await refusal(consume(actor, phone, wrong))).fieldErrors?.smsCode?.[0]).toBe('验证码不对，请重新获取。')
    expect((await refusal(consume(actor, phone, code))).fieldErrors?.smsCode?.[0]).toBe('验证码已失效，请重新获取。')
  })

  test('AU8 a hundred guesses at once are five', async () => {
    const phone = freshPhone()
    const { actor, code } = await codeFor(phone)
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) => consume(actor, phone, String(n).padStart(6, '9'))),
    )
    const compared = results.filter(
      result => result.status === 'rejected' && /不对/.test(String(result.reason.fieldErrors?.smsCode)),
    )
    expect(compared.length).toBeLessThanOrEqual(5)
    await refusal(consume(actor, phone, code))
  })

  test('a right code can be used again when the rest of the transaction failed', async () => {
    const phone = freshPhone()
    const { actor, code } = await codeFor(phone)
    const failing = async (tx: Tx) => {
      await consumeCode(actor, tx, { phone, purpose: 'register', code })
      throw new Error('something else was wrong')
    }
    for (let round = 0; round < 6; round++) await expect(db().$transaction(failing)).rejects.toThrow('something else')
    await consume(actor, phone, code)
  })
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
