import { changePassword } from '@/lib/auth/account.dal'
import { endingSentence } from '@/lib/auth/ending.rules'
import { login } from '@/lib/auth/login.dal'
import { askForPhone, cancelPhone, changePhone, finishPhone, sendPhoneCode, viewOwnPhone } from '@/lib/auth/phone.dal'
import { recoverPassword } from '@/lib/auth/recover.dal'
import { renewPassword } from '@/lib/auth/renew.dal'
import { createSession, endingOf, readHalfSession, readSession } from '@/lib/auth/session'
import { requestCode } from '@/lib/auth/sms-code.dal'
import { proveStepUp } from '@/lib/auth/step-up.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId, sha256 } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { actorOf, goodPassword, makeFactor, makeIndividual, makeStaff, visitor } from '../support/accounts'
import { useDatabase } from '../support/database'
import { fixtureId, fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'

useDatabase()
afterEach(() => setClock(null))

const request = { id: newId(), address: '192.0.2.10' }
const visit = { userAgent: '', sid: null }
const days = (count: number) => new Date(Date.now() + count * 24 * 3600_000)
const pair = (password: string) => ({ password, passwordAgain: password })
const enter = (name: string, password = goodPassword) => login(visitor(), { kind: 'individual', name, password }, visit)

/** The newest message to a phone. */
async function newestTo(phone: string): Promise<string> {
  const rows = await db().message.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 50 })
  const open = (id: string, column: 'to' | 'body', text: string) => decryptField(text, { table: 'message', id, column })
  const row = rows.find(one => open(one.id, 'to', one.toCipher) === phone)
  return row ? open(row.id, 'body', row.bodyCipher) : ''
}
const codeTo = async (phone: string) => /\d{6}/.exec(await newestTo(phone))![0]

describe('AU16 the rules for passwords', () => {
  test('等保: a password of 91 days opens the renewal only; the new one is no older one; then the session is whole', async () => {
    const person = await makeIndividual()
    await db().account.update({ where: { id: person.id }, data: { passwordChangedAt: days(-91) } })
    const outcome = await enter(person.phone)
    expect(outcome).toMatchObject({ ok: true, home: '/login/renew' })
    const sid = outcome.ok ? outcome.sid : ''
    expect(await readSession(sid, request)).toBeNull()
    expect(await readHalfSession(sid, request)).toMatchObject({ stage: 'renew' })
    await expect(renewPassword(visitor(), sid, pair(goodPassword))).rejects.toMatchObject({
      fieldErrors: { password: [expect.stringContaining('最近用过的 5 个')] },
    })
    const passed = await renewPassword(visitor(), sid, pair('Xin-Mima-Hao-84'))
    expect(passed).toMatchObject({ stage: 'full', home: '/expert' })
    expect(await readHalfSession(sid, request)).toBeNull()
    expect(await readSession(passed.sid, request)).not.toBeNull()
    expect(await enter(person.phone, 'Xin-Mima-Hao-84')).toMatchObject({ home: '/expert' })
  })

  test('staff whose password is old prove the factor first, then renew', async () => {
    const staff = await makeStaff('laomima', ['noticeEditor'])
    const { code } = await makeFactor(staff.id)
    await db().account.update({ where: { id: staff.id }, data: { passwordChangedAt: days(-91) } })
    const outcome = await login(visitor(), { kind: 'staff', name: staff.login, password: goodPassword }, visit)
    expect(outcome).toMatchObject({ home: '/login/verify' })
    const sid = outcome.ok ? outcome.sid : ''
    await expect(renewPassword(visitor(), sid, pair('Xin-Mima-Hao-84'))).rejects.toMatchObject({ code: 'signedOut' })
    const { proveFactor } = await import('@/lib/auth/second-factor.dal')
    expect(await proveFactor(visitor(), sid, { method: 'totp', code: code() })).toMatchObject({ home: '/login/renew' })
  })

  test('the last five may not come back, the sixth may; no more are kept', async () => {
    const person = await makeIndividual()
    const actor = await actorOf(person)
    const used = [goodPassword, ...Array.from({ length: 5 }, (_, n) => `Xin-Mima-Hao-${n}x`)]
    for (let n = 1; n < used.length; n++) {
      const change = { current: used[n - 1]!, ...pair(used[n]!) }
      await changePassword(actor, change, null)
    }
    const current = used.at(-1)!
    for (const old of used.slice(1, 5))
      await expect(changePassword(actor, { current, ...pair(old) }, null)).rejects.toMatchObject({ code: 'invalid' })
    await changePassword(actor, { current, ...pair(goodPassword) }, null)
    expect(await db().formerPassword.count({ where: { accountId: person.id } })).toBe(4)
  })

  test('names of the bureau, one’s own, login and phone are refused; blanks, emoji and 100 characters are not', async () => {
    const person = await makeIndividual({ name: '测试用户' })
    const actor = await actorOf(person)
    const { policy } = await currentPolicy()
    const change = (password: string, current = goodPassword) =>
      changePassword(actor, { current, ...pair(password) }, null)
    for (const word of [policy.authority.name, policy.authority.short, '测试用户', person.phone])
      await expect(change(`Lantern-42-${word}`)).rejects.toMatchObject({
        fieldErrors: { password: [expect.any(String)] },
      })
    const long = `湖边 Lantern 🏮 42 ${'ab Cd-3 '.repeat(11)}`
    await change(long)
    expect(await enter(person.phone, long)).toMatchObject({ ok: true })
  })

  test('NIST: fifteen characters of one kind are good, ten of three kinds are not, and no password gets too old', async () => {
    const { policy } = await currentPolicy()
    await enforce(policy.preset, { auth: { ...policy.auth, passwordMode: 'nist' } })
    try {
      const person = await makeIndividual()
      const actor = await actorOf(person)
      const change = (password: string) => changePassword(actor, { current: goodPassword, ...pair(password) }, null)
      await expect(change('Xin-Mima-84')).rejects.toMatchObject({
        fieldErrors: { password: [expect.stringContaining('至少 15')] },
      })
      await change('river lantern and tea')
      await db().account.update({ where: { id: person.id }, data: { passwordChangedAt: days(-400) } })
      expect(await enter(person.phone, 'river lantern and tea')).toMatchObject({ home: '/expert' })
    } finally {
      await enforce(policy.preset)
    }
  })
})

