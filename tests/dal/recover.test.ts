import {
  changePassword,
  endOtherSessions,
  endOwnSession,
  listOwnSessions,
  viewOwnAccount,
} from '@/lib/auth/account.dal'
import { login } from '@/lib/auth/login.dal'
import { recoverPassword } from '@/lib/auth/recover.dal'
import { createSession, readSession } from '@/lib/auth/session'
import { requestCode } from '@/lib/auth/sms-code.dal'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId, sha256 } from '@/lib/platform/ids'
import { actorOf, goodPassword, makeIndividual, makeStaff, makeUnit, makeUnitAdmin, visitor } from '../support/accounts'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'

useDatabase()

const newPassword = 'Xin-Mima-Hao-84'
const request = { id: newId(), address: '192.0.2.10' }
const visit = { userAgent: '', sid: null }

const sessionOf = (account: { id: string }) =>
  createSession(db(), {
    accountId: account.id,
    address: '192.0.2.1',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/140',
  })

async function messagesTo(phone: string): Promise<string[]> {
  const rows = await db().message.findMany({ orderBy: { createdAt: 'asc' } })
  const open = (id: string, column: 'to' | 'body', text: string) => decryptField(text, { table: 'message', id, column })
  return rows.filter(row => open(row.id, 'to', row.toCipher) === phone).map(row => open(row.id, 'body', row.bodyCipher))
}

async function codeFor(phone: string) {
  const actor = visitor()
  await requestCode(actor, { phone, purpose: 'recover' })
  return { actor, smsCode: /\d{6}/.exec((await messagesTo(phone)).at(-1) ?? '')?.[0] ?? '000000' }
}

const fresh = { password: newPassword, passwordAgain: newPassword }

