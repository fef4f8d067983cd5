import { uniqueRefusal } from '@/lib/access/unique'
import { db } from '@/lib/platform/db'
import { Refusal } from '@/lib/platform/errors'
import { registerUnit } from '@/lib/unit/register.dal'
import { viewUnit } from '@/lib/unit/unit.dal'
import { useDatabase } from '../support/database'
import { fixtureCreditCode, fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import {
  codeFor,
  makeReviewer,
  nextSerial,
  outcomes,
  refusalOf,
  registered,
  times,
  unitInput,
  unitOf,
  visitor,
} from '../support/units'

useDatabase()

/** Field errors as the action would answer them. */
const fieldErrorsOf = (error: unknown): Record<string, string[]> =>
  (error instanceof Refusal ? error : uniqueRefusal(error))?.fieldErrors ?? {}

test('a unit registers: 待审核, an administrator of its own, both texts, one history row, one audit row', async () => {
  const actor = visitor()
  const input = unitInput({ name: '示范江汉（光电）研究院', contactName: '管韵' })
  const reply = await registerUnit(actor, { ...input, smsCode: await codeFor(actor, input.phone) })
  expect(reply).toEqual({ phoneMask: `${input.phone.slice(0, 3)}****${input.phone.slice(7)}` })

  const unit = await db().unit.findFirstOrThrow({
    where: { creditCode: input.creditCode },
    include: { administrators: { include: { account: { include: { consents: true } } } } },
  })
  expect(unit).toMatchObject({ status: 'submitted', name: input.name, version: 0, initials: 'sfjhgdyjy' })
  expect(JSON.stringify(unit)).not.toContain(input.phone)
  const [admin] = unit.administrators
  expect(admin!.account).toMatchObject({ kind: 'unitAdmin', name: '管韵', isDemo: false })
  expect(admin!.account.passwordHash).toMatch(/^\$argon2id\$/)
  expect(admin!.account.consents.map(consent => consent.text).sort()).toEqual(['个人信息处理告知', '用户注册协议'])

  const view = await viewUnit(await makeReviewer('沈鉴'), unit.id)
  expect(view.history).toEqual([
    expect.objectContaining({
      label: '提交注册',
      toLabel: '待审核',
      who: '管韵',
      office: input.name,
    }),
  ])
  expect(view).toMatchObject({ region: '湖北省武汉市武昌区', nature: '科研院所', wait: { count: 0, overdue: false } })
  expect(await db().auditEvent.count({ where: { action: 'unit.register', objectId: unit.id } })).toBe(1)
})

test('without the right code nothing is written and nothing is told about what exists', async () => {
  const taken = await registered()
  const actor = visitor()
  const input = unitInput({ name: taken.name, creditCode: taken.creditCode })
  const code = await codeFor(actor, input.phone)
  const wrong = code === '123456' ? '654321' : '123456'
  const refusal = await refusalOf(registerUnit(actor, { ...input, smsCode: wrong }))
  expect(Object.keys(refusal.fieldErrors ?? {})).toEqual(['smsCode'])
  expect(await db().account.count({ where: { name: input.contactName, kind: 'unitAdmin' } })).toBeGreaterThan(0)
  expect(await db().unit.count({ where: { creditCode: taken.creditCode } })).toBe(1)
})

test.each([
  ['a place that does not exist', '999999'],
  ['a whole province', '420000'],
  ['a whole city', '420100'],
])('%s is refused beside its field', async (_, regionCode) => {
  const refusal = await refusalOf(registerUnit(visitor(), unitInput({ regionCode })))
  expect(Object.keys(refusal.fieldErrors ?? {})).toEqual(['regionCode'])
})

test('fifty times the same credit code at once is one unit; the others are told beside the field', async () => {
  const creditCode = fixtureCreditCode(nextSerial())
  const people = times(50, () => ({ actor: visitor(), input: unitInput({ creditCode }) }))
  for (const person of people) person.input.smsCode = await codeFor(person.actor, person.input.phone)
  const { done, failed } = await outcomes(people.map(({ actor, input }) => registerUnit(actor, input)))
  expect(done).toHaveLength(1)
  expect(failed.map(error => Object.keys(fieldErrorsOf(error)))).toEqual(times(49, () => ['creditCode']))
  expect(await db().unit.count({ where: { creditCode } })).toBe(1)
})

test('fifty times the same phone at once is one account (trust CO4)', async () => {
  const actor = visitor()
  const phone = fixturePhone(nextSerial())
  const smsCode = await codeFor(actor, phone)
  const { done, failed } = await outcomes(times(50, () => registerUnit(actor, unitInput({ phone, smsCode }))))
  expect(done).toHaveLength(1)
  expect(failed).toHaveLength(49)
  for (const error of failed) expect(['smsCode', 'phone']).toContain(Object.keys(fieldErrorsOf(error))[0])
  const again = visitor()
  const { phoneIndex } = await db().account.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  expect(await db().account.count({ where: { phoneIndex } })).toBe(1)
  const late = await outcomes([registerUnit(again, unitInput({ phone, smsCode }))])
  expect(late.done).toEqual([])
})

test('the same command twenty times with one key is one unit and one answer (trust CO1)', async () => {
  const actor = visitor()
  const input = unitInput()
  const smsCode = await codeFor(actor, input.phone)
  const keyed = { ...actor, request: { ...actor.request, key: crypto.randomUUID(), hash: 'h'.repeat(64) } }
  const { done, failed } = await outcomes(times(20, () => registerUnit(keyed, { ...input, smsCode })))
  expect(failed).toEqual([])
  expect(new Set(done.map(reply => JSON.stringify(reply)))).toHaveProperty('size', 1)
  expect(await db().unit.count({ where: { creditCode: input.creditCode } })).toBe(1)
  const other = { ...keyed, request: { ...keyed.request, hash: 'g'.repeat(64) } }
  expect((await refusalOf(registerUnit(other, { ...input, smsCode }))).code).toBe('keyReused')
})

test('whoever is logged in does not register a unit', async () => {
  const refusal = await refusalOf(registerUnit(await unitOf('active'), unitInput()))
  expect(refusal.code).toBe('notFound')
  expect(await db().auditEvent.count({ where: { action: 'unit.register', result: 'denied' } })).toBe(1)
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
