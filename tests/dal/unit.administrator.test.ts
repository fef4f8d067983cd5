import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { requestCode } from '@/lib/auth/sms-code.dal'
import { listInbox } from '@/lib/message/message.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { endAdministrator, listAdministrators } from '@/lib/unit/administrator.dal'
import { appointAdministrator, cancelInvitation, inviteAdministrator } from '@/lib/unit/invitation.dal'
import { joinUnit, viewInvitation } from '@/lib/unit/join.dal'
import { viewOwnUnit } from '@/lib/unit/unit.dal'
import { makeStaff } from '@/prisma/seed/factory'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { nextSerial, outcomes, refusalOf, times, unitOf, visitor } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

let manager: StaffActor
beforeAll(async () => {
  const login = { login: 'manager1', password: 'Gaoshan#2026liu' }
  manager = await makeStaff({ name: '方衡', ...login, roles: ['bureauManager'], office: '示范市科技局' })
})

const textTo = async (phone: string, part: string): Promise<string> =>
  (await listInbox(visitor(), 500)).find(one => one.to === maskPhone(phone) && one.text.includes(part))!.text

/** Invites, and answers the secret of the link as it arrives on the phone. */
async function invited(unit: UnitActor, phone: string, handOver = false): Promise<string> {
  await inviteAdministrator(unit, { name: '候选', phone, handOver })
  return tokenFor(phone)
}
const tokenFor = async (phone: string) => /token=([\w-]+)/.exec(await textTo(phone, '邀请您担任'))![1]!

/** Proves the phone and accepts, as the invited person does in his browser. */
async function accept(token: string, phone: string) {
  const actor = visitor()
  await requestCode(actor, { phone, purpose: 'joinUnit', captcha: undefined })
  const smsCode = /验证码 (\d{6})/.exec(await textTo(phone, '验证码'))![1]!
  const answer = await joinUnit(actor, { token, phone, smsCode, agreed: true, password: 'Gaoshan#2026liu' })
  return { answer, actor, smsCode }
}
const freshPhone = () => fixturePhone(nextSerial())
const liveOf = async (unit: UnitActor) =>
  (
    await db().unitAdministrator.findMany({ where: { unitId: unit.unitId, endedAt: null }, orderBy: { since: 'asc' } })
  ).map(row => row.accountId)
const actorOf = (unit: UnitActor, accountId: string): UnitActor => ({ ...unit, accountId, name: '候选' })

/** A unit with two administrators. */
async function pair(): Promise<[UnitActor, UnitActor]> {
  const first = await unitOf('active')
  const phone = freshPhone()
  await accept(await invited(first, phone), phone)
  const second = (await liveOf(first)).find(id => id !== first.accountId)!
  return [first, actorOf(first, second)]
}

test('an invited person proves his phone, sets a password and is an administrator; the link works once', async () => {
  const unit = await unitOf('active')
  const phone = freshPhone()
  const token = await invited(unit, phone)
  expect(await viewInvitation(visitor(), token)).toMatchObject({
    state: 'open',
    unitName: unit.unitName,
    phoneMask: maskPhone(phone),
  })
  expect((await accept(token, phone)).answer).toEqual({ unitName: unit.unitName })
  const { now, invited: open } = await listAdministrators(unit, unit.unitId)
  expect(now.map(row => [row.name, row.self])).toEqual([
    ['候音', true],
    ['候选', false],
  ])
  expect(open).toEqual([])
  expect(await viewInvitation(visitor(), token)).toEqual({ state: 'used' })
  const again = joinUnit(visitor(), { token, phone, smsCode: '000000', agreed: true, password: 'Gaoshan#2026liu' })
  expect((await refusalOf(again)).code).toBe('refused')
  expect((await viewOwnUnit(unit)).history.map(step => step.label).slice(-2)).toEqual([
    '邀请管理员：候选',
    '管理员上任：候选',
  ])
})

test('another phone, no code, an expired or cancelled link open nothing', async () => {
  const unit = await unitOf('active')
  const phone = freshPhone()
  const token = await invited(unit, phone)
  const attempt = (change: object) =>
    refusalOf(
      joinUnit(visitor(), { token, phone, smsCode: '000000', agreed: true, password: 'Gaoshan#2026liu', ...change }),
    )
  expect((await attempt({ phone: freshPhone() })).fieldErrors).toHaveProperty('phone')
  expect((await attempt({})).fieldErrors).toHaveProperty('smsCode')
  setClock(new Date(Date.now() + 73 * 3600_000))
  expect(await viewInvitation(visitor(), token)).toEqual({ state: 'expired' })
  expect((await attempt({})).code).toBe('refused')
  setClock(null)
  const [{ id } = { id: '' }] = (await listAdministrators(unit, unit.unitId)).invited
  expect((await refusalOf(cancelInvitation(await unitOf('active'), { id }))).code).toBe('notFound')
  await cancelInvitation(unit, { id })
  expect(await viewInvitation(visitor(), token)).toEqual({ state: 'cancelled' })
  expect(await viewInvitation(visitor(), 'x')).toEqual({ state: 'unknown' })
  expect(await liveOf(unit)).toHaveLength(1)
})

