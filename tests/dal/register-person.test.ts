import { systemActor } from '@/lib/access/actor'
import { uniqueRefusal } from '@/lib/access/unique'
import { viewApplication } from '@/lib/application/review.dal'
import { registerPerson } from '@/lib/person/register.dal'
import { db } from '@/lib/platform/db'
import { Refusal } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { clearNumbers } from '@/lib/verify/clear-numbers.dal'
import { Prisma } from '@/prisma/generated/client'
import { useDatabase } from '../support/database'
import { fixtureId, fixturePassport, fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { newPerson, password, personInput, registerCodeFor } from '../support/people'
import { nextSerial, outcomes, refusalOf, times, unitOf, visitor } from '../support/units'

useDatabase()

const phoneTaken = '该手机号在系统中已存在！'
const fieldErrorsOf = (error: unknown): Record<string, string[]> =>
  (error instanceof Refusal ? error : uniqueRefusal(error))?.fieldErrors ?? {}

let unitId: string
beforeAll(async () => {
  unitId = (await unitOf('active', '示范江汉医院')).unitId
})

/** Registers with a proved phone. */
async function register(change: Record<string, unknown> = {}, actor = visitor()) {
  const input = personInput(unitId, change)
  const smsCode = await registerCodeFor(actor, input.phone)
  const reply = await registerPerson(actor, { ...input, smsCode })
  const account = await db().account.findFirstOrThrow({
    where: { person: { name: input.name }, createdAt: { gt: new Date(0) } },
    orderBy: { id: 'desc' },
    include: { person: true, consents: true, affiliations: true, applications: true },
  })
  return { input, reply, account }
}

test('a person registers: account, document, affiliation, empty application, both texts, history and audit (A7)', async () => {
  const { input, reply, account } = await register({ name: '阿依古丽•买买提' })
  expect(reply).toEqual({ phoneMask: maskPhone(input.phone) })
  expect(account).toMatchObject({ kind: 'individual', name: '阿依古丽·买买提', isDemo: false })
  expect(account.passwordHash).toMatch(/^\$argon2id\$/)
  expect(account.person).toMatchObject({
    docType: 'mainlandId',
    sex: input.sex,
    initials: 'ayglmmt',
    regionCode: '420111',
  })
  expect(account.person?.birthDate?.toISOString().slice(0, 10)).toBe(input.birthDate)
  expect(account.affiliations).toEqual([expect.objectContaining({ unitId, status: 'pending', endedAt: null })])
  expect(account.consents.map(consent => consent.text).sort()).toEqual(['个人信息处理告知', '用户注册协议'])
  const [application] = account.applications
  expect(application).toMatchObject({ status: 'empty', unitId, version: 0, submittedAt: null })
  expect(application!.number).toMatch(/^\d{4}-\d{6}$/)

  const own = {
    kind: 'individual',
    accountId: account.id,
    name: account.name,
    request: { id: 't', address: 'x' },
  } as const
  const view = await viewApplication(own, application!.id)
  expect(view.history).toEqual([
    expect.objectContaining({ label: '注册个人账号', toLabel: '信息未填写', who: account.name, office: '本人' }),
  ])
  expect(await db().auditEvent.count({ where: { action: 'person.register', objectId: account.id } })).toBe(1)
})

test('a passport with what it does not tell', async () => {
  const docNumber = fixturePassport(nextSerial())
  const { account } = await register({
    name: 'Ada Example',
    docType: 'passport',
    docNumber,
    sex: '2',
    birthDate: '1981-12-10',
  })
  expect(account.person).toMatchObject({ docType: 'passport', sex: '2' })
})

test('a dump holds no number, no password and no code in clear (trust PR1)', async () => {
  const { input } = await register()
  expect(await clearNumbers(systemActor('test'))).toEqual([])
  const dump: string[] = []
  for (const table of [
    'account',
    'person',
    'application',
    'message',
    'audit_event',
    'sms_code',
    'status_history',
    'idempotent_reply',
  ]) {
    const rows = await db().$queryRaw<{ row: string }[]>`SELECT t::text AS row FROM ${Prisma.raw(table)} t`
    dump.push(...rows.map(one => one.row))
  }
  expect(dump.length).toBeGreaterThan(8)
  const text = dump.join('\n')
  for (const secret of [input.docNumber, input.phone, password, input.docNumber.slice(6)])
    expect(text).not.toContain(secret)
})

describe('before the phone is proved nothing is told about others (trust AU2, D18)', () => {
  test('a wrong code gets the same words for a known and an unknown phone, a known and an unknown document', async () => {
    const known = await register()
    const actor = visitor()
    const answers: object[] = []
    for (const change of [
      {},
      { phone: known.input.phone },
      { docNumber: known.input.docNumber },
      { phone: known.input.phone, docNumber: known.input.docNumber },
    ]) {
      const refusal = await refusalOf(registerPerson(actor, personInput(unitId, change)))
      answers.push({ code: refusal.code, message: refusal.message, fields: refusal.fieldErrors })
    }
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ fields: { smsCode: ['验证码已失效，请重新获取。'] } })
  })
})

