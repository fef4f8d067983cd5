import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { uniqueRefusal } from '@/lib/access/unique'
import { listInbox } from '@/lib/message/message.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { editOwnUnit, mendAndResubmit } from '@/lib/unit/own.dal'
import { decideUnit } from '@/lib/unit/review.dal'
import { viewOwnUnit, viewUnit } from '@/lib/unit/unit.dal'
import { useDatabase } from '../support/database'
import { fixtureCreditCode } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { makeReviewer, nextSerial, outcomes, refusalOf, registered, times, unitOf } from '../support/units'

useDatabase()

let reviewer: StaffActor
let other: StaffActor
beforeAll(async () => {
  reviewer = await makeReviewer('沈鉴')
  other = await makeReviewer('方衡')
})

const approve = (actor: StaffActor, id: string, version = 0) =>
  decideUnit(actor, { id, version, event: 'approve', opinion: null })
const refuse = (actor: StaffActor, id: string, opinion: string | null, version = 0) =>
  decideUnit(actor, { id, version, event: 'refuse', opinion })
const stored = (id: string) => db().unit.findUniqueOrThrow({ where: { id } })
const decisions = (id: string) =>
  db().auditEvent.count({ where: { objectId: id, action: { in: ['unit.approve', 'unit.refuse'] }, result: 'done' } })
const messagesOf = (id: string) => db().message.count({ where: { dedupeKey: { startsWith: `unit:${id}:` } } })
const mendOf = (unit: { name: string; creditCode: string | null; version: number }) => ({
  nature: 'institute',
  name: unit.name,
  legalPerson: '法明',
  regionCode: '420106',
  creditCode: unit.creditCode!,
  contactName: '候音',
  version: unit.version,
})

test('approval: 正常, one SMS, one history row with the reviewer, one audit row', async () => {
  const { unitId } = await unitOf('submitted')
  expect(await approve(reviewer, unitId)).toEqual({ status: 'active', label: '正常' })
  const view = await viewUnit(reviewer, unitId)
  expect(view.history.at(-1)).toMatchObject({ label: '审核通过', who: '沈鉴', office: '示范市科技局', opinion: null })
  expect(view.events.map(({ event }) => event)).toEqual(['disable'])
  expect(await messagesOf(unitId)).toBe(1)
  expect((await listInbox(reviewer, 1))[0]!.text).toContain('已审核通过')
  expect(await decisions(unitId)).toBe(1)
})

test('a refusal needs a reason, and the unit gets the reason by SMS', async () => {
  const { unitId } = await unitOf('submitted')
  for (const none of [null, '', ' \n '])
    expect((await refusalOf(refuse(reviewer, unitId, none))).fieldErrors).toHaveProperty('opinion')
  expect(await stored(unitId)).toMatchObject({ status: 'submitted', version: 0 })
  await refuse(reviewer, unitId, '证书上的名称与填写的不一致')
  expect(await stored(unitId)).toMatchObject({ status: 'refused', version: 1 })
  expect((await listInbox(reviewer, 1))[0]!.text).toContain('证书上的名称与填写的不一致')
})

test('approve and refuse by two reviewers at once, twenty times each: one decides, the others learn who and when', async () => {
  const { unitId } = await unitOf('submitted')
  const { done, failed } = await outcomes(
    times(40, index => (index % 2 ? approve(reviewer, unitId) : refuse(other, unitId, '名称不一致'))),
  )
  expect(done).toHaveLength(1)
  const winner = (await viewUnit(reviewer, unitId)).history.at(-1)!
  for (const error of failed) {
    const { code, message } = await refusalOf(Promise.reject(error))
    expect(code).toBe('conflict')
    expect(message).toContain(`示范市科技局${winner.who}已于 20`)
    expect(message).toContain(`「${winner.toLabel}」`)
  }
  expect(await messagesOf(unitId)).toBe(1)
  expect(await decisions(unitId)).toBe(1)
  expect((await stored(unitId)).version).toBe(1)
})

