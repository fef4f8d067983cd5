import type { StaffActor } from '@/lib/access/actor'
import { viewApplication } from '@/lib/application/review.dal'
import { login } from '@/lib/auth/login.dal'
import type { Login } from '@/lib/auth/login.schema'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import type { Refusal } from '@/lib/platform/errors'
import { recentlyAbsorbed } from '@/lib/unit/absorbed.dal'
import { addDivisions, listDivisions } from '@/lib/unit/division.dal'
import { mergeUnits, previewMerge } from '@/lib/unit/merge.dal'
import { registerUnit } from '@/lib/unit/register.dal'
import { addAlias, correctCode } from '@/lib/unit/rename.dal'
import { findUnits } from '@/lib/unit/unit.public.dal'
import { applicantAtBureau, decide, expertOf, registeredPerson } from '../support/applications'
import { useDatabase } from '../support/database'
import { fixtureCreditCode, fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { labelsOf, makeManager, merge, rename, stored } from '../support/reshape'
import { prove } from '../support/staff'
import {
  codeFor,
  makeReviewer,
  nextSerial,
  outcomes,
  refusalOf,
  times,
  unitInput,
  unitOf,
  visitor,
} from '../support/units'

useDatabase()

let manager: StaffActor
let reviewer: StaffActor
beforeAll(async () => {
  manager = await makeManager()
  reviewer = await makeReviewer('沈鉴')
})
afterEach(async () => expect(await brokenInvariants()).toEqual([]))

test('a merge moves everything, keeps every name and who decided, and ends what cannot go on', async () => {
  const [from, into] = [await unitOf('active', '示范江城医院'), await unitOf('active', '示范江城第一医院')]
  await addDivisions(from, { names: ['心内科', '检验科'] })
  await addDivisions(into, { names: ['心内科'] })
  const [heart, lab] = await listDivisions(visitor(), from.unitId)
  const expert = await expertOf(from, reviewer)
  const waiting = await applicantAtBureau(from)
  const newcomer = await registeredPerson(from)
  for (const [person, division] of [
    [expert, heart],
    [waiting, lab],
  ] as const)
    await db().affiliation.updateMany({ where: { accountId: person.accountId }, data: { divisionId: division!.id } })
  await addAlias(manager, { id: from.unitId, name: '示范江医', reason: '简称' })
  const { counts, whyNot } = await previewMerge(manager, from.unitId, into.unitId)
  expect([whyNot, counts]).toEqual([
    null,
    { administrators: 1, people: 3, applications: 3, openApplications: 2, experts: 1, aliases: 1, divisions: 2 },
  ])
  expect(await merge(manager, from.unitId, into.unitId)).toEqual(counts)

  expect(await stored(from.unitId)).toMatchObject({
    status: 'disabled',
    mergedIntoId: into.unitId,
    name: '示范江城医院',
  })
  for (const name of ['示范江城医院', '示范江医'])
    expect((await findUnits(name)).units).toMatchObject([{ id: into.unitId, alias: name }])
  expect((await findUnits((await stored(from.unitId)).creditCode!)).units).toMatchObject([
    { id: into.unitId, alias: '示范江城医院' },
  ])
  expect((await listDivisions(visitor(), into.unitId)).map(row => row.name).sort()).toEqual(['心内科', '检验科'])
  expect(await db().affiliation.count({ where: { unitId: into.unitId, endedAt: null } })).toBe(3)
  expect(await db().expert.findUniqueOrThrow({ where: { accountId: expert.accountId } })).toMatchObject({
    unitId: into.unitId,
    unitName: '示范江城第一医院',
  })
  const seen = await viewApplication({ ...from, unitId: into.unitId }, expert.applicationId)
  expect(seen.history.some(step => step.office === '示范江城医院')).toBe(true)
  await decide(reviewer, waiting, 'approve')
  expect(await db().affiliation.count({ where: { accountId: newcomer.accountId, unitId: into.unitId } })).toBe(1)
  expect((await labelsOf(manager, from.unitId)).at(-1)).toBe('并入其他单位：并入 示范江城第一医院')
  expect((await labelsOf(manager, into.unitId)).at(-1)).toContain(
    '合并其他单位：示范江城医院（管理员 1 人，从属人员 3 人',
  )
  expect(await db().message.count({ where: { template: 'unit.merged', accountId: from.accountId } })).toBe(1)

  // its code is not registered anew, and the unit it went into may take it
  const { creditCode } = await stored(from.unitId)
  const actor = visitor()
  const input = unitInput({ creditCode: creditCode! })
  const refusal = await refusalOf(registerUnit(actor, { ...input, smsCode: await codeFor(actor, input.phone) }))
  expect(refusal.fieldErrors?.creditCode?.[0]).toContain('示范江城第一医院')
  const { version } = await stored(into.unitId)
  await correctCode(manager, { id: into.unitId, version, creditCode: creditCode!, reason: '以合并前的代码为准' })
  await rename(manager, into.unitId, '示范江城医院')
})

test('a merge is refused into itself, into what is not active, twice, and after something changed', async () => {
  const [one, other, pending] = [await unitOf('active'), await unitOf('active'), await unitOf('submitted')]
  expect((await previewMerge(manager, one.unitId, one.unitId)).whyNot).toContain('它自己')
  expect((await refusalOf(merge(manager, one.unitId, pending.unitId))).message).toContain('「正常」')
  await rename(manager, one.unitId, `${one.unitName}（新）`)
  const old = { id: one.unitId, intoId: other.unitId, version: 0, intoVersion: 0, reason: '重复注册' }
  expect((await refusalOf(mergeUnits(manager, old))).code).toBe('conflict')
  await merge(manager, one.unitId, other.unitId)
  expect((await refusalOf(merge(manager, one.unitId, other.unitId))).code).toBe('refused')
})

test('merges at once: each other, in a row, the same one twice; nothing is lost, nothing goes in a circle', async () => {
  for (const _ of times(3, index => index)) {
    const [a, b, c] = [await unitOf('active'), await unitOf('active'), await unitOf('active')]
    for (const unit of [a, b, c]) await registeredPerson(unit)
    const { done, failed } = await outcomes([
      merge(manager, a.unitId, b.unitId),
      merge(manager, b.unitId, a.unitId),
      merge(manager, b.unitId, c.unitId),
      merge(manager, a.unitId, b.unitId),
    ])
    expect(done.length).toBeGreaterThanOrEqual(1)
    for (const error of failed) expect(['conflict', 'refused']).toContain((error as Refusal).code)
    const units = [a, b, c].map(unit => unit.unitId)
    const standing = await db().unit.findMany({ where: { id: { in: units }, mergedIntoId: null } })
    expect(await db().affiliation.count({ where: { unitId: { in: standing.map(unit => unit.id) } } })).toBe(3)
  }
})

test('whoever registers, is admitted or renames while a merge runs arrives at the unit that stays', async () => {
  const [from, into] = [await unitOf('active'), await unitOf('active')]
  const waiting = [await applicantAtBureau(from), await applicantAtBureau(from)]
  const { failed } = await outcomes<unknown>([
    ...times(5, () => registeredPerson(from)),
    merge(manager, from.unitId, into.unitId),
    ...waiting.map(person => decide(reviewer, person, 'approve')),
    ...times(5, () => registeredPerson(from)),
  ])
  expect(failed).toEqual([])
  expect(await db().affiliation.count({ where: { unitId: into.unitId, endedAt: null } })).toBe(12)
})

test('the code and the phone of a merged unit lead on: after the password its home says where one is, before it nothing', async () => {
  const [from, into] = [await unitOf('active', '示范旧所'), await unitOf('active', '示范新所')]
  const { creditCode: oldCode } = await stored(from.unitId)
  const phone = fixturePhone(nextSerial())
  await db().account.update({
    where: { id: from.accountId },
    data: {
      phoneIndex: blindIndex('phone', phone),
      phoneCipher: encryptField(phone, { table: 'account', id: from.accountId, column: 'phone' }),
    },
  })
  await merge(manager, from.unitId, into.unitId)
  const device = { userAgent: 'test', sid: null }
  const enter = (name: string, password: string, person?: string) =>
    login(visitor(), { kind: 'unitAdmin', name, password, captcha: undefined, person } as Login, device)

  const nobody = await enter(fixtureCreditCode(nextSerial()), 'Wrong#2026-guess')
  expect(await enter(phone, 'Wrong#2026-guess')).toEqual(nobody)
  const asked = await enter(oldCode!, 'Gaoshan#2026liu')
  expect(asked).toMatchObject({ ok: false, code: 'which' })
  expect(JSON.stringify(asked)).not.toContain('示范新所')
  expect(await enter(oldCode!, 'Gaoshan#2026liu', from.accountId)).toMatchObject({ ok: true, home: '/unit' })
  expect(await enter(phone, 'Gaoshan#2026liu')).toMatchObject({ ok: true, accountId: from.accountId, home: '/unit' })
  const here = { ...from, unitId: into.unitId, unitName: '示范新所' }
  expect(await recentlyAbsorbed(here)).toMatchObject([{ name: '示范旧所' }])
})

test('a merge asks for the second factor, for this pair and this direction, and uses it up', async () => {
  const [one, other] = [await unitOf('active'), await unitOf('active')]
  const input = { id: one.unitId, version: 0, intoId: other.unitId, intoVersion: 0, reason: '重复注册' }
  await prove(manager, 'unit.merge', `${other.unitId}:${one.unitId}`)
  const refusal = await refusalOf(mergeUnits(manager, input))
  expect(refusal).toMatchObject({ code: 'stepUp', deed: { objectId: `${one.unitId}:${other.unitId}` } })
  expect((await stored(one.unitId)).status).toBe('active')
  await merge(manager, one.unitId, other.unitId)
})
