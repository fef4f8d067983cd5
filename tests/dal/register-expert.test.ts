import { registerExpertSchema } from '@/lib/person/expert.schema'
import { registerExpert } from '@/lib/person/register-expert.dal'
import { db } from '@/lib/platform/db'
import { maskPhone } from '@/lib/platform/fields/masks'
import type { Policy } from '@/lib/policy/policy.schema'
import { useDatabase } from '../support/database'
import { fixtureId, fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { password, registerCodeFor } from '../support/people'
import { enforce } from '../support/policy'
import { nextSerial, outcomes, refusalOf, times, unitOf, visitor } from '../support/units'

useDatabase()

let unitId: string
let policy: Policy
beforeAll(async () => {
  policy = await enforce('xizang')
  unitId = (await unitOf('active', '示范高原生态研究所')).unitId
})

function expertInput(change: Record<string, unknown> = {}) {
  const n = nextSerial()
  return registerExpertSchema.parse({
    name: '路高原',
    docNumber: fixtureId(n),
    unitId,
    titleCode: '231',
    discipline: '21060',
    phone: fixturePhone(2000 + n),
    smsCode: '000000',
    noticeVersion: policy.agreements.expertNotice!.version,
    agreed: true,
    password,
    passwordAgain: password,
    ...change,
  })
}

async function register(change: Record<string, unknown> = {}) {
  const actor = visitor()
  const input = expertInput(change)
  const smsCode = await registerCodeFor(actor, input.phone)
  return { input, reply: await registerExpert(actor, { ...input, smsCode }) }
}

const accountOf = (name: string) =>
  db().account.findFirstOrThrow({
    where: { name },
    include: { person: true, consents: true, affiliations: true, applications: { include: { sections: true } } },
  })

test('an expert registers: account, unit, an application that begins with his title and discipline, three texts (R1, R4)', async () => {
  const { input, reply } = await register({ name: '路一程' })
  expect(reply).toEqual({ phoneMask: maskPhone(input.phone) })
  const account = await accountOf('路一程')
  expect(account.person).toMatchObject({ docType: 'mainlandId', regionCode: null, sex: '1' })
  expect(account.affiliations).toEqual([expect.objectContaining({ unitId, status: 'pending' })])
  expect(account.consents.map(({ text, version }) => `${text} ${version}`).sort()).toEqual([
    '专家注册须知 2026-11',
    '个人信息处理告知 2026-11',
    '用户注册协议 2026-11',
  ])
  const [application] = account.applications
  expect(application).toMatchObject({ status: 'draft', unitId })
  expect(Object.fromEntries(application!.sections.map(({ section, data }) => [section, data]))).toEqual({
    basic: { disciplines: ['21060'] },
    titles: { rows: [{ id: expect.any(String), kind: 'title', titleCode: '231' }] },
  })
  expect(await brokenInvariants()).toEqual([])
})

test('the notice that was read must be the one in force; a policy without direct registration has no such way', async () => {
  const actor = visitor()
  expect(await refusalOf(registerExpert(actor, expertInput({ noticeVersion: '2020-01' })))).toMatchObject({
    code: 'refused',
    message: expect.stringContaining('须知刚刚更新'),
  })
  await enforce('wuhan')
  expect(await refusalOf(registerExpert(actor, expertInput()))).toMatchObject({ code: 'refused' })
  policy = await enforce('xizang')
})

describe('who is registered already (R5, R6, AU2)', () => {
  test('before the code proves the phone, known and unknown answer the same', async () => {
    const { input: known } = await register({ name: '沈默言' })
    const answers = await Promise.all(
      [{ phone: known.phone }, { docNumber: known.docNumber }, { name: known.name }, {}].map(change =>
        refusalOf(registerExpert(visitor(), expertInput(change))),
      ),
    )
    expect(
      new Set(answers.map(({ code, message, fieldErrors }) => JSON.stringify([code, message, fieldErrors]))).size,
    ).toBe(1)
    expect(answers[0]!.fieldErrors).toHaveProperty('smsCode')
  })

  test('a known document: a masked hint to him, an SMS to the holder, once a day', async () => {
    const { input: first } = await register({ name: '安如山' })
    for (const name of ['安如海', '安如江']) {
      const refusal = await refusalOf(register({ name, docNumber: first.docNumber }))
      expect(refusal.fieldErrors?.docNumber?.[0]).toContain(maskPhone(first.phone))
      expect(refusal.fieldErrors?.docNumber?.[0]).not.toContain(first.phone)
    }
    const owner = await accountOf('安如山')
    expect(await db().message.count({ where: { template: 'account.documentTried', accountId: owner.id } })).toBe(1)
  })

  test('the same name in the same unit is asked about, in another unit it is not; “not me” goes on', async () => {
    const { input: first } = await register({ name: '程同名' })
    const refusal = await refusalOf(register({ name: '程同名' }))
    expect(refusal).toMatchObject({ code: 'confirm', message: expect.stringContaining(maskPhone(first.phone)) })
    const other = await unitOf('active', '示范盐湖资源研究所')
    await register({ name: '程同名', unitId: other.unitId })
    await register({ name: '程同名', notMe: true })
    expect(await db().person.count({ where: { name: '程同名' } })).toBe(3)
  })
})

test('50 registrations with one ID number and different phones: exactly one (CO4)', async () => {
  const docNumber = fixtureId(nextSerial())
  const people = await Promise.all(
    times(50, async () => {
      const actor = visitor()
      const input = expertInput({ docNumber, name: '齐同号', notMe: true })
      return { actor, input: { ...input, smsCode: await registerCodeFor(actor, input.phone) } }
    }),
  )
  const { done } = await outcomes(people.map(({ actor, input }) => registerExpert(actor, input)))
  expect(done).toHaveLength(1)
  expect(await db().person.count({ where: { name: '齐同号' } })).toBe(1)
  expect(await brokenInvariants()).toEqual([])
})