test('an administrator of another unit is told so after his phone is proved, and not before', async () => {
  const [unit, other] = [await unitOf('active'), await unitOf('active')]
  const phone = freshPhone()
  await accept(await invited(other, phone), phone)
  const known = await inviteAdministrator(unit, { name: '候选', phone, handOver: false })
  expect(known).toEqual({ phoneMask: maskPhone(phone), sentTo: maskPhone(phone), link: null })
  const token = await tokenFor(phone)
  const blind = await refusalOf(
    joinUnit(visitor(), { token, phone, smsCode: '000000', agreed: true, password: 'Gaoshan#2026liu' }),
  )
  expect(Object.keys(blind.fieldErrors ?? {})).toEqual(['smsCode'])
  setClock(new Date(Date.now() + 120_000))
  expect((await refusalOf(accept(token, phone))).fieldErrors?.phone?.[0]).toContain('已是另一个单位的管理员')
})

test('hand-over: the successor comes, the leaver goes in the same moment, his sessions end, messages follow', async () => {
  const unit = await unitOf('active')
  await db().session.create({
    data: {
      idHash: newId(),
      accountId: unit.accountId,
      address: 'x',
      userAgent: 'x',
      expiresAt: new Date(Date.now() + 1e7),
    },
  })
  const phone = freshPhone()
  await accept(await invited(unit, phone, true), phone)
  const live = await liveOf(unit)
  expect(live).toHaveLength(1)
  expect(live).not.toContain(unit.accountId)
  expect(await db().session.count({ where: { accountId: unit.accountId, endedAt: null } })).toBe(0)
  expect(await db().account.findUniqueOrThrow({ where: { id: unit.accountId } })).toMatchObject({
    phoneIndex: null,
    phoneCipher: null,
    name: '候音',
  })
  const successor = actorOf(unit, live[0]!)
  expect(await viewOwnUnit(successor)).toMatchObject({ contactName: '候选', contactPhoneMask: maskPhone(phone) })
  const { former } = await listAdministrators(successor, unit.unitId)
  expect(former).toMatchObject([{ name: '候音', why: '已交接给候选' }])
  expect((await refusalOf(endAdministrator(unit, { accountId: live[0]!, reason: '岗位调整' }))).code).toBe('refused')
})

test('the last one cannot leave; two who remove each other at once leave one', async () => {
  const alone = await unitOf('active')
  const leaving = await refusalOf(endAdministrator(alone, { accountId: alone.accountId, reason: '退休' }))
  expect(leaving.message).toContain('唯一的管理员')
  for (const turn of times(5, index => index)) {
    const [first, second] = await pair()
    const self = turn % 2 === 1
    const { done } = await outcomes([
      endAdministrator(first, { accountId: self ? first.accountId : second.accountId, reason: '岗位调整' }),
      endAdministrator(second, { accountId: self ? second.accountId : first.accountId, reason: '岗位调整' }),
    ])
    expect(done).toHaveLength(1)
    expect(await liveOf(first)).toHaveLength(1)
  }
  expect(await brokenInvariants()).toEqual([])
})

test('the same link accepted twenty times at once makes one administrator; a leaver hands over once', async () => {
  const unit = await unitOf('active')
  const phone = freshPhone()
  const token = await invited(unit, phone, true)
  const actor = visitor()
  await requestCode(actor, { phone, purpose: 'joinUnit', captcha: undefined })
  const smsCode = /验证码 (\d{6})/.exec(await textTo(phone, '验证码'))![1]!
  const { done } = await outcomes(
    times(20, () => joinUnit(actor, { token, phone, smsCode, agreed: true, password: 'Gaoshan#2026liu' })),
  )
  expect(done).toHaveLength(1)
  expect(await liveOf(unit)).toHaveLength(1)
  expect(await brokenInvariants()).toEqual([])
})

test('a former administrator may be invited again, here or elsewhere, with the same phone', async () => {
  const [first, second] = await pair()
  const phone = freshPhone()
  await accept(await invited(first, phone), phone)
  const third = (await liveOf(first)).find(id => ![first.accountId, second.accountId].includes(id))!
  await endAdministrator(first, { accountId: third, reason: '借调结束' })
  setClock(new Date(Date.now() + 120_000))
  const other = await unitOf('active')
  await accept(await invited(other, phone), phone)
  expect(await liveOf(other)).toHaveLength(2)
})

test('the bureau appoints a new one for a lost one, with a reason; the lost one is out at once', async () => {
  const unit = await unitOf('active')
  const phone = freshPhone()
  const input = {
    unitId: unit.unitId,
    name: '继任',
    phone,
    replaces: unit.accountId,
    reason: '原管理员离职失联，已核验介绍信',
    checked: true as const,
  }
  await appointAdministrator(manager, input)
  expect(await liveOf(unit)).toEqual([])
  await accept(await tokenFor(phone), phone)
  const { now, former } = await listAdministrators(manager, unit.unitId)
  expect([now.map(row => row.name), former.map(row => row.why)]).toEqual([['继任'], [input.reason]])
  expect((await refusalOf(appointAdministrator(manager, { ...input, phone: freshPhone() }))).code).toBe('refused')
  expect(await brokenInvariants()).toEqual([])
})
