import type { StaffActor } from '@/lib/access/actor'
import { login } from '@/lib/auth/login.dal'
import { recoverPassword } from '@/lib/auth/recover.dal'
import { replaceRecoveryCodes } from '@/lib/auth/recovery-codes'
import { proveFactor, viewVerification } from '@/lib/auth/second-factor.dal'
import { readSession } from '@/lib/auth/session'
import { consumeCode } from '@/lib/auth/sms-code.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { confirmSlip, endSlip, issueSlip, listSlips, printSlip, viewSlip } from '@/lib/slip/slip.dal'
import { type DeskPurpose, SLIP_HOURS } from '@/lib/slip/slip.rules'
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
import { makeReviewer, outcomes, refusalOf, times } from '../support/units'

useDatabase()

let first: StaffActor
let second: StaffActor
beforeAll(async () => {
  first = await makeReviewer('沈鉴')
  second = await makeReviewer('方衡')
})
afterEach(() => setClock(null))

let serial = 7000
const freshPhone = () => fixturePhone(serial++)

async function issued(phone: string, purpose: DeskPurpose = 'register', holderName = '梁实') {
  const { id } = await issueSlip(first, { phone, purpose, holderName, docType: 'mainlandId', checked: true })
  return id
}

async function printed(phone: string, purpose: DeskPurpose = 'register', holderName?: string) {
  const id = await issued(phone, purpose, holderName)
  await confirmSlip(second, { id })
  return { id, ...(await printSlip(first, { id })) }
}

const use = (phone: string, code: string, purpose: Exclude<DeskPurpose, 'lostFactor'> = 'register') => {
  const actor = visitor()
  return db().$transaction(tx => consumeCode(actor, tx, { phone, purpose, code }))
}
const other = (code: string) => (code === '0'.repeat(10) ? '1'.repeat(10) : '0'.repeat(10))

test('two people: nobody confirms his own slip, nothing is printed before, only its author prints it, once', async () => {
  const id = await issued(freshPhone())
  expect((await refusalOf(printSlip(first, { id }))).message).toContain('确认后才能打印')
  expect((await refusalOf(confirmSlip(first, { id }))).message).toContain('另一名工作人员')
  await confirmSlip(second, { id })
  expect((await refusalOf(printSlip(second, { id }))).message).toContain('由申请的那名工作人员打印')
  const { done, failed } = await outcomes(times(6, () => printSlip(first, { id })))
  expect(done).toHaveLength(1)
  for (const error of failed) expect(error).toMatchObject({ name: 'Refusal', code: 'refused' })
  expect(done[0]!.code).toMatch(/^\d{10}$/)
  expect(await viewSlip(first, id)).toMatchObject({ state: 'printed', issuedByName: '沈鉴', confirmedByName: '方衡' })
  const trail = await db().auditEvent.findMany({ where: { objectType: 'slip', objectId: id }, orderBy: { id: 'asc' } })
  expect(trail.map(event => event.action)).toEqual(['slip.issue', 'slip.confirm', 'slip.print'])
})

test('the code takes the place of an SMS code, in any browser, once; ×10 at once are one', async () => {
  const phone = freshPhone()
  const { id, code } = await printed(phone)
  const { done } = await outcomes(times(10, () => use(phone, code)))
  expect(done).toHaveLength(1)
  expect((await viewSlip(first, id)).state).toBe('used')
  expect(await db().auditEvent.count({ where: { action: 'slip.use', objectId: id, result: 'done' } })).toBe(1)
})

