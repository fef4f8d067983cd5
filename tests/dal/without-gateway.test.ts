import type { AnonymousActor, StaffActor } from '@/lib/access/actor'
import { login, loginByCode } from '@/lib/auth/login.dal'
import { changePhone, changePhoneByOne, sendPhoneCode, viewOwnPhone } from '@/lib/auth/phone.dal'
import { recoverPassword } from '@/lib/auth/recover.dal'
import { requestCode } from '@/lib/auth/sms-code.dal'
import type { RequestCode } from '@/lib/auth/sms-code.schema'
import { listInbox } from '@/lib/message/message.dal'
import { registerExpertSchema } from '@/lib/person/expert.schema'
import { registerPerson } from '@/lib/person/register.dal'
import { registerExpert } from '@/lib/person/register-expert.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { maskEmail } from '@/lib/platform/fields/masks'
import { confirmSlip, issueSlip, printSlip } from '@/lib/slip/slip.dal'
import type { DeskPurpose } from '@/lib/slip/slip.rules'
import { inviteAdministrator } from '@/lib/unit/invitation.dal'
import { joinUnit, viewInvitation } from '@/lib/unit/join.dal'
import { registerUnit } from '@/lib/unit/register.dal'
import { actorOf, goodPassword, makeIndividual, makeStaff } from '../support/accounts'
import { useDatabase } from '../support/database'
import { fixtureId, fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { password, personInput } from '../support/people'
import { enforce } from '../support/policy'
import { makeReviewer, nextSerial, refusalOf, unitInput, unitOf, visitor } from '../support/units'

useDatabase()
let first: StaffActor
let second: StaffActor
beforeAll(async () => {
  Object.assign(process.env, { SMS_ADAPTER: 'none' })
  first = await makeReviewer('沈鉴')
  second = await makeReviewer('方衡')
})
afterEach(() => setClock(null))

const freshPhone = () => fixturePhone(5000 + nextSerial())
const freshEmail = () => `post@n${nextSerial()}.example.com`
const visit = { userAgent: '', sid: null }

/** The newest message to an address. */
const mailTo = async (email: string) =>
  (await listInbox(visitor(), 300)).find(one => one.to === maskEmail(email))?.text ?? ''
const codeIn = (text: string) => /验证码 (\d{6})/.exec(text)?.[1] ?? 'no code'

async function mailedCode(actor: AnonymousActor, email: string, ask: Omit<RequestCode, 'captcha'>) {
  await requestCode(actor, { ...ask, captcha: undefined })
  return codeIn(await mailTo(email))
}

async function slipFor(phone: string, purpose: DeskPurpose, holderName: string) {
  const { id } = await issueSlip(first, { phone, purpose, holderName, docType: 'mainlandId', checked: true })
  await confirmSlip(second, { id })
  return (await printSlip(first, { id })).code
}

const phoneColumns = (id: string, phone: string) => ({
  phoneCipher: encryptField(phone, { table: 'account', id, column: 'phone' }),
  phoneIndex: blindIndex('phone', phone),
})

const stored = (phoneOwner: string) =>
  db().account.findFirstOrThrow({ where: { name: phoneOwner }, orderBy: { createdAt: 'desc' } })

describe('registration by an e-mail code proves the address and not the phone', () => {
  test('a unit', async () => {
    const actor = visitor()
    const email = freshEmail()
    const input = unitInput({ contactName: '邮管', email })
    const smsCode = await mailedCode(actor, email, { phone: input.phone, purpose: 'registerUnit', email })
    const other = { ...input, smsCode, email: freshEmail() }
    expect((await refusalOf(registerUnit(actor, other))).fieldErrors?.smsCode?.[0]).toContain('邮箱改动过')
    await registerUnit(actor, { ...input, smsCode })
    expect(await stored('邮管')).toMatchObject({ email, emailProvedAt: expect.any(Date), phoneProvedAt: null })
  })

  test('an expert who registers directly; an address that was only typed is not kept', async () => {
    const policy = await enforce('xizang')
    const { unitId } = await unitOf('active')
    const n = nextSerial()
    const email = freshEmail()
    const input = (change: Record<string, unknown>) =>
      registerExpertSchema.parse({
        name: '邮知远',
        docNumber: fixtureId(n),
        unitId,
        titleCode: '231',
        discipline: '21060',
        phone: fixturePhone(2000 + n),
        noticeVersion: policy.agreements.expertNotice!.version,
        agreed: true,
        password,
        passwordAgain: password,
        email,
        ...change,
      })
    const actor = visitor()
    const { phone } = input({ smsCode: '000000' })
    await registerExpert(
      actor,
      input({ smsCode: await mailedCode(actor, email, { phone, purpose: 'register', email }) }),
    )
    expect(await stored('邮知远')).toMatchObject({ email, emailProvedAt: expect.any(Date), phoneProvedAt: null })
    const bySlip = { name: '单知远', docNumber: fixtureId(n + 1), phone: freshPhone() }
    const smsCode = await slipFor(bySlip.phone, 'register', '单知远')
    await registerExpert(visitor(), input({ ...bySlip, smsCode }))
    expect(await stored('单知远')).toMatchObject({ email: null, emailProvedAt: null, phoneProvedAt: expect.any(Date) })
    await enforce('wuhan')
  })

  test('an individual; then he logs in and recovers his password by the same address, and nobody by another one', async () => {
    const { unitId } = await unitOf('active')
    const actor = visitor()
    const email = freshEmail()
    const input = personInput(unitId, { email, name: '邮自明' })
    const { phone } = input
    await registerPerson(actor, {
      ...input,
      smsCode: await mailedCode(actor, email, { phone, purpose: 'register', email }),
    })
    setClock(new Date(Date.now() + 61_000))
    const kind = 'individual' as const
    const smsCode = await mailedCode(actor, email, { phone, purpose: 'login', kind })
    const enter = { method: 'smsCode' as const, kind, name: phone, smsCode }
    expect(await loginByCode(actor, enter, visit)).toMatchObject({ ok: true })
    expect(await stored('邮自明')).toMatchObject({ phoneProvedAt: null })
    setClock(new Date(Date.now() + 122_000))
    const code = await mailedCode(actor, email, { phone, purpose: 'recover', kind })
    const pair = { password: 'Xinde-Mima-2026', passwordAgain: 'Xinde-Mima-2026' }
    await recoverPassword(actor, { kind, phone, smsCode: code, ...pair })
    expect(await login(visitor(), { kind, name: phone, password: pair.password }, visit)).toMatchObject({ ok: true })
    expect(await brokenInvariants()).toEqual([])
  })

  test('what is known already is told without any part of a number, and no address may ask for long (AU3)', async () => {
    const { unitId } = await unitOf('active')
    const docNumber = fixtureId(nextSerial())
    const tryOnce = async () => {
      const actor = visitor()
      const input = personInput(unitId, { email: freshEmail(), docNumber })
      const { phone, email } = input
      return refusalOf(
        registerPerson(actor, {
          ...input,
          smsCode: await mailedCode(actor, email, { phone, purpose: 'register', email }),
        }),
      )
    }
    const phone = freshPhone()
    const smsCode = await slipFor(phone, 'register', '已在册')
    await registerPerson(visitor(), personInput(unitId, { phone, smsCode, docNumber, name: '已在册' }))
    const said = (await tryOnce()).fieldErrors?.docNumber?.[0]
    expect(said).toContain('已经登记过账号')
    expect(said).not.toMatch(/\d{3}|\*/)
    for (let i = 1; i < 20; i += 1) await tryOnce()
    expect((await tryOnce()).code).toBe('tooMany')
  })
})

describe('a slip is about the person whose document was seen', () => {
  test('it registers nobody of another name, and is not used up by the attempt', async () => {
    const { unitId } = await unitOf('active')
    const phone = freshPhone()
    const smsCode = await slipFor(phone, 'register', '梁实')
    const wrong = registerPerson(visitor(), personInput(unitId, { phone, smsCode, name: '冒名' }))
    expect((await refusalOf(wrong)).fieldErrors?.smsCode?.[0]).toContain('姓名不一致')
    await registerPerson(visitor(), personInput(unitId, { phone, smsCode, name: '梁实' }))
    const unit = unitInput({ contactName: '单联' })
    await registerUnit(visitor(), { ...unit, smsCode: await slipFor(unit.phone, 'registerUnit', '单联') })
  })

  test('找回密码 by a slip asks for nothing more, however long ago the phone was proved, of administrators too', async () => {
    const unit = await unitOf('active')
    const phone = freshPhone()
    await db().account.update({
      where: { id: unit.accountId },
      data: { name: '老管', ...phoneColumns(unit.accountId, phone), phoneProvedAt: null },
    })
    const smsCode = await slipFor(phone, 'recover', '老管')
    const pair = { password: 'Xinde-Mima-2026', passwordAgain: 'Xinde-Mima-2026' }
    await recoverPassword(visitor(), { kind: 'unitAdmin', phone, smsCode, ...pair })
    expect((await stored('老管')).phoneProvedAt).toBeInstanceOf(Date)
  })
})

describe('an invitation to administer a unit', () => {
  test('link and code go to the address that was named, and to no other', async () => {
    const unit = await unitOf('active')
    const phone = freshPhone()
    const email = freshEmail()
    const to = { name: '邮候', phone, handOver: false }
    expect((await refusalOf(inviteAdministrator(unit, to))).fieldErrors).toHaveProperty('email')
    expect(await inviteAdministrator(unit, { ...to, email })).toMatchObject({ sentTo: maskEmail(email), link: null })
    const token = /token=([\w-]+)/.exec(await mailTo(email))![1]!
    expect(await viewInvitation(visitor(), token)).toMatchObject({ emailMask: maskEmail(email) })
    const actor = visitor()
    const before = await db().message.count()
    await requestCode(actor, { phone, purpose: 'joinUnit', email: freshEmail(), captcha: undefined })
    expect(await db().message.count()).toBe(before)
    setClock(new Date(Date.now() + 61_000))
    const smsCode = await mailedCode(actor, email, { phone, purpose: 'joinUnit', token })
    await joinUnit(actor, { token, phone, smsCode, agreed: true, password })
    expect(await stored('邮候')).toMatchObject({ email, emailProvedAt: expect.any(Date), phoneProvedAt: null })
  })
})

describe('the phone one logs in with', () => {
  test('by an e-mail to the proved address: the new number counts as never proved; old codes are not mixed in', async () => {
    const made = await makeIndividual({ phone: freshPhone() })
    const actor = await actorOf(made)
    expect((await refusalOf(sendPhoneCode(actor, { to: 'old' }))).message).toContain('没有验证过的邮箱')
    const email = freshEmail()
    await db().account.update({ where: { id: made.id }, data: { email, emailProvedAt: new Date() } })
    expect(await viewOwnPhone(actor)).toMatchObject({ way: 'one', emailMask: maskEmail(email) })
    await sendPhoneCode(actor, { to: 'old' })
    const smsCode = codeIn(await mailTo(email))
    expect((await refusalOf(sendPhoneCode(actor, { to: 'new', phone: freshPhone() }))).code).toBe('refused')
    const both = { oldCode: smsCode, newCode: smsCode, phone: freshPhone() }
    expect((await refusalOf(changePhone(actor, both, null))).code).toBe('invalid')
    const phone = freshPhone()
    await changePhoneByOne(actor, { phone, smsCode }, null)
    expect(await db().account.findUnique({ where: { id: made.id } })).toMatchObject({ phoneProvedAt: null })
    expect(await login(visitor(), { kind: 'individual', name: phone, password: goodPassword }, visit)).toMatchObject({
      ok: true,
    })
    expect((await refusalOf(changePhoneByOne(actor, { phone: freshPhone(), smsCode }, null))).code).toBe('invalid')
  })

  test('by a slip for the new number and the own name only', async () => {
    const made = await makeIndividual({ phone: freshPhone(), name: '换号' })
    const actor = await actorOf(made)
    const phone = freshPhone()
    const notHis = await slipFor(phone, 'phoneNew', '旁人')
    expect(
      (await refusalOf(changePhoneByOne(actor, { phone, smsCode: notHis }, null))).fieldErrors?.smsCode?.[0],
    ).toContain('姓名')
    await changePhoneByOne(actor, { phone, smsCode: await slipFor(phone, 'phoneNew', '换号') }, null)
    expect((await db().account.findUnique({ where: { id: made.id } }))?.phoneProvedAt).toBeInstanceOf(Date)
    expect(await brokenInvariants()).toEqual([])
  })
})

test('staff set up an authenticator instead of waiting for an SMS that cannot come', async () => {
  const staff = await makeStaff(`staff${nextSerial()}`, ['bureauReviewer'])
  await db().account.update({ where: { id: staff.id }, data: phoneColumns(staff.id, freshPhone()) })
  const outcome = await login(visitor(), { kind: 'staff', name: staff.login, password: goodPassword }, visit)
  expect(outcome).toMatchObject({ ok: true, home: '/login/enrol' })
})