test('whoever decides on an old page is told, and nothing happens', async () => {
  const unit = await unitOf('submitted')
  await refuse(reviewer, unit.unitId, '请核对')
  await mendAndResubmit(unit, mendOf(await stored(unit.unitId)))
  const refusal = await refusalOf(approve(other, unit.unitId, 0))
  expect(refusal.code).toBe('conflict')
  expect((await stored(unit.unitId)).status).toBe('submitted')
})

test('a refused unit mends, resubmits, and is approved; its history tells all of it', async () => {
  const unit = await unitOf('submitted')
  await refuse(reviewer, unit.unitId, '法定代表人写错了')
  const view = await viewOwnUnit(unit)
  expect(view.events.filter(event => !event.whyNot).map(event => event.label)).toEqual(['修改并重新提交'])
  await mendAndResubmit(unit, mendOf(view))
  expect(await stored(unit.unitId)).toMatchObject({ status: 'submitted', legalPerson: '法明', version: 2 })
  await approve(reviewer, unit.unitId, 2)
  const steps = (await viewUnit(reviewer, unit.unitId)).history.map(step =>
    `${step.label} ${step.opinion ?? ''}`.trim(),
  )
  expect(steps).toEqual([
    '提交注册',
    '不通过 法定代表人写错了',
    '修改并重新提交',
    '修改提交的内容：法定代表人',
    '审核通过',
  ])
})

test('a refused unit whose name and code another unit took meanwhile can mend both, but not come back with them', async () => {
  const refused = await unitOf('submitted')
  await refuse(reviewer, refused.unitId, '名称不规范')
  const before = await stored(refused.unitId)
  const taker = await registered({ name: before.name, creditCode: before.creditCode! })
  expect(taker.id).not.toBe(before.id)

  const { failed } = await outcomes([mendAndResubmit(refused, mendOf(before))])
  expect(Object.keys(uniqueRefusal(failed[0])?.fieldErrors ?? {})).toHaveLength(1)
  expect(await stored(refused.unitId)).toEqual(before)

  const mended = { ...mendOf(before), name: `${before.name}（更名）`, creditCode: fixtureCreditCode(nextSerial()) }
  await mendAndResubmit(refused, mended)
  expect(await stored(refused.unitId)).toMatchObject({ status: 'submitted', name: mended.name })
})

test('a unit that waits or is approved cannot resubmit', async () => {
  for (const status of ['submitted', 'active'] as const) {
    const unit = await unitOf(status)
    const before = await stored(unit.unitId)
    expect((await refusalOf(mendAndResubmit(unit, { ...mendOf(before), legalPerson: '冒名' }))).code).toBe('refused')
    expect(await stored(unit.unitId)).toEqual(before)
  }
})

test("a stranger's unit, a unit that does not exist and no id at all look alike, and each try is audited", async () => {
  const [mine, theirs] = [await unitOf('active'), await unitOf('active')]
  const ids = [theirs.unitId, newId(), 'x', `${theirs.unitId}'--`, '\u0000']
  const messages = new Set<string>()
  for (const id of ids) messages.add((await refusalOf(viewUnit(mine, id))).message)
  expect(messages.size).toBe(1)
  const denied = await db().auditEvent.count({
    where: { actorId: mine.accountId, action: 'unit.view', result: 'denied' },
  })
  expect(denied).toBe(ids.length)
})

test('only reviewers decide', async () => {
  const unit = await unitOf('submitted')
  const clerk: StaffActor = { ...reviewer, roles: ['noticeEditor', 'systemAdmin', 'securityAdmin', 'auditAdmin'] }
  for (const actor of [unit, clerk] as const)
    expect(
      (await refusalOf(decideUnit(actor, { id: unit.unitId, version: 0, event: 'approve', opinion: null }))).code,
    ).toBe('notFound')
  expect((await stored(unit.unitId)).status).toBe('submitted')
  expect(
    await db().auditEvent.count({ where: { objectId: unit.unitId, action: 'unit.decide', result: 'denied' } }),
  ).toBe(2)
})