test('it is good for one phone and one purpose, for 72 hours, until it is taken back or a newer one is printed', async () => {
  const phone = freshPhone()
  const { id, code } = await printed(phone)
  const wrong = { code: 'invalid', fieldErrors: { smsCode: [expect.stringContaining('激活码不对')] } }
  expect(await refusalOf(use(freshPhone(), code))).toMatchObject(wrong)
  expect(await refusalOf(use(phone, code, 'registerUnit'))).toMatchObject(wrong)
  expect(await refusalOf(use(phone, other(code)))).toMatchObject(wrong)
  setClock(new Date(Date.now() + SLIP_HOURS * 3600_000 + 1000))
  expect(await refusalOf(use(phone, code))).toMatchObject(wrong)
  setClock(null)
  const newer = await printed(phone)
  expect(await refusalOf(use(phone, code))).toMatchObject(wrong)
  expect((await viewSlip(first, id)).state).toBe('ended')
  await endSlip(first, { id: newer.id })
  expect(await refusalOf(use(phone, newer.code))).toMatchObject(wrong)
})

test('the code of a transaction that fails for another reason can be used again; wrong tries stay counted', async () => {
  const phone = freshPhone()
  const { id, code } = await printed(phone)
  await refusalOf(use(phone, other(code)))
  const actor = visitor()
  await expect(
    db().$transaction(async tx => {
      await consumeCode(actor, tx, { phone, purpose: 'register', code })
      throw new Error('another reason')
    }),
  ).rejects.toThrow('another reason')
  await use(phone, code)
  expect((await db().activationSlip.findUniqueOrThrow({ where: { id } })).attempts).toBe(1)
})

test('找回密码: only for the name of the account; then the password is set by the slip', async () => {
  const { phone } = await makeIndividual({ phone: freshPhone(), name: '梁实' })
  expect((await refusalOf(issued(phone, 'recover', '别人'))).fieldErrors?.holderName?.[0]).toContain('没有以该姓名')
  const { code } = await printed(phone, 'recover')
  const password = 'Xinde-Mima-2026'
  const input = { kind: 'individual' as const, phone, smsCode: code, password, passwordAgain: password }
  // the phone may be that of a unit's account in another name: the slip is not about him
  const { id: unitId } = await makeUnit()
  await makeUnitAdmin(unitId, { phone, name: '管某' })
  const his = await refusalOf(recoverPassword(visitor(), { ...input, kind: 'unitAdmin' }))
  expect(his.fieldErrors?.smsCode?.[0]).toContain('姓名')
  expect(await recoverPassword(visitor(), input)).toEqual({ kind: 'individual' })
})

