import { type SignedInActor, type StaffActor, systemActor, type UnitActor } from '@/lib/access/actor'
import { uniqueRefusal } from '@/lib/access/unique'
import { claimAccount } from '@/lib/auth/claim.dal'
import { claimSchema } from '@/lib/auth/claim.schema'
import { login } from '@/lib/auth/login.dal'
import { bureauMatters } from '@/lib/desk/matters.dal'
import { searchExperts, viewExpert } from '@/lib/expert/pool.dal'
import { keepIntakes } from '@/lib/intake/run.dal'
import { countUnclaimed, listUnclaimed } from '@/lib/intake/unclaimed.dal'
import { viewMember } from '@/lib/membership/view.dal'
import { listInbox } from '@/lib/message/message.dal'
import { registerPerson } from '@/lib/person/register.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { Refusal } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { issueClaimSlip, viewClaimant } from '@/lib/slip/claim.dal'
import { confirmSlip, endSlip, printSlip, viewSlip } from '@/lib/slip/slip.dal'
import { SLIP_HOURS } from '@/lib/slip/slip.rules'
import { makeIndividual, makeUnit, makeUnitAdmin } from '../support/accounts'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { checkedBatch, confirmed, csvList, type ListRow, listed, rowsOf } from '../support/intake'
import { brokenInvariants } from '../support/invariants'
import { personInput } from '../support/people'
import { staffOf } from '../support/staff'
import { codeFor, makeReviewer, nextSerial, outcomes, refusalOf, times, unitOf, visitor } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

let bureau: StaffActor
beforeAll(async () => {
  bureau = await makeReviewer('方衡')
})

const password = 'Gaoshan#2026liu'
const freshPhone = () => fixturePhone(6000 + nextSerial())
const account = (id: string) => db().account.findUniqueOrThrow({ where: { id } })

/** Experts of one unit whom a list has brought in, in its order. */
async function listedIn(unit: UnitActor, ...changes: ListRow[]) {
  const rows = changes.map(change => listed(unit.unitName, change))
  const id = await checkedBatch(await staffOf('bureauManager'), csvList(rows))
  await confirmed(await staffOf('bureauManager'), id)
  await keepIntakes(systemActor('test'))
  return (await rowsOf(id)).map((row, n) => ({
    id: row.accountId!,
    docNumber: rows[n]!.证件号码!,
    phone: rows[n]!.手机号码!,
  }))
}

type Person = Awaited<ReturnType<typeof listedIn>>[number]

const ask = (actor: SignedInActor, accountId: string, phone: string) =>
  issueClaimSlip(actor, { accountId, docType: 'mainlandId', phone, checked: true })

async function printed(actor: SignedInActor, person: Person, phone: string) {
  const { id } = await ask(actor, person.id, phone)
  await confirmSlip(actor === bureau ? await makeReviewer('沈鉴') : bureau, { id })
  return { id, ...(await printSlip(actor, { id })) }
}

const come = async (person: Pick<Person, 'docNumber'>, phone: string, smsCode: string) =>
  claimAccount(
    visitor(),
    claimSchema.parse({
      ...{ docType: 'mainlandId', docNumber: person.docNumber, phone, smsCode, agreed: true },
      ...{ password, passwordAgain: password },
    }),
  )

const enter = (phone: string) =>
  login(visitor(), { kind: 'individual', name: phone, password }, { userAgent: '', sid: null })
const other = (code: string) => (code === '0'.repeat(10) ? '1'.repeat(10) : '0'.repeat(10))
const sentTo = async (phone: string) =>
  (await listInbox(visitor(), 500)).filter(one => one.to === maskPhone(phone)).map(one => one.text)