describe('all or nothing', () => {
  /** Lets every row that meets the condition fail, as a full disk or a broken table would. */
  async function breaking(table: 'audit_event' | 'message', condition: string, work: () => Promise<void>) {
    await db().$executeRawUnsafe(
      `CREATE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''broken''; END'`,
    )
    await db().$executeRawUnsafe(
      `CREATE TRIGGER break_it BEFORE INSERT ON ${table} FOR EACH ROW WHEN (${condition}) EXECUTE FUNCTION break_it()`,
    )
    try {
      await work()
    } finally {
      await db().$executeRawUnsafe(`DROP TRIGGER break_it ON ${table}`)
      await db().$executeRawUnsafe('DROP FUNCTION break_it')
    }
  }

  const untouched = async (unitId: string) => {
    expect(await stored(unitId)).toMatchObject({ status: 'submitted', version: 0 })
    expect(await db().statusHistory.count({ where: { subjectId: unitId } })).toBe(1)
    expect(await messagesOf(unitId)).toBe(0)
    expect(await decisions(unitId)).toBe(0)
  }

  test('a decision that cannot be audited is not made (trust DU8)', async () => {
    const { unitId } = await unitOf('submitted')
    await breaking('audit_event', `NEW.action = 'unit.approve'`, async () => {
      await expect(approve(reviewer, unitId)).rejects.toThrow('broken')
    })
    await untouched(unitId)
    await approve(reviewer, unitId)
    expect(await decisions(unitId)).toBe(1)
  })

  test('a decision that rolls back leaves no audit row (trust TE2)', async () => {
    const { unitId } = await unitOf('submitted')
    await breaking('message', `NEW.template = 'unit.approved'`, async () => {
      await expect(approve(reviewer, unitId)).rejects.toThrow('broken')
    })
    await untouched(unitId)
  })

  test('the same decision twenty times with one key is one decision and one answer (trust CO1)', async () => {
    const { unitId } = await unitOf('submitted')
    const request = { ...reviewer.request, key: crypto.randomUUID(), hash: 'h'.repeat(64) }
    const { done, failed } = await outcomes(times(20, () => approve({ ...reviewer, request }, unitId)))
    expect(failed).toEqual([])
    expect(done).toEqual(times(20, () => ({ status: 'active', label: '正常' })))
    expect(await messagesOf(unitId)).toBe(1)
    expect(await decisions(unitId)).toBe(1)
  })
})

describe('信息更改', () => {
  const edit = (version: number, legalPerson = '法新') => ({
    version,
    legalPerson,
    regionCode: '420111',
    address: '江夏大道 1 号',
    contactName: '管韵',
    postcode: null,
    officePhone: null,
    email: null,
    highTech: null,
    bankName: null,
    bankAccount: null,
  })

  test('an approved unit changes its data; who saved an older page is told and changes nothing', async () => {
    const unit = await unitOf('active')
    expect(await editOwnUnit(unit, edit(0))).toEqual({ version: 1 })
    const refusal = await refusalOf(editOwnUnit(unit, edit(0, '晚来')))
    expect(refusal.code).toBe('conflict')
    expect(await stored(unit.unitId)).toMatchObject({ legalPerson: '法新', address: '江夏大道 1 号', version: 1 })
    expect(await db().auditEvent.count({ where: { objectId: unit.unitId, action: 'unit.edit' } })).toBe(1)
  })

  test('of twenty saves of the same page one counts', async () => {
    const unit = await unitOf('active')
    const { done } = await outcomes(times(20, index => editOwnUnit(unit, edit(0, `法${'甲乙丙丁'[index % 4]}`))))
    expect(done).toEqual([{ version: 1 }])
  })

  test('a unit that is not approved changes nothing, whatever its session says', async () => {
    const unit = await unitOf('submitted')
    expect((await refusalOf(editOwnUnit(unit, edit(0)))).code).toBe('notFound')
    const stale: UnitActor = { ...unit, unitActive: true }
    expect((await refusalOf(editOwnUnit(stale, edit(0)))).code).toBe('conflict')
    expect(await stored(unit.unitId)).toMatchObject({ legalPerson: '法正', version: 0 })
  })
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
