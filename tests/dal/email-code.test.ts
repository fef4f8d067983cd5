import { systemActor } from '@/lib/access/actor'
import { proveEmail, requestEmailCode, viewOwnEmail } from '@/lib/auth/own-email.dal'
import { recoverPassword } from '@/lib/auth/recover.dal'
import { consumeCode, renewCode, requestCode } from '@/lib/auth/sms-code.dal'
import type { CodePurpose } from '@/lib/auth/sms-code.rules'
import { listInbox } from '@/lib/message/message.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { actorOf, goodPassword, makeIndividual, visitor } from '../support/accounts'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { makeReviewer, refusalOf } from '../support/units'

useDatabase()
// an installation without an SMS gateway
beforeAll(() => void Object.assign(process.env, { SMS_ADAPTER: 'none' }))
afterEach(() => setClock(null))

let serial = 8200
const freshPhone = () => fixturePhone(serial++)
const later = (seconds: number) => setClock(new Date(Date.now() + seconds * 1000))
/** The newest message to an address; the clock of another test may have been ahead. */
const newest = async (mask: string) => (await listInbox(systemActor('test'), 200)).find(one => one.to === mask)!
const codeIn = (text: string) => /验证码 (\d{6})/.exec(text)![1]!
const password = 'Xinde-Mima-2026'

const consume = (
  actor: ReturnType<typeof visitor>,
  input: { phone: string; code: string; email?: string; purpose?: CodePurpose },
) => db().$transaction(tx => consumeCode(actor, tx, { purpose: 'register', ...input }))

async function proved(email: string) {
  const made = await makeIndividual({ phone: freshPhone() })
  await db().account.update({ where: { id: made.id }, data: { email, emailProvedAt: new Date() } })
  return made
}

test('a registration gets its code by e-mail, good for the address it went to only', async () => {
  const phone = freshPhone()
  const actor = visitor()
  expect((await refusalOf(requestCode(actor, { phone, purpose: 'register' }))).fieldErrors).toHaveProperty('email')
  await requestCode(actor, { phone, purpose: 'register', email: 'wo@example.com' })
  const mail = await newest('w***@example.com')
  expect(mail.text).toMatch(/^【.+】注册验证码\n/)
  const code = codeIn(mail.text)
  for (const email of [undefined, 'other@example.com'])
    expect((await refusalOf(consume(actor, { phone, code, email }))).fieldErrors?.smsCode?.[0]).toContain('重新获取')
  expect(await consume(actor, { phone, code, email: 'wo@example.com' })).toEqual({
    by: 'email',
    emailIndex: expect.any(String),
  })
})

test('one address has the limits of a phone, whatever phones are named (AU9)', async () => {
  const send = () => requestCode(visitor(), { phone: freshPhone(), purpose: 'register', email: 'Many@example.com' })
  await send()
  expect((await refusalOf(send())).code).toBe('tooMany')
  for (let i = 1; i < 5; i += 1) {
    later(i * 61)
    await send()
  }
  later(5 * 61)
  expect((await refusalOf(send())).message).toContain('太频繁')
})

test('找回密码 by the proved address of the account; any other phone is answered alike and nothing is sent (AU1)', async () => {
  const { phone } = await proved('hui@example.com')
  const unproved = await makeIndividual({ phone: freshPhone() })
  await db().account.update({ where: { id: unproved.id }, data: { email: 'wei@example.com' } })
  const actor = visitor()
  const answer = await requestCode(actor, { phone, purpose: 'recover', kind: 'individual' })
  const code = codeIn((await newest('h***@example.com')).text)
  const before = await db().message.count()
  for (const other of [freshPhone(), unproved.phone])
    expect(await requestCode(visitor(), { phone: other, purpose: 'recover', kind: 'individual' })).toEqual(answer)
  expect(await db().message.count()).toBe(before)
  const input = { kind: 'individual' as const, phone, smsCode: code, password, passwordAgain: password }
  await recoverPassword(actor, input)
})

test('an address that has had enough does not tell whose phone it belongs to (AU1)', async () => {
  const { phone } = await proved('lian@example.com')
  await requestCode(visitor(), { phone: freshPhone(), purpose: 'register', email: 'lian@example.com' })
  const before = await db().message.count()
  for (const purpose of ['recover', 'login'] as const) {
    const unknown = await requestCode(visitor(), { phone: freshPhone(), purpose })
    expect(await requestCode(visitor(), { phone, purpose })).toEqual(unknown)
    later(61)
  }
  expect(await db().message.count()).toBe(before + 1)
})

test('a code that went to an address recovers no account whose address changed meanwhile', async () => {
  const { id, phone } = await proved('jiu@example.com')
  const actor = visitor()
  await requestCode(actor, { phone, purpose: 'recover' })
  const code = codeIn((await newest('j***@example.com')).text)
  await db().account.update({ where: { id }, data: { email: 'xin@example.com' } })
  const input = { kind: 'individual' as const, phone, smsCode: code, password, passwordAgain: password }
  expect((await refusalOf(recoverPassword(actor, input))).code).toBe('invalid')
})

test('验证邮箱: code and password; the wrong password changes nothing', async () => {
  const actor = await actorOf(await makeIndividual({ phone: freshPhone() }))
  await requestEmailCode(actor, { email: 'zi@example.com' })
  const mail = { email: 'zi@example.com', smsCode: codeIn((await newest('z***@example.com')).text) }
  expect((await refusalOf(proveEmail(actor, { ...mail, current: 'wrong' }))).fieldErrors).toHaveProperty('current')
  const other = { ...mail, email: 'other@example.com', current: goodPassword }
  expect((await refusalOf(proveEmail(actor, other))).fieldErrors).toHaveProperty('smsCode')
  expect(await viewOwnEmail(actor)).toMatchObject({ provedAt: null })
  await proveEmail(actor, { ...mail, current: goodPassword })
  expect(await viewOwnEmail(actor)).toEqual({ address: 'zi@example.com', provedAt: expect.any(Date), possible: true })
  expect((await newest('z***@example.com')).text).toContain('找回邮箱已设为 z***@example.com')
  expect(await brokenInvariants()).toEqual([])
})

test('what cannot be done here is refused with the way that can', async () => {
  const staff = await makeReviewer('沈鉴')
  expect((await refusalOf(renewCode(staff, { phone: freshPhone() }))).message).toContain('激活单')
  expect((await viewOwnEmail(staff)).possible).toBe(false)
})