describe('a phone in the list that is no longer his', () => {
  test('his unit asks, the bureau confirms, the unit prints, and he comes with the phone he has now', async () => {
    const unit = await unitOf('active')
    const [person] = await listedIn(unit, { 姓名: '沈换号' })
    const phone = freshPhone()
    const { id } = await ask(unit, person!.id, phone)
    expect(await viewSlip(unit, id)).toMatchObject({
      holderName: '沈换号',
      issuedByName: `${unit.unitName} ${unit.name}`,
      whyNotConfirm: expect.stringContaining('管理部门'),
    })
    expect(await refusalOf(confirmSlip(unit, { id }))).toMatchObject({ code: 'notFound' })
    expect((await listUnclaimed(unit, { size: 5 })).rows[0]).toMatchObject({ slip: { state: 'waiting' } })
    const waits = async () => (await bureauMatters(bureau)).find(one => one.href.includes('/bureau/slips'))
    expect(await waits()).toMatchObject({ count: 1 })
    await confirmSlip(bureau, { id })
    expect(await waits()).toBeUndefined()
    expect((await refusalOf(printSlip(bureau, { id }))).message).toContain('由申请的那名工作人员打印')
    const { code } = await printSlip(unit, { id })
    await come(person!, phone, code)
    const claimed = await account(person!.id)
    expect(claimed).toMatchObject({ unclaimedSince: null, phoneIndex: blindIndex('phone', phone) })
    expect(decryptField(claimed.phoneCipher!, { table: 'account', id: person!.id, column: 'phone' })).toBe(phone)
    expect(await enter(phone)).toMatchObject({ ok: true, accountId: person!.id })
    expect(await enter(person!.phone)).toMatchObject({ ok: false })
    expect((await refusalOf(viewClaimant(unit, person!.id))).code).toBe('notFound')
    expect((await refusalOf(come(person!, phone, code))).fieldErrors?.smsCode?.[0]).toContain('已用过')
    expect(await brokenInvariants()).toEqual([])
  })

  test('he is told, the number he had, and every administrator of his unit; the trail names no number', async () => {
    const unit = await unitOf('active')
    const second = await makeUnitAdmin(unit.unitId, { phone: freshPhone() })
    const [person] = await listedIn(unit, { 姓名: '沈知会' })
    const phone = freshPhone()
    const { id, code } = await printed(unit, person!, phone)
    await come(person!, phone, code)
    expect((await sentTo(person!.phone)).join()).toContain(`更换为 ${maskPhone(phone)}`)
    expect((await sentTo(phone)).join()).toContain('首次登录并设置了密码')
    expect((await sentTo(second.phone)).join()).toContain(`${unit.unitName}的沈知会已于`)
    const told = await db().message.findMany({ where: { template: 'account.claimedBy' }, select: { accountId: true } })
    expect(told.map(one => one.accountId)).toEqual(expect.arrayContaining([unit.accountId, second.id]))
    const events = await db().auditEvent.findMany({
      where: { OR: [{ objectId: id }, { objectId: person!.id }], result: 'done' },
      orderBy: { id: 'asc' },
    })
    expect(events.map(event => event.action)).toEqual(
      expect.arrayContaining(['slip.issue', 'slip.confirm', 'slip.print', 'slip.use', 'account.claim', 'phone.change']),
    )
    const kept = JSON.stringify(events, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    for (const secret of [phone, person!.phone, person!.docNumber, code]) expect(kept).not.toContain(secret)
  })

  test('the same phone by a slip, where no SMS arrives: nothing is changed and nobody told of a change', async () => {
    const [person] = await listedIn(await unitOf('active'), {})
    const { code } = await printed(bureau, person!, person!.phone)
    await come(person!, person!.phone, code)
    expect(await enter(person!.phone)).toMatchObject({ ok: true })
    expect(await db().message.count({ where: { accountId: person!.id, template: 'phone.changed' } })).toBe(0)
  })

  test('of people who use it at once one does; a wrong code is counted, a late one is none', async () => {
    const [person, late] = await listedIn(await unitOf('active'), {}, {})
    const phone = freshPhone()
    const { id, code } = await printed(bureau, person!, phone)
    const wrong = { code: 'invalid', fieldErrors: { smsCode: [expect.stringContaining('激活码不对')] } }
    expect(await refusalOf(come(person!, phone, other(code)))).toMatchObject(wrong)
    expect(await refusalOf(come(person!, freshPhone(), code))).toMatchObject(wrong)
    expect(await db().activationSlip.findUniqueOrThrow({ where: { id } })).toMatchObject({ attempts: 1, usedAt: null })
    const { done, failed } = await outcomes(times(4, () => come(person!, phone, code)))
    expect(done).toEqual([{ phone }])
    for (const error of failed) expect(error).toBeInstanceOf(Refusal)
    expect(await db().auditEvent.count({ where: { action: 'account.claim', objectId: person!.id } })).toBe(1)
    expect(await db().consent.count({ where: { accountId: person!.id } })).toBe(2)
    const again = freshPhone()
    const slip = await printed(bureau, late!, again)
    setClock(new Date(Date.now() + SLIP_HOURS * 3600_000 + 1000))
    expect(await refusalOf(come(late!, again, slip.code))).toMatchObject(wrong)
    expect((await account(late!.id)).unclaimedSince).not.toBeNull()
  })

  test('it is for one account, whoever else has his name; the attempt does not use it up', async () => {
    const [mine, namesake] = [await unitOf('active'), await unitOf('active')]
    const [person] = await listedIn(mine, { 姓名: '沈同名' })
    const [foreign] = await listedIn(namesake, { 姓名: '沈同名' })
    const phone = freshPhone()
    const { code } = await printed(mine, person!, phone)
    const his = await refusalOf(come(foreign!, phone, code))
    const nobodys = await refusalOf(come({ docNumber: listed('').证件号码! }, phone, code))
    expect(his.fieldErrors?.docNumber?.[0]).toContain('激活单上的人不一致')
    expect(nobodys.fieldErrors).toEqual(his.fieldErrors)
    expect((await account(foreign!.id)).unclaimedSince).not.toBeNull()
    await come(person!, phone, code)
    expect(await brokenInvariants()).toEqual([])
  })

  test('a unit helps its own people only, nobody himself, and one slip at a time is open', async () => {
    const [unit, stranger] = [await unitOf('active'), await unitOf('active')]
    const [person] = await listedIn(unit, {})
    expect((await refusalOf(ask(stranger, person!.id, freshPhone()))).code).toBe('notFound')
    const { done, failed } = await outcomes(times(3, () => ask(unit, person!.id, freshPhone())))
    expect(done).toHaveLength(1)
    for (const error of failed) expect(error).toMatchObject({ message: expect.stringContaining('已有一张') })
    const { id } = done[0]!
    for (const reach of [viewSlip(stranger, id), endSlip(stranger, { id })])
      expect((await refusalOf(reach)).code).toBe('notFound')
    const desk = await db().activationSlip.findFirst({ where: { purpose: { not: 'claim' } } })
    if (desk) expect((await refusalOf(viewSlip(unit, desk.id))).code).toBe('notFound')
    await endSlip(unit, { id })
    expect((await viewClaimant(unit, person!.id)).slips).toMatchObject([{ state: 'ended' }])
    const { phoneCipher, phoneIndex } = await account(person!.id)
    await db().account.update({ where: { id: unit.accountId }, data: { phoneCipher, phoneIndex } })
    expect((await refusalOf(ask(unit, person!.id, freshPhone()))).message).toContain('不能给自己')
    const own = await ask(bureau, person!.id, freshPhone())
    expect((await refusalOf(confirmSlip(bureau, own))).message).toContain('申请人自己不能确认')
  })

  test('a phone another account has is refused when the slip is asked for, and when it was taken meanwhile', async () => {
    const [person] = await listedIn(await unitOf('active'), {})
    const taken = await makeIndividual({ phone: freshPhone() })
    expect((await refusalOf(ask(bureau, person!.id, taken.phone))).fieldErrors?.phone?.[0]).toContain('另一个个人账号')
    const phone = freshPhone()
    const { id, code } = await printed(bureau, person!, phone)
    await makeIndividual({ phone })
    const lost = await come(person!, phone, code).then(() => null, uniqueRefusal)
    expect(lost?.fieldErrors?.phone?.[0]).toContain('已存在')
    expect((await account(person!.id)).unclaimedSince).not.toBeNull()
    expect((await viewSlip(bureau, id)).state).toBe('printed')
  })

  test('whoever comes by SMS after all needs his slip no more; his unit hears of that too', async () => {
    const unit = await unitOf('active')
    const [person] = await listedIn(unit, {})
    const { id } = await printed(unit, person!, freshPhone())
    const actor = visitor()
    const { docNumber, phone } = person!
    const smsCode = await codeFor(actor, phone, 'claim')
    const words = { password, passwordAgain: password, agreed: true }
    await claimAccount(actor, claimSchema.parse({ docType: 'mainlandId', docNumber, phone, smsCode, ...words }))
    expect(await viewSlip(unit, id)).toMatchObject({ state: 'ended', endedByName: '本人已首次登录' })
    const told = await db().message.count({ where: { accountId: unit.accountId, template: 'account.claimedBy' } })
    expect(told).toBe(1)
  })
})

test('without administrators the contact of the unit is told, without a unit the managers of the bureau', async () => {
  const { id: empty } = await makeUnit({ name: '示范无人管理所' })
  const [first, second] = await listedIn(await unitOf('active'), { 姓名: '沈无管' }, { 姓名: '沈无单' })
  await db().affiliation.updateMany({ where: { accountId: first!.id }, data: { unitId: empty } })
  await db().affiliation.updateMany({ where: { accountId: second!.id }, data: { endedAt: new Date() } })
  const manager = await staffOf('bureauManager')
  const own = freshPhone()
  const place = { table: 'account', id: manager.accountId, column: 'phone' }
  const mine = { phoneCipher: encryptField(own, place), phoneIndex: blindIndex('phone', own) }
  await db().account.update({ where: { id: manager.accountId }, data: mine })
  for (const person of [first!, second!]) {
    const phone = freshPhone()
    await come(person, phone, (await printed(bureau, person, phone)).code)
  }
  expect((await sentTo(fixturePhone(1))).join()).toContain('示范无人管理所的沈无管已于')
  expect((await sentTo(own)).join()).toMatch(/^沈无单已于/)
})

test('whoever registers with the document of one who has not come learns no more than of one who is registered', async () => {
  const unit = await unitOf('active')
  const [person] = await listedIn(unit, {})
  const tryWith = async (docNumber: string, phone: string) => {
    const actor = visitor()
    const input = personInput(unit.unitId, { phone, docNumber })
    return registerPerson(actor, { ...input, smsCode: await codeFor(actor, phone, 'register') })
  }
  const here = personInput(unit.unitId, { phone: freshPhone() })
  const actor = visitor()
  await registerPerson(actor, { ...here, smsCode: await codeFor(actor, here.phone, 'register') })
  const said = async (docNumber: string, phone: string) =>
    (await refusalOf(tryWith(docNumber, phone))).fieldErrors?.docNumber?.[0]?.replace(/1\d{2}\*+\d{4}/, '')
  const unclaimed = await said(person!.docNumber, freshPhone())
  expect(unclaimed).toEqual(await said(here.docNumber, freshPhone()))
  for (const way of ['登录', '找回密码', '首次登录', '联系所在单位']) expect(unclaimed).toContain(way)
  expect(await db().message.count({ where: { accountId: person!.id, template: 'account.documentTried' } })).toBe(1)
  const phone = freshPhone()
  for (let hour = 0; hour < 5; hour += 1) {
    setClock(new Date(Date.now() + hour * 61_000))
    expect((await refusalOf(tryWith(person!.docNumber, phone))).code).toBe('invalid')
  }
  setClock(new Date(Date.now() + 2 * 3600_000))
  expect((await refusalOf(tryWith(person!.docNumber, phone))).code).toBe('tooMany')
})

test('who has not come has no last login anywhere, and is found by his name among those who wait', async () => {
  const unit = await unitOf('active')
  const [person] = await listedIn(unit, { 姓名: '沈未来' }, { 姓名: '沈旁人' })
  const row = async () => (await searchExperts(bureau, { name: '沈未来', size: 1 })).rows[0]
  expect(await row()).toMatchObject({ loggedIn: false })
  expect(await viewExpert(bureau, person!.id)).toMatchObject({ loggedIn: false, unclaimed: true })
  expect(await viewMember(bureau, person!.id)).toMatchObject({ loggedIn: false })
  expect((await listUnclaimed(unit, { size: 5, name: '未来' })).rows.map(one => one.name)).toEqual(['沈未来'])
  expect(await countUnclaimed(unit, '未来')).toEqual({ all: 1, due: 2 })
  const phone = freshPhone()
  await come(person!, phone, (await printed(unit, person!, phone)).code)
  await enter(phone)
  expect(await row()).toMatchObject({ loggedIn: true })
  expect(await viewExpert(bureau, person!.id)).toMatchObject({ loggedIn: true, unclaimed: false })
})