describe('恢复登录: authenticator and recovery codes are lost', () => {
  const request = { id: newId(), address: '192.0.2.10' }
  const begin = async (phone: string) => {
    const input = { kind: 'individual' as const, name: phone, password: goodPassword }
    const outcome = await login(visitor(), input, { userAgent: '', sid: null })
    return outcome.ok ? outcome : Promise.reject(new Error(outcome.message))
  }
  const bySlip = (sid: string, code: string) => proveFactor(visitor(), sid, { method: 'slip', code })

  test('with the password and a slip he is in, once; device, codes and other sessions are dead, he is told', async () => {
    const phone = freshPhone()
    const { id } = await makeIndividual({ phone, name: '梁实' })
    expect((await refusalOf(issued(phone, 'lostFactor'))).fieldErrors?.purpose?.[0]).toContain('没有绑定身份验证器')
    const { code: shown } = await makeFactor(id)
    await replaceRecoveryCodes(db(), id)
    expect((await refusalOf(issued(phone, 'lostFactor', '别人'))).fieldErrors).toHaveProperty('holderName')
    const whole = await proveFactor(visitor(), (await begin(phone)).sid, { method: 'totp', code: shown() })
    const { code } = await printed(phone, 'lostFactor')
    const half = await begin(phone)
    expect(half.home).toBe('/login/verify')
    expect(await viewVerification(visitor(), half.sid)).toMatchObject({ slip: true })
    const wrong = { fieldErrors: { code: [expect.stringContaining('激活码不对')] } }
    expect(await refusalOf(bySlip(half.sid, other(code)))).toMatchObject(wrong)
    const { done, failed } = await outcomes(times(5, () => bySlip(half.sid, code)))
    expect(done).toHaveLength(1)
    for (const error of failed) expect(error).toMatchObject({ name: 'Refusal' })
    expect((await readSession(done[0]!.sid, request))?.actor).toMatchObject({ accountId: id })
    expect(await readSession(whole.sid, request)).toBeNull()
    expect(await db().secondFactor.count({ where: { accountId: id } })).toBe(0)
    expect(await db().recoveryCode.count({ where: { accountId: id } })).toBe(0)
    expect(await db().message.count({ where: { accountId: id, template: 'factor.changed' } })).toBe(1)
    const detail = { method: 'slip', ended: 1 }
    const event = await db().auditEvent.findFirstOrThrow({ where: { action: 'factor.off', objectId: id } })
    expect(event).toMatchObject({ result: 'done', detail })
  })

  test('a slip for something else, or of another person, does not do; nor is it good without the password', async () => {
    const [phone, foreign] = [freshPhone(), freshPhone()]
    const mine = await makeIndividual({ phone, name: '梁实' })
    const his = await makeIndividual({ phone: foreign, name: '梁实' })
    for (const { id } of [mine, his]) await makeFactor(id)
    const half = await begin(phone)
    for (const slip of [await printed(phone, 'recover'), await printed(foreign, 'lostFactor')])
      expect(await refusalOf(bySlip(half.sid, slip.code))).toMatchObject({ code: 'invalid' })
    const { code } = await printed(phone, 'lostFactor')
    expect(await refusalOf(bySlip('nothing', code))).toMatchObject({ code: 'signedOut' })
    expect(await db().secondFactor.count({ where: { accountId: mine.id } })).toBe(1)
  })

  test('staff have no such way, although the slip is for their phone and name', async () => {
    const phone = freshPhone()
    const { id } = await makeIndividual({ phone, name: '测试职员' })
    await makeFactor(id)
    const { code } = await printed(phone, 'lostFactor', '测试职员')
    const staff = await makeStaff('shenhe-slip', ['bureauReviewer'])
    const phoneCipher = encryptField(phone, { table: 'account', id: staff.id, column: 'phone' })
    await db().account.update({
      where: { id: staff.id },
      data: { phoneCipher, phoneIndex: blindIndex('phone', phone) },
    })
    await makeFactor(staff.id)
    const input = { kind: 'staff' as const, name: staff.login, password: goodPassword }
    const outcome = await login(visitor(), input, { userAgent: '', sid: null })
    const sid = outcome.ok ? outcome.sid : ''
    expect(await viewVerification(visitor(), sid)).toMatchObject({ slip: false })
    expect(await refusalOf(bySlip(sid, code))).toMatchObject({ message: expect.stringContaining('不能用') })
    expect(await refusalOf(proveFactor(visitor(), sid, { method: 'smsCode', code }))).toMatchObject({ code: 'invalid' })
    expect(await db().secondFactor.count({ where: { accountId: staff.id } })).toBe(1)
  })
})

test('PR1 neither code nor number lies open in the database, nor in what staff see', async () => {
  const phone = freshPhone()
  const { id, code } = await printed(phone)
  const tables = await db().$queryRaw<{ dump: string }[]>`
    SELECT (SELECT string_agg(t::text, ' ') FROM activation_slip t) || (SELECT string_agg(a::text, ' ') FROM audit_event a)
      || coalesce((SELECT string_agg(r::text, ' ') FROM idempotent_reply r), '') AS dump`
  expect(tables[0]!.dump).not.toContain(code)
  expect(tables[0]!.dump).not.toContain(phone)
  const seen = JSON.stringify([await viewSlip(second, id), await listSlips(second, { size: 50, sort: 'desc' })])
  expect(seen).not.toContain(code)
  expect(seen).not.toContain(phone)
  expect(await brokenInvariants()).toEqual([])
})
