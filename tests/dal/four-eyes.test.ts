import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { isOwnPhone, isSamePerson, ownAccounts, ownAmong } from '@/lib/access/same-person'
import { decideApplication } from '@/lib/application/review.dal'
import { now } from '@/lib/platform/clock'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { completeUnit } from '@/lib/unit/complete.dal'
import { mergeUnits, previewMerge } from '@/lib/unit/merge.dal'
import { decideUnit, switchUnit } from '@/lib/unit/review.dal'
import { viewUnit } from '@/lib/unit/unit.dal'
import { completeUnitSchema } from '@/lib/unit/unit.schema'
import { decidedLast, tookLast } from '@/lib/workflow/history.dal'
import { applicantAtUnit, versionOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'
import { staffOf } from '../support/staff'
import { makeReviewer, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()

const unitVersion = async (id: string) => (await db().unit.findUniqueOrThrow({ where: { id } })).version

/** Gives an account the phone of another: one person with two accounts. */
async function share(from: { accountId: string }, to: { accountId: string }): Promise<void> {
  const {
    id,
    phoneIndex,
    phoneCipher: cipher,
  } = await db().account.findUniqueOrThrow({ where: { id: from.accountId } })
  const place = { table: 'account', column: 'phone' }
  const phoneCipher = encryptField(decryptField(cipher!, { ...place, id }), { ...place, id: to.accountId })
  await db().account.update({ where: { id: to.accountId }, data: { phoneIndex, phoneCipher } })
}

describe('who is the same person', () => {
  let unit: UnitActor
  let staff: StaffActor
  let other: StaffActor
  beforeAll(async () => {
    unit = await unitOf('active')
    staff = await makeReviewer('沈鉴')
    other = await makeReviewer('方衡')
    await share(unit, staff)
  })

  test('the same account, or the same phone; two without a phone are two', async () => {
    expect(await isSamePerson(staff, staff.accountId)).toBe(true)
    expect(await isSamePerson(staff, unit.accountId)).toBe(true)
    expect(await isSamePerson(unit, staff.accountId)).toBe(true)
    expect(await isSamePerson(staff, other.accountId)).toBe(false)
    expect(await isSamePerson(other, newId())).toBe(false)
    expect(await isSamePerson(other, null)).toBe(false)
    expect([...(await ownAmong(staff, [unit.accountId, other.accountId]))].sort()).toEqual(
      [staff.accountId, unit.accountId].sort(),
    )
    expect((await ownAccounts(unit)).sort()).toEqual([staff.accountId, unit.accountId].sort())
    expect(await ownAccounts(other)).toEqual([other.accountId])
  })

  test('a phone alone tells him too', async () => {
    const { phoneIndex } = await db().account.findUniqueOrThrow({ where: { id: unit.accountId } })
    expect(await isOwnPhone(staff, phoneIndex)).toBe(true)
    expect(await isOwnPhone(other, phoneIndex)).toBe(false)
    expect(await isOwnPhone(other, blindIndex('phone', '19900000001'))).toBe(false)
    expect(await isOwnPhone(staff, null)).toBe(false)
  })
})

test('who recommended for his unit does not approve as staff, also when both are sent at once', async () => {
  const unit = await unitOf('active')
  const person = await applicantAtUnit(unit)
  const id = person.applicationId
  const version = await versionOf(person)
  const [staff, other] = [await makeReviewer('沈鉴'), await makeReviewer('方衡')]
  await share(unit, staff)
  const recommend = { id, version, event: 'recommend', opinion: null } as const
  const approve = () => ({ id, version: version + 1, event: 'approve', opinion: null }) as const
  const { done } = await outcomes([
    decideApplication(unit, recommend),
    ...times(10, () => decideApplication(staff, approve())),
  ])
  expect(done).toHaveLength(1)
  const refusal = await refusalOf(decideApplication(staff, approve()))
  expect([refusal.code, refusal.message]).toEqual(['refused', expect.stringContaining('请由其他人办理')])
  expect(await decidedLast(other, db(), 'application', [id])).toEqual(new Set())
  expect(await decidedLast(staff, db(), 'application', [id])).toEqual(new Set([id]))
  expect((await decideApplication(other, approve())).status).toBe('admitted')
})

describe('单位', () => {
  let reviewer: StaffActor
  let second: StaffActor
  beforeAll(async () => {
    reviewer = await makeReviewer('沈鉴')
    second = await makeReviewer('方衡')
  })
  afterAll(() => enforce('wuhan'))

  const decide = async (by: StaffActor, id: string, event: 'approveFirst' | 'approve' | 'refuse') =>
    decideUnit(by, { id, version: await unitVersion(id), event, opinion: '核对过' })

  test('one person does not give both reviews, in however many windows; the sentence names who does', async () => {
    await enforce('xizang')
    const unit = await unitOf('submitted')
    await decide(reviewer, unit.unitId, 'approveFirst')
    const file = { id: newId(), purpose: 'unitCertificate', unitId: unit.unitId, ownerId: unit.accountId }
    const data = { ...file, name: '代码证.pdf', size: 1, type: 'application/pdf', sha256: 'a'.repeat(64) }
    await db().storedFile.create({ data: { ...data, status: 'clean', attachedAt: now() } })
    const form = {
      version: 1,
      address: '金珠西路 1 号',
      postcode: '850000',
      email: 'office@example.com',
      highTech: 'no',
    }
    await completeUnit(unit, completeUnitSchema.parse(form))
    const { done } = await outcomes(times(10, () => decide(reviewer, unit.unitId, 'approve')))
    expect(done).toEqual([])
    const why = '初审是您办理的，复审请由另一位审核人员办理。'
    for (const event of ['approve', 'refuse'] as const)
      expect((await refusalOf(decide(reviewer, unit.unitId, event))).message).toBe(why)
    const buttons = (await viewUnit(reviewer, unit.unitId)).events.map(one => [one.event, one.whyNot])
    expect(buttons).toEqual([
      ['approve', why],
      ['refuse', why],
    ])
    expect(await tookLast(second, db(), 'unit', unit.unitId, ['approveFirst'])).toBe(false)
    expect((await decide(second, unit.unitId, 'approve')).status).toBe('active')
    const denied = { action: 'unit.approve', objectId: unit.unitId, result: 'denied' }
    expect(await db().auditEvent.count({ where: denied })).toBeGreaterThan(0)
  })

  test('who administers a unit does not decide about it, close it, or merge it', async () => {
    await enforce('wuhan')
    const [unit, neighbour] = [await unitOf('submitted'), await unitOf('active')]
    const boss = await staffOf('bureauReviewer', 'bureauManager')
    await share(unit, boss)
    for (const event of ['approve', 'refuse'] as const)
      expect((await refusalOf(decide(boss, unit.unitId, event))).message).toContain('您是这个单位的管理员')
    await decide(reviewer, unit.unitId, 'approve')
    const off = { id: unit.unitId, version: 1, event: 'disable', opinion: '不用了' } as const
    expect((await refusalOf(switchUnit(boss, off))).message).toContain('您是这个单位的管理员')
    for (const [id, intoId] of [
      [unit.unitId, neighbour.unitId],
      [neighbour.unitId, unit.unitId],
    ] as const) {
      expect((await previewMerge(boss, id, intoId)).whyNot).toContain('请由另一位业务管理员办理')
      const input = {
        id,
        intoId,
        version: await unitVersion(id),
        intoVersion: await unitVersion(intoId),
        reason: '重复',
      }
      const proof = { accountId: boss.accountId, session: boss.request.session ?? '', provedAt: now() }
      await db().stepUpProof.create({
        data: { ...proof, id: newId(), action: 'unit.merge', objectId: `${id}:${intoId}` },
      })
      expect((await refusalOf(mergeUnits(boss, input))).message).toContain('请由另一位业务管理员办理')
    }
    // once somebody else has it, he is like anybody
    await db().unitAdministrator.updateMany({ where: { unitId: unit.unitId }, data: { endedAt: now() } })
    expect((await switchUnit(boss, off)).status).toBe('disabled')
  })
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
