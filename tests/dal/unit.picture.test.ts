import { uniqueRefusal } from '@/lib/access/unique'
import { keyed } from '@/lib/auth/keyed'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { Refusal } from '@/lib/platform/errors'
import { newId, sha256 } from '@/lib/platform/ids'
import { registerUnit } from '@/lib/unit/register.dal'
import { useDatabase } from '../support/database'
import { fixtureCreditCode, fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'
import { codeFor, nextSerial, outcomes, refusalOf, times, unitInput, visitor } from '../support/units'

useDatabase()
beforeAll(() => enforce('xizang'))

/** A picture of the certificate as it lies there once a browser has sent it. */
const picture = (browser: string) => ({
  id: newId(),
  purpose: 'unitPicture',
  browser: keyed('browser', browser),
  name: '代码证.jpg',
  size: 1,
  type: 'image/jpeg',
  sha256: sha256('j'),
  status: 'clean' as const,
  attachedAt: now(),
})

const fieldsOf = (error: unknown) =>
  Object.keys((error instanceof Refusal ? error : uniqueRefusal(error))?.fieldErrors ?? {})

test('registering asks for the picture that this browser has sent, and no other browser’s', async () => {
  const actor = visitor()
  const input = unitInput()
  const code = async () => ({ ...input, smsCode: await codeFor(actor, input.phone) })
  await db().storedFile.create({ data: picture('someone-else') })
  const first = await code()
  expect((await refusalOf(registerUnit(actor, first))).fieldErrors).toEqual({
    unitPicture: ['请上传统一社会信用代码证图片。'],
  })
  expect(await db().unit.count({ where: { creditCode: input.creditCode } })).toBe(0)
  await db().storedFile.create({ data: picture(actor.browser) })
  await registerUnit(actor, first)
  const unit = await db().unit.findFirstOrThrow({ where: { creditCode: input.creditCode }, include: { files: true } })
  expect(unit.files.map(file => file.purpose)).toEqual(['unitPicture'])
})

test('fifty times one phone at once is one unit with one picture', async () => {
  const actor = visitor()
  const phone = fixturePhone(nextSerial())
  await db().storedFile.create({ data: picture(actor.browser) })
  const smsCode = await codeFor(actor, phone)
  const inputs = times(50, () => unitInput({ phone, smsCode }))
  const { done, failed } = await outcomes(inputs.map(input => registerUnit(actor, input)))
  expect([done.length, failed.length]).toEqual([1, 49])
  for (const error of failed) expect(['smsCode', 'phone']).toContain(fieldsOf(error)[0])
  const codes = inputs.map(input => input.creditCode)
  const units = await db().unit.findMany({ where: { creditCode: { in: codes } }, include: { files: true } })
  expect(units.map(unit => unit.files.length)).toEqual([1])
})

test('fifty times one credit code at once, each from a browser of its own, is one unit', async () => {
  const creditCode = fixtureCreditCode(nextSerial())
  const people = times(50, () => ({ actor: visitor(), input: unitInput({ creditCode }) }))
  await db().storedFile.createMany({ data: people.map(({ actor }) => picture(actor.browser)) })
  for (const one of people) one.input.smsCode = await codeFor(one.actor, one.input.phone)
  const { done, failed } = await outcomes(people.map(({ actor, input }) => registerUnit(actor, input)))
  expect(done).toHaveLength(1)
  expect(new Set(failed.flatMap(fieldsOf))).toEqual(new Set(['creditCode']))
  expect(await db().unit.count({ where: { creditCode } })).toBe(1)
  expect(await db().account.count({ where: { kind: 'unitAdmin', unitAdmin: { unit: { creditCode } } } })).toBe(1)
})

test('after all of it everything holds that must', async () => {
  expect(await brokenInvariants()).toEqual([])
})