describe('recovering with a number that nobody proved for a year', () => {
  test('asks for the last four of the document, a few times; then the number counts as proved', async () => {
    const person = await makeIndividual()
    const docNumber = fixtureId(771)
    const docCipher = encryptField(docNumber, { table: 'person', id: person.id, column: 'doc' })
    const rest = { docType: 'mainlandId', name: '测试', pinyin: 'ceshi', initials: 'cs', sex: '1' }
    await db().person.create({
      data: { accountId: person.id, docCipher, docIndex: blindIndex('document', docNumber), ...rest },
    })
    await db().account.update({ where: { id: person.id }, data: { phoneProvedAt: days(-366) } })
    const actor = visitor()
    await requestCode(actor, { phone: person.phone, purpose: 'recover' })
    const smsCode = await codeTo(person.phone)
    const recover = (docTail?: string) =>
      recoverPassword(actor, { kind: 'individual', phone: person.phone, smsCode, docTail, ...pair('Xin-Mima-Hao-84') })
    const asked = { fieldErrors: { docTail: [expect.any(String)] } }
    await expect(recover()).rejects.toMatchObject(asked)
    const tail = docNumber.slice(-4)
    const wrong = tail === '0000' ? '1111' : '0000'
    for (let n = 0; n < 4; n++) await expect(recover(wrong)).rejects.toMatchObject(asked)
    await recover(tail)
    const { phoneProvedAt } = await db().account.findUniqueOrThrow({ where: { id: person.id } })
    expect(phoneProvedAt!.getTime()).toBeGreaterThan(days(-1).getTime())
    await db().account.update({ where: { id: person.id }, data: { phoneProvedAt: days(-366) } })
    setClock(new Date(Date.now() + 61_000))
    await requestCode(actor, { phone: person.phone, purpose: 'recover' })
    const again = { kind: 'individual', phone: person.phone, smsCode: await codeTo(person.phone) } as const
    const sixth = recoverPassword(actor, { ...again, docTail: tail, ...pair('Xin-Mima-Hao-85') })
    await expect(sixth).rejects.toMatchObject({ code: 'tooMany' })
  })
})