describe('recovering a password', () => {
  test('AU12 ends all sessions, lifts a lock, tells the owner; the new password works', async () => {
    const person = await makeIndividual()
    await db().account.update({
      where: { id: person.id },
      data: { failedCount: 5, lockedUntil: new Date(Date.now() + 900_000) },
    })
    const sessions = [await sessionOf(person), await sessionOf(person)]
    const { actor, smsCode } = await codeFor(person.phone)
    await recoverPassword(actor, { kind: 'individual', phone: person.phone, smsCode, ...fresh })
    for (const sid of sessions) expect(await readSession(sid, request)).toBeNull()
    const enter = (password: string) => login(visitor(), { kind: 'individual', name: person.phone, password }, visit)
    expect(await enter(newPassword)).toMatchObject({ ok: true })
    expect(await enter(goodPassword)).toMatchObject({ ok: false })
    expect((await messagesTo(person.phone)).at(-1)).toContain('登录密码已于')
    const [event] = await db().auditEvent.findMany({ where: { action: 'password.recover', objectId: person.id } })
    expect(event).toMatchObject({ result: 'done', actorKind: 'anonymous' })
  })

  test('works for administrators of units, and the two kinds do not mix', async () => {
    const unit = await makeUnit()
    const phone = fixturePhone(7101)
    const admin = await makeUnitAdmin(unit.id, { phone })
    const { actor, smsCode } = await codeFor(phone)
    await expect(recoverPassword(actor, { kind: 'individual', phone, smsCode, ...fresh })).rejects.toMatchObject({
      fieldErrors: { phone: [expect.stringContaining('没有个人账号')] },
    })
    await recoverPassword(actor, { kind: 'unitAdmin', phone, smsCode, ...fresh })
    expect((await db().account.findUniqueOrThrow({ where: { id: admin.id } })).version).toBe(1)
  })

  test('AU1 a wrong code is answered alike for known and unknown phones', async () => {
    const person = await makeIndividual()
    const stranger = fixturePhone(7102)
    const answers = []
    for (const phone of [person.phone, stranger]) {
      const { actor, smsCode } = await codeFor(phone)
      const wrong = phone === stranger ? smsCode : smsCode === '111111' ? '222222' : '111111'
      const attempt = recoverPassword(actor, { kind: 'individual', phone, smsCode: wrong, ...fresh })
      answers.push(await attempt.catch(error => [error.code, error.message, error.fieldErrors]))
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toEqual([
      'invalid',
      expect.any(String),
      { smsCode: [expect.stringContaining('还可以再试 4 次')] },
    ])
    const guesses = await db().auditEvent.findMany({ where: { action: 'code.use' } })
    expect(guesses.map(({ result, objectType }) => [result, objectType])).toEqual([
      ['denied', 'smsCode'],
      ['denied', 'smsCode'],
    ])
  })

  test('a password with one’s own name or the bureau’s in it is refused, and the code stays good', async () => {
    const person = await makeIndividual({ name: '测试用户' })
    const { actor, smsCode } = await codeFor(person.phone)
    const weak = 'Hao-测试用户-84'
    await expect(
      recoverPassword(actor, { kind: 'individual', phone: person.phone, smsCode, password: weak, passwordAgain: weak }),
    ).rejects.toMatchObject({ fieldErrors: { password: [expect.any(String)] } })
    await recoverPassword(actor, { kind: 'individual', phone: person.phone, smsCode, ...fresh })
  })
})

describe('one’s own account', () => {
  test('AU12 changing the password ends all other sessions', async () => {
    const person = await makeIndividual()
    const [mine, other] = [await sessionOf(person), await sessionOf(person)]
    const actor = await actorOf(person)
    await changePassword(actor, { current: goodPassword, ...fresh }, sha256(mine))
    expect(await readSession(mine, request)).not.toBeNull()
    expect(await readSession(other, request)).toBeNull()
    expect((await messagesTo(person.phone)).at(-1)).toContain('登录密码已于')
  })

  test('thirty guesses at the same time are still five, and the right one among them comes too late', async () => {
    const staff = await makeStaff('tongshi', ['securityAdmin'])
    const actor = await actorOf(staff)
    const guess = (current: string) => changePassword(actor, { current, ...fresh }, null)
    const wrong = Array.from({ length: 30 }, (_, n) => guess(`Wrong-Secret-${n}`))
    const answers = await Promise.allSettled([...wrong, guess(goodPassword)])
    expect(answers.map(answer => answer.status)).toEqual(Array.from({ length: 31 }, () => 'rejected'))
    const where = { action: 'password.change', objectId: staff.id, result: 'failed' }
    expect(await db().auditEvent.count({ where })).toBe(31)
  })

  test('the old password is needed; guessing it locks', async () => {
    const staff = await makeStaff('anquan', ['securityAdmin'])
    const actor = await actorOf(staff)
    const guess = (current: string) => changePassword(actor, { current, ...fresh }, null)
    for (let n = 0; n < 5; n++)
      await expect(guess(`Wrong-Secret-${n}`)).rejects.toMatchObject({ fieldErrors: { current: [expect.any(String)] } })
    await expect(guess(goodPassword)).rejects.toMatchObject({ code: 'invalid' })
    expect(
      await db().auditEvent.count({ where: { action: 'password.change', objectId: staff.id, result: 'failed' } }),
    ).toBe(6)
  })

  test('AU15 the list shows one’s own living sessions; one or all others can be ended, nobody else’s', async () => {
    const [person, stranger] = [await makeIndividual(), await makeIndividual()]
    const [mine, second, third] = [await sessionOf(person), await sessionOf(person), await sessionOf(person)]
    const foreign = await sessionOf(stranger)
    const actor = await actorOf(person)
    const list = await listOwnSessions(actor, sha256(mine))
    expect(list).toHaveLength(3)
    expect(list[0]).toMatchObject({ current: true, device: 'Windows 电脑 · 火狐浏览器', address: '192.0.2.1' })
    await expect(endOwnSession(actor, sha256(foreign))).rejects.toMatchObject({ code: 'notFound' })
    const denied = { actorId: actor.accountId, objectType: 'session', result: 'denied' }
    expect(await db().auditEvent.count({ where: denied })).toBe(1)
    await endOwnSession(actor, sha256(second))
    expect(await readSession(second, request)).toBeNull()
    expect(await endOtherSessions(actor, sha256(mine))).toEqual({ ended: 1 })
    expect(await readSession(third, request)).toBeNull()
    expect(await readSession(mine, request)).not.toBeNull()
    expect(await readSession(foreign, request)).not.toBeNull()
  })

  test('PR5 the phone one logs in with is shown masked; visitors are sent to the login', async () => {
    const person = await makeIndividual({ phone: fixturePhone(7103) })
    expect(await viewOwnAccount(await actorOf(person))).toMatchObject({ login: '199****7103' })
    await expect(viewOwnAccount(visitor())).rejects.toMatchObject({ code: 'signedOut' })
  })
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