describe('after the phone is proved', () => {
  /** A registration with a right code that is expected to fail. */
  async function refusedWith(change: Record<string, unknown>, actor = visitor()) {
    const input = personInput(unitId, change)
    const smsCode = await registerCodeFor(actor, input.phone)
    return { refusal: await refusalOf(registerPerson(actor, { ...input, smsCode })), input, actor, smsCode }
  }
  const later = (minutes: number) => db().$executeRaw`
    UPDATE sms_code SET created_at = created_at - make_interval(mins => ${minutes}::int)`

  test('a known phone is told so, with the way to 找回密码 (R6)', async () => {
    const { input } = await register()
    await later(2)
    const { refusal } = await refusedWith({ phone: input.phone })
    expect(refusal.fieldErrors).toEqual({ phone: [expect.stringContaining(phoneTaken)] })
    expect(refusal.fieldErrors?.phone?.[0]).toContain('找回密码')
  })

  test('a known document is told so with a masked phone at most, and not again and again', async () => {
    const { input } = await register()
    const { refusal, actor, smsCode, input: mine } = await refusedWith({ docNumber: input.docNumber })
    expect(refusal.fieldErrors?.docNumber?.[0]).toContain(maskPhone(input.phone))
    expect(JSON.stringify(refusal)).not.toContain(input.phone)
    const again = () => refusalOf(registerPerson(actor, { ...mine, smsCode }))
    const codes = [await again(), await again(), await again(), await again(), await again()].map(one => one.code)
    expect(codes).toEqual(['invalid', 'invalid', 'invalid', 'invalid', 'tooMany'])
  })

  test('whoever uses a known phone is not told about documents as well', async () => {
    const [first, second] = [await register(), await register()]
    await later(2)
    const { refusal } = await refusedWith({ phone: first.input.phone, docNumber: second.input.docNumber })
    expect(Object.keys(refusal.fieldErrors ?? {})).toEqual(['phone'])
  })

  test('a unit that is not registered, or not yet 正常, cannot be chosen', async () => {
    const waiting = await unitOf('submitted')
    for (const id of [waiting.unitId, '00000000-0000-4000-8000-000000000000']) {
      const { refusal } = await refusedWith({ unitId: id })
      expect(refusal.fieldErrors?.unitId?.[0]).toContain('没有找到这个单位')
    }
  })

  test('after a refusal for another reason the same code can be used', async () => {
    const actor = visitor()
    const { smsCode, input } = await refusedWith({ unitId: '00000000-0000-4000-8000-000000000000' }, actor)
    await expect(registerPerson(actor, { ...input, unitId, smsCode })).resolves.toMatchObject({})
  })
})

test('a document type that the authority does not accept is refused beside its field', async () => {
  const docNumber = fixtureId(nextSerial(), { area: '810000' })
  const input = personInput(unitId, { docNumber, docType: 'hkmotResidence' })
  const refusal = await refusalOf(registerPerson(visitor(), input))
  expect(refusal.fieldErrors).toEqual({ docType: ['本系统不接受这种证件，请选择其他证件类型。'] })
})

test('a region that does not exist is refused beside its field', async () => {
  const refusal = await refusalOf(registerPerson(visitor(), personInput(unitId, { regionCode: '999999' })))
  expect(refusal.fieldErrors).toEqual({ regionCode: ['请从列表中选择所在地区。'] })
})

test('nobody who is logged in registers another person', async () => {
  const person = await newPerson()
  expect((await refusalOf(registerPerson(person, personInput(unitId)))).code).toBe('notFound')
})

describe('at once (trust CO4)', () => {
  const count = 50

  test('fifty registrations with the same phone and its right code: exactly one', async () => {
    const phone = fixturePhone(9000)
    // one code for one phone: the first to use it up wins, the others are told so or that the phone is taken
    const actor = visitor()
    const smsCode = await registerCodeFor(actor, phone)
    const { done, failed } = await outcomes(
      times(count, () => registerPerson(actor, { ...personInput(unitId, { phone }), smsCode })),
    )
    expect(done).toHaveLength(1)
    expect(failed).toHaveLength(count - 1)
    for (const error of failed)
      expect(Object.keys(fieldErrorsOf(error))).toEqual([expect.stringMatching(/^(smsCode|phone)$/)])
    expect(
      await db().application.count({ where: { account: { person: { name: '路遥之' } }, unitId } }),
    ).toBeGreaterThan(0)
    expect(await brokenInvariants()).toEqual([])
  })

  test('fifty registrations of one document with fifty proved phones: exactly one', async () => {
    const docNumber = fixtureId(498)
    const applicants = await Promise.all(
      times(count, async n => {
        const actor = visitor()
        const input = personInput(unitId, { docNumber, phone: fixturePhone(9100 + n), name: '同证者' })
        return { actor, input: { ...input, smsCode: await registerCodeFor(actor, input.phone) } }
      }),
    )
    const { done, failed } = await outcomes(applicants.map(({ actor, input }) => registerPerson(actor, input)))
    expect(done).toHaveLength(1)
    for (const error of failed) expect(Object.keys(fieldErrorsOf(error))).toEqual(['docNumber'])
    expect(await db().person.count({ where: { name: '同证者' } })).toBe(1)
    expect(await db().account.count({ where: { name: '同证者' } })).toBe(1)
    expect(await brokenInvariants()).toEqual([])
  })

  test('the same command sent twice at once registers once and answers the same (trust CO1)', async () => {
    const actor = visitor()
    const input = personInput(unitId)
    const smsCode = await registerCodeFor(actor, input.phone)
    const keyed = { ...actor, request: { ...actor.request, key: crypto.randomUUID(), hash: 'h' } }
    const { done, failed } = await outcomes(times(5, () => registerPerson(keyed, { ...input, smsCode })))
    expect(failed).toEqual([])
    expect(new Set(done.map(reply => reply.phoneMask))).toEqual(new Set([maskPhone(input.phone)]))
    expect(await brokenInvariants()).toEqual([])
  })
})