describe('changing the phone', () => {
  const sessionOf = (accountId: string) => createSession(db(), { accountId, address: '192.0.2.1', userAgent: '' })

  test('both are proved; the old number is told; other sessions end and say why; the new one logs in', async () => {
    const person = await makeIndividual()
    const [mine, other] = [await sessionOf(person.id), await sessionOf(person.id)]
    const actor = (await readSession(mine, request))!.actor
    const phone = fixturePhone(7501)
    await sendPhoneCode(actor, { to: 'old' })
    await sendPhoneCode(actor, { to: 'new', phone })
    const input = { oldCode: await codeTo(person.phone), newCode: await codeTo(phone), phone }
    const crossed = { ...input, oldCode: input.newCode, newCode: input.oldCode }
    if (input.oldCode !== input.newCode)
      await expect(changePhone(actor, crossed, sha256(mine))).rejects.toMatchObject({
        fieldErrors: { oldCode: [expect.any(String)] },
      })
    await changePhone(actor, input, sha256(mine))
    expect(await newestTo(person.phone)).toMatch(/登录手机已于 .* 更换为 199\*\*\*\*7501/)
    expect(await readSession(mine, request)).not.toBeNull()
    expect(await readSession(other, request)).toBeNull()
    expect(endingSentence(await endingOf(other))).toContain('登录手机刚刚更换过')
    expect(await enter(phone)).toMatchObject({ ok: true, accountId: person.id })
    expect(await enter(person.phone)).toMatchObject({ ok: false })
  })

  test('a phone that another account has is refused beside its field', async () => {
    const [person, taken] = [await makeIndividual(), await makeIndividual()]
    const actor = await actorOf(person)
    await sendPhoneCode(actor, { to: 'old' })
    await sendPhoneCode(actor, { to: 'new', phone: taken.phone })
    const input = { oldCode: await codeTo(person.phone), newCode: await codeTo(taken.phone), phone: taken.phone }
    await expect(changePhone(actor, input, null)).rejects.toMatchObject({ code: 'P2002' })
  })

  test('without the old one: second factor, a day’s wait, the old number told; it can be taken back', async () => {
    const plain = await actorOf(await makeIndividual())
    await expect(askForPhone(plain, { phone: fixturePhone(7502), newCode: '000000' })).rejects.toMatchObject({
      code: 'refused',
    })
    const person = await makeIndividual()
    const { code } = await makeFactor(person.id)
    let sid = await sessionOf(person.id)
    const actorNow = async () => (await readSession(sid, request))!.actor
    const phone = fixturePhone(7503)
    const ask = async (ahead: number) => {
      await sendPhoneCode(await actorNow(), { to: 'new', phone })
      const input = { phone, newCode: await codeTo(phone) }
      await expect(askForPhone(await actorNow(), input)).rejects.toMatchObject({ code: 'stepUp' })
      const deed = { action: 'phone.ask', objectId: person.id }
      sid = (await proveStepUp(await actorNow(), { ...deed, method: 'totp', code: code(ahead) })).sid
      await askForPhone(await actorNow(), input)
    }
    await ask(0)
    expect(await newestTo(person.phone)).toContain('申请把您在')
    await expect(finishPhone(await actorNow(), sha256(sid))).rejects.toMatchObject({ code: 'refused' })
    expect(await viewOwnPhone(await actorNow())).toMatchObject({ waiting: { mask: '199****7503', due: false } })
    await cancelPhone(await actorNow())
    expect(await viewOwnPhone(await actorNow())).toMatchObject({ waiting: null })
    setClock(new Date(Date.now() + 61_000))
    await ask(0)
    setClock(new Date(Date.now() + 24 * 3600_000 + 120_000))
    sid = await sessionOf(person.id)
    await finishPhone(await actorNow(), sha256(sid))
    expect(await enter(phone)).toMatchObject({ ok: true, accountId: person.id })
  })
})

test('AU15 the sixth session ends the one that stood still longest, which is told why', async () => {
  const person = await makeIndividual()
  const sids: string[] = []
  for (let n = 0; n < 6; n++) {
    setClock(new Date(Date.now() + n * 1000))
    const outcome = await enter(person.phone)
    sids.push(outcome.ok ? outcome.sid : '')
  }
  expect(await readSession(sids[0]!, request)).toBeNull()
  expect(endingSentence(await endingOf(sids[0]!))).toContain('超过了允许的数量')
  for (const sid of sids.slice(1)) expect(await readSession(sid, request)).not.toBeNull()
})

test('AU15 it is never the one that has just begun, though all were seen at one instant, or later by another clock', async () => {
  const person = await makeIndividual()
  const at = new Date()
  for (let n = 0; n < 30; n++) {
    setClock(new Date(at.getTime() - (n > 20 ? 1000 : 0)))
    const sid = await createSession(db(), { accountId: person.id, address: request.address, userAgent: '' })
    expect(await readSession(sid, request)).not.toBeNull()
  }
  expect(await db().session.count({ where: { accountId: person.id, endedAt: null } })).toBe(5)
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
