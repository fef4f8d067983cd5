import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { spend } from '@/lib/auth/limits'
import { listInbox } from '@/lib/message/message.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { completeUnit, mendCompletedUnit } from '@/lib/unit/complete.dal'
import { saveUnitDraft, viewUnitDraft } from '@/lib/unit/draft.dal'
import { editOwnUnit, mendAndResubmit } from '@/lib/unit/own.dal'
import { revealContactPhone } from '@/lib/unit/reveal.dal'
import { decideUnit, switchUnit } from '@/lib/unit/review.dal'
import { viewOwnUnit, viewUnit } from '@/lib/unit/unit.dal'
import { type CompleteUnit, completeUnitSchema } from '@/lib/unit/unit.schema'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'
import { makeReviewer, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()

let reviewer: StaffActor
let second: StaffActor
beforeAll(async () => {
  await enforce('xizang')
  reviewer = await makeReviewer('沈鉴')
  second = await makeReviewer('方衡')
})

type Step = 'approveFirst' | 'approve' | 'refuse'
const stored = (id: string) => db().unit.findUniqueOrThrow({ where: { id } })
/** As the one whose turn it is: who gave the first review does not give the second. */
const decide = async (id: string, event: Step, opinion: string | null = null, version?: number) => {
  const row = await stored(id)
  const by = row.status === 'resubmitted' ? second : reviewer
  return decideUnit(by, { id, version: version ?? row.version, event, opinion })
}
const lastMessage = async () => (await listInbox(reviewer, 1))[0]!.text

/** A file as it lies there once it has arrived and was found good. */
async function attach(unit: UnitActor, purpose: 'unitPicture' | 'unitCertificate', name = '代码证.pdf') {
  const id = newId()
  const data = { id, purpose, unitId: unit.unitId, ownerId: unit.accountId, name, size: 1, type: 'application/pdf' }
  await db().storedFile.create({ data: { ...data, sha256: 'a'.repeat(64), status: 'clean', attachedAt: now() } })
  return id
}

const completion = (version: number, change: Partial<CompleteUnit> = {}): CompleteUnit => ({
  ...completeUnitSchema.parse({
    version,
    address: '金珠西路 1 号',
    postcode: '850000',
    officePhone: '0891-6820000',
    email: 'office@example.com',
    highTech: 'no',
    bankName: '某银行拉萨分行',
    bankAccount: '0017000012345678',
  }),
  ...change,
})

/** A unit that has passed the first review. */
async function incomplete(): Promise<UnitActor> {
  const unit = await unitOf('submitted')
  await decide(unit.unitId, 'approveFirst')
  return unit
}

/** A unit that waits for the second review. */
async function resubmitted(): Promise<UnitActor> {
  const unit = await incomplete()
  await attach(unit, 'unitCertificate')
  await completeUnit(unit, completion(1))
  return unit
}

test('the whole way: 待初审, 待完善, 待复审, 正常, with a message at each decision', async () => {
  const unit = await unitOf('submitted')
  expect((await viewOwnUnit(unit)).statusLabel).toBe('待初审')
  expect(await decide(unit.unitId, 'approveFirst')).toEqual({ status: 'incomplete', label: '待完善' })
  expect(await lastMessage()).toContain('已通过初审')
  await attach(unit, 'unitCertificate')
  expect(await completeUnit(unit, completion(1))).toEqual({ status: 'resubmitted', label: '待复审' })
  const view = await viewUnit(reviewer, unit.unitId)
  expect(view).toMatchObject({
    address: '金珠西路 1 号',
    highTech: false,
    bankAccountMask: '**** 5678',
    mended: null,
    wait: { aim: { count: 20, in: 'minutes' } },
  })
  expect(JSON.stringify(await stored(unit.unitId))).not.toContain('0017000012345678')
  expect(await decide(unit.unitId, 'approve')).toEqual({ status: 'active', label: '正常' })
  expect(await lastMessage()).toContain('已审核通过')
  expect((await viewUnit(reviewer, unit.unitId)).history.map(step => step.label)).toEqual([
    '提交注册',
    '初审通过',
    '提交复审',
    '复审通过',
  ])
})

test('the first review cannot be passed over, nor the second given before the data are there', async () => {
  const unit = await unitOf('submitted')
  expect((await refusalOf(decide(unit.unitId, 'approve'))).message).toContain('「待初审」')
  await decide(unit.unitId, 'approveFirst')
  expect((await refusalOf(decide(unit.unitId, 'approve'))).message).toContain('「待完善」')
  expect(await stored(unit.unitId)).toMatchObject({ status: 'incomplete', version: 1 })
})

test('without the certificate nothing is sent and nothing is lost', async () => {
  const unit = await incomplete()
  const refusal = await refusalOf(completeUnit(unit, completion(1)))
  expect(refusal.fieldErrors).toEqual({ unitCertificate: ['请上传统一社会信用代码证。'] })
  expect(await stored(unit.unitId)).toMatchObject({ status: 'incomplete', version: 1, address: null })
})

test('twenty approvals at once in either review: one decision, one message', async () => {
  for (const [make, event] of [
    [() => unitOf('submitted'), 'approveFirst'],
    [resubmitted, 'approve'],
  ] as const) {
    const { unitId } = await make()
    const { version } = await stored(unitId)
    const { done, failed } = await outcomes(times(20, () => decide(unitId, event, null, version)))
    expect(done).toHaveLength(1)
    for (const error of failed) expect((await refusalOf(Promise.reject(error))).code).toBe('conflict')
    expect(await db().message.count({ where: { dedupeKey: `unit:${unitId}:${version + 1}` } })).toBe(1)
    expect((await stored(unitId)).version).toBe(version + 1)
  }
})

test('completing twenty times at once sends it once', async () => {
  const unit = await incomplete()
  await attach(unit, 'unitCertificate')
  const { done } = await outcomes(times(20, () => completeUnit(unit, completion(1))))
  expect(done).toHaveLength(1)
  expect(await stored(unit.unitId)).toMatchObject({ status: 'resubmitted', version: 2 })
})

test('refused at the second review: everything may be mended, it goes back there, the reviewer sees what changed', async () => {
  const unit = await resubmitted()
  await decide(unit.unitId, 'refuse', '证书与法定代表人不一致')
  expect(await viewOwnUnit(unit)).toMatchObject({ status: 'refused', refusedFrom: 'resubmitted' })
  const before = await stored(unit.unitId)
  const identity = {
    nature: before.nature,
    name: before.name,
    legalPerson: '法明',
    regionCode: before.regionCode,
    creditCode: before.creditCode!,
    contactName: before.contactName,
  }
  const wrongWay = { ...identity, version: before.version }
  expect((await refusalOf(mendAndResubmit(unit, wrongWay))).message).toContain('重新提交复审')
  await attach(unit, 'unitCertificate', '新代码证.pdf')
  await mendCompletedUnit(unit, {
    ...identity,
    ...completion(before.version, { email: 'neu@example.com', bankAccount: null }),
  })
  const view = await viewUnit(reviewer, unit.unitId)
  expect(view).toMatchObject({ status: 'resubmitted', legalPerson: '法明', bankAccountMask: '**** 5678' })
  expect(view.mended).toEqual([
    { label: '法定代表人', before: '法正', after: '法明' },
    { label: '电子邮箱', before: 'office@example.com', after: 'neu@example.com' },
    { label: '代码证附件', before: '原来的文件', after: '新文件：新代码证.pdf' },
  ])
  await decide(unit.unitId, 'approve')
  expect((await stored(unit.unitId)).status).toBe('active')
})

test('refused at the first review: it goes back to the first, and cannot slip into the second', async () => {
  const unit = await unitOf('submitted')
  await decide(unit.unitId, 'refuse', '图片不清楚')
  const row = await stored(unit.unitId)
  const { nature, name, legalPerson, regionCode, contactName } = row
  const mend = { nature, name, legalPerson, regionCode, creditCode: row.creditCode!, contactName, version: 1 }
  expect((await refusalOf(mendCompletedUnit(unit, { ...mend, ...completion(1) }))).message).toContain('初审没有通过')
  expect((await refusalOf(completeUnit(unit, completion(1)))).message).toContain('初审没有通过')
  expect((await refusalOf(mendAndResubmit(unit, mend))).fieldErrors).toHaveProperty('unitPicture')
  expect(await stored(unit.unitId)).toEqual(row)
  await attach(unit, 'unitPicture', '代码证.jpg')
  await mendAndResubmit(unit, mend)
  expect((await stored(unit.unitId)).status).toBe('submitted')
  expect((await viewUnit(reviewer, unit.unitId)).mended).toEqual([
    { label: '代码证图片', before: '原来的文件', after: '新文件：代码证.jpg' },
  ])
})

test('while it completes its data a unit may only do that', async () => {
  const unit = await incomplete()
  const edit = { ...completion(1), legalPerson: '法明', regionCode: '420106', contactName: '候音' }
  expect((await refusalOf(editOwnUnit(unit, edit))).code).toBe('notFound')
  const [mine, other] = [await incomplete(), await incomplete()]
  expect((await refusalOf(viewUnit(mine, other.unitId))).code).toBe('notFound')
})

describe('what is typed is kept', () => {
  test('encrypted, version by version; an older page learns what is there; sending takes it away', async () => {
    const unit = await incomplete()
    const save = (version: number, address: string) =>
      saveUnitDraft(unit, { version, data: { address, bankAccount: '0017000012345678' } })
    expect(await viewUnitDraft(unit)).toBeNull()
    expect(await save(0, '一')).toMatchObject({ saved: true, version: 1 })
    expect(await save(1, '二')).toMatchObject({ saved: true, version: 2 })
    expect(await save(1, '三')).toMatchObject({ saved: false, version: 2, data: { address: '二' } })
    const row = await db().unitDraft.findUniqueOrThrow({ where: { unitId: unit.unitId } })
    expect(JSON.stringify(row)).not.toContain('0017000012345678')
    await attach(unit, 'unitCertificate')
    await completeUnit(unit, completion(1))
    expect(await viewUnitDraft(unit)).toBeNull()
    expect((await refusalOf(save(0, '四'))).code).toBe('refused')
  })

  test('of twenty saves of one page one counts', async () => {
    const unit = await incomplete()
    await saveUnitDraft(unit, { version: 0, data: {} })
    const saves = await Promise.all(times(20, n => saveUnitDraft(unit, { version: 1, data: { address: `${n}` } })))
    expect(saves.filter(one => one.saved)).toHaveLength(1)
  })
})

describe('停用', () => {
  const put = (id: string, event: 'disable' | 'enable', version: number, opinion: string | null = '长期不使用') =>
    switchUnit(reviewer, { id, version, event, opinion })

  test('needs a reason, ends the sessions, tells the contact, and can be taken back', async () => {
    const unit = await unitOf('active')
    const { id } = await stored(unit.unitId)
    const session = { accountId: unit.accountId, address: 'x', userAgent: 'y', expiresAt: new Date(Date.now() + 1e7) }
    await db().session.create({ data: { idHash: newId(), ...session } })
    expect((await refusalOf(put(id, 'disable', 0, null))).fieldErrors).toHaveProperty('opinion')
    expect(await put(id, 'disable', 0)).toEqual({ status: 'disabled', label: '停用' })
    expect(await lastMessage()).toContain('已停用。原因：长期不使用。')
    expect(await db().session.count({ where: { accountId: unit.accountId, endedAt: null } })).toBe(0)
    expect(await put(id, 'enable', 1, null)).toEqual({ status: 'active', label: '正常' })
    expect(await lastMessage()).toContain('已恢复使用')
  })

  test('twenty at once: one; a unit that was merged does not come back', async () => {
    const [unit, other] = [await unitOf('active'), await unitOf('active')]
    const { done } = await outcomes(times(20, () => put(unit.unitId, 'disable', 0)))
    expect(done).toHaveLength(1)
    await db().unit.update({ where: { id: unit.unitId }, data: { mergedIntoId: other.unitId } })
    expect((await refusalOf(put(unit.unitId, 'enable', 1))).message).toContain('已经并入')
  })
})

describe("the contact's phone", () => {
  /** As the dialog of the second factor does. */
  const prove = (actor: StaffActor, unitId: string) =>
    db().stepUpProof.create({
      data: {
        id: newId(),
        accountId: actor.accountId,
        session: '',
        action: 'unit.reveal',
        objectId: unitId,
        provedAt: now(),
      },
    })

  test('is shown with a reason and a second factor, each time anew, and audited', async () => {
    const unit = await unitOf('submitted')
    const request = { ...reviewer.request, key: crypto.randomUUID(), hash: 'h'.repeat(64) }
    const reveal = () => revealContactPhone({ ...reviewer, request }, { id: unit.unitId, reason: '核实证书' })
    expect((await refusalOf(reveal())).code).toBe('stepUp')
    await prove(reviewer, unit.unitId)
    expect((await reveal()).number).toMatch(/^1\d{10}$/)
    expect((await refusalOf(reveal())).code).toBe('stepUp')
    const events = await db().auditEvent.findMany({ where: { action: 'unit.reveal', objectId: unit.unitId } })
    expect(events.map(event => event.detail)).toEqual([{ what: 'contactPhone', reason: '核实证书' }])
  })

  test('a day has its quota', async () => {
    const eager = await makeReviewer('方衡')
    const unit = await unitOf('active')
    for (let left = 50; left > 0; left -= 1) await spend('revealPhone', eager.accountId)
    await prove(eager, unit.unitId)
    const reveal = () => revealContactPhone(eager, { id: unit.unitId, reason: '核实' })
    expect((await refusalOf(reveal())).code).toBe('tooMany')
  })
})

test('a unit between two reviews when the policy changes to one goes on to its end', async () => {
  const [first, second] = [await incomplete(), await resubmitted()]
  await attach(first, 'unitCertificate')
  await enforce('wuhan')
  await completeUnit(first, completion(1))
  for (const unit of [first, second]) await decide(unit.unitId, 'approve')
  for (const unit of [first, second]) expect((await stored(unit.unitId)).status).toBe('active')
})

test('whatever happened above, all that must hold over the database holds', async () => {
  // attached here without their bytes and without the step that merges
  await db().unit.updateMany({ data: { mergedIntoId: null } })
  expect(await brokenInvariants()).toEqual([])
})
