import { randomUUID } from 'node:crypto'
import type { IndividualActor, StaffActor, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { beginApplication } from '@/lib/application/begin.dal'
import { listApplications } from '@/lib/application/queue.dal'
import { viewApplication } from '@/lib/application/review.dal'
import { restartApplication, submitApplication, withdrawApplication } from '@/lib/application/submit.dal'
import { acceptInvitation, declineInvitation, openInvitation } from '@/lib/invite/answer.dal'
import { resendInvitation, revokeInvitation, sendInvitation } from '@/lib/invite/invite.dal'
import { sendInvitationSchema } from '@/lib/invite/invite.schema'
import { tokenOf } from '@/lib/invite/link'
import { remindInvitations } from '@/lib/invite/remind.dal'
import { listInvitations, viewInvitation } from '@/lib/invite/view.dal'
import { registerPerson } from '@/lib/person/register.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex, decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { fillProfile } from '@/prisma/seed/demo-profile'
import { applicantAtUnit, decide, expertOf, registeredPerson } from '../support/applications'
import { makeManager } from '../support/calls'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { personInput, registerCodeFor, statementVersion } from '../support/people'
import { enforce } from '../support/policy'
import { makeReviewer, nextSerial, outcomes, refusalOf, times, unitOf, visitor } from '../support/units'

useDatabase()

const noon = new Date('2026-11-20T12:00:00+08:00')
const on = (text: string) => new Date(`${text}+08:00`)

let inviter: StaffActor
let colleague: StaffActor
let unit: UnitActor
beforeAll(async () => {
  inviter = await makeReviewer('沈鉴')
  colleague = await makeReviewer('明鉴')
  unit = await unitOf('active')
})
beforeEach(() => setClock(noon))
afterEach(async () => {
  setClock(null)
  expect(await brokenInvariants()).toEqual([])
})

const stored = (id: string) => db().expertInvitation.findUniqueOrThrow({ where: { id } })
const tokenFor = async (id: string) => tokenOf(await stored(id))
const input = (change: Record<string, unknown> = {}) =>
  sendInvitationSchema.parse({
    name: '邀来之',
    phone: fixturePhone(4000 + nextSerial()),
    unitName: '示范大学',
    reason: '符合第五条第三项，省科学技术奖一等奖第一完成人。',
    ...change,
  })
/** An invitation to a phone, and the link that came with it. */
const invite = async (change: Record<string, unknown> = {}, by = inviter) => {
  const command = input(change)
  const { id } = await sendInvitation(by, command)
  return { id, phone: command.phone, token: await tokenFor(id) }
}
const phoneOf = async ({ accountId }: IndividualActor) => {
  const { phoneCipher } = await db().account.findUniqueOrThrow({ where: { id: accountId } })
  return decryptField(phoneCipher!, { table: 'account', id: accountId, column: 'phone' })
}
/** Registers by an invitation, as its form does. */
const register = async (phone: string, token: string) => {
  const someone = visitor()
  const form = personInput(unit.unitId, { phone, invitation: token })
  await registerPerson(someone, { ...form, smsCode: await registerCodeFor(someone, phone) })
  const { id, name } = await db().account.findFirstOrThrow({ where: { phoneIndex: blindIndex('phone', phone) } })
  const { id: applicationId } = await db().application.findFirstOrThrow({ where: { accountId: id } })
  return { kind: 'individual', accountId: id, name, request: someone.request, applicationId } as const
}
const textsOf = async (phone: string) => {
  const rows = await db().message.findMany({
    where: { toIndex: blindIndex('phone', phone), template: { startsWith: 'invite.' } },
    orderBy: { id: 'asc' },
  })
  return rows.map(row => decryptField(row.bodyCipher, { table: 'message', id: row.id, column: 'body' }))
}

describe('sending', () => {
  test('the link goes to the phone and nowhere else; phone and token are not stored in clear', async () => {
    const { id, phone, token } = await invite()
    const [text] = await textsOf(phone)
    expect(text).toContain(`/invitation?token=${token}`)
    expect(text).toContain('2026-12-04')
    const row = JSON.stringify(await stored(id))
    expect(row).not.toContain(phone)
    expect(row).not.toContain(token)
    const view = await viewInvitation(colleague, id)
    expect(view).toMatchObject({ stateLabel: '已发出', left: '还有 14 天', inviter: '沈鉴', application: null })
    expect(view.phoneMask).not.toBe(phone)
    expect(await openInvitation(visitor(), token)).toMatchObject({ state: 'sent', name: '邀来之' })
    expect(await openInvitation(visitor(), 'x')).toEqual({ state: 'unknown' })
  })

  test('one that waits per phone, also when many send at once; staff are told what is known of it', async () => {
    const command = input()
    const { done, failed } = await outcomes(times(6, () => sendInvitation(inviter, command)))
    expect([done.length, failed.length]).toEqual([1, 5])
    const why = async (phone: string) =>
      (await refusalOf(sendInvitation(colleague, input({ phone })))).fieldErrors?.phone?.[0] ?? ''
    expect(await why(command.phone)).toContain('沈鉴发出')
    setClock(on('2026-12-05T00:00:00'))
    expect(await why(command.phone)).toContain('过期的邀请')
    setClock(noon)
    expect(await why(await phoneOf(await expertOf(unit, inviter)))).toContain('已经在库')
    expect(await why(await phoneOf(await applicantAtUnit(unit)))).toContain('正在办理')
  })

  test('sent again it has a new link and new days, and the old link is dead; taken back there is none', async () => {
    const { id, token } = await invite()
    setClock(on('2026-12-10T12:00:00'))
    expect(await openInvitation(visitor(), token)).toEqual({ state: 'expired' })
    await resendInvitation(colleague, { id, version: 0 })
    const fresh = await tokenFor(id)
    expect(fresh).not.toBe(token)
    expect(await openInvitation(visitor(), token)).toEqual({ state: 'unknown' })
    expect(await openInvitation(visitor(), fresh)).toMatchObject({ state: 'sent', lastDay: '2026-12-24' })
    expect((await viewInvitation(inviter, id)).inviter).toBe('明鉴')
    expect((await refusalOf(resendInvitation(inviter, { id, version: 0 }))).code).toBe('conflict')
    await revokeInvitation(inviter, { id, version: 1 })
    expect(await openInvitation(visitor(), fresh)).toEqual({ state: 'revoked' })
    expect((await refusalOf(declineInvitation(visitor(), { token: fresh }))).message).toContain('已撤回')
    expect((await viewInvitation(inviter, id)).history.map(step => step.label)).toEqual([
      '发出邀请',
      '重新发送',
      '撤回邀请',
    ])
  })

  test('the list tells the states apart by the clock', async () => {
    const unitName = `示范大学${randomUUID().slice(0, 6)}`
    const [first] = [await invite({ unitName }), await invite({ unitName })]
    await declineInvitation(visitor(), { token: first.token, reason: '时间不够' })
    const states = async (state?: 'sent' | 'expired' | 'declined') =>
      (await listInvitations(inviter, { size: 20, sort: 'asc', text: unitName, state })).rows
        .map(row => row.state)
        .sort()
    expect(await states()).toEqual(['declined', 'sent'])
    expect(await states('sent')).toEqual(['sent'])
    setClock(on('2026-12-05T00:00:00'))
    expect([await states('sent'), await states('expired'), await states('declined')]).toEqual([
      [],
      ['expired'],
      ['declined'],
    ])
    expect((await viewInvitation(inviter, first.id)).history.at(-1)).toMatchObject({ opinion: '时间不够' })
  })

  test('a reminder goes out once, three days before the end, with the same link', async () => {
    await db().expertInvitation.updateMany({ where: { status: 'sent' }, data: { remindedAt: noon } })
    const { phone, token } = await invite()
    setClock(on('2026-12-01T23:59:59'))
    expect(await remindInvitations(systemActor('test'))).toBe(0)
    setClock(on('2026-12-02T00:00:00'))
    const sums = await Promise.all([remindInvitations(systemActor('test')), remindInvitations(systemActor('test'))])
    expect(sums.sort()).toEqual([0, 1])
    expect(await remindInvitations(systemActor('test'))).toBe(0)
    const texts = await textsOf(phone)
    expect(texts).toHaveLength(2)
    expect(texts[1]).toContain(token)
  })
})

describe('accepting', () => {
  test('by registering: with this phone, once, and the application is one by invitation', async () => {
    const { id, phone, token } = await invite()
    const other = visitor()
    const form = personInput(unit.unitId, { invitation: token })
    const wrong = await refusalOf(registerPerson(other, { ...form, smsCode: await registerCodeFor(other, form.phone) }))
    expect(wrong.fieldErrors?.phone?.[0]).toContain('请用这个手机号注册')
    const person = await register(phone, token)
    expect(await db().application.findUniqueOrThrow({ where: { id: person.applicationId } })).toMatchObject({
      kind: 'invited',
      callId: null,
    })
    expect(await stored(id)).toMatchObject({
      status: 'accepted',
      accountId: person.accountId,
      applicationId: person.applicationId,
    })
    expect(await openInvitation(visitor(), token)).toEqual({ state: 'accepted' })
    expect((await refusalOf(declineInvitation(visitor(), { token }))).code).not.toBe('')
  })

  test('with an account: what was begun becomes it; of many at once one counts, and no other phone does', async () => {
    const person = await registeredPerson(unit)
    const { id, token } = await invite({ phone: await phoneOf(person) })
    const stranger = await registeredPerson(unit)
    expect((await refusalOf(acceptInvitation(stranger, { token }))).message).toContain('手机号不同')
    const { done, failed } = await outcomes(times(6, () => acceptInvitation(person, { token })))
    expect([done.length, failed.length]).toEqual([1, 5])
    expect(await stored(id)).toMatchObject({ accountId: person.accountId, applicationId: person.applicationId })
    expect((await db().application.findMany({ where: { accountId: person.accountId } })).map(one => one.kind)).toEqual([
      'invited',
    ])
  })

  test('accepted and declined at the same moment: one of them', async () => {
    const person = await registeredPerson(unit)
    const { id, token } = await invite({ phone: await phoneOf(person) })
    const { done } = await outcomes<unknown>([
      acceptInvitation(person, { token }),
      declineInvitation(visitor(), { token }),
      declineInvitation(visitor(), { token }),
    ])
    expect(done).toHaveLength(1)
    expect(['accepted', 'declined']).toContain((await stored(id)).status)
  })

  test('not after its last second', async () => {
    const person = await registeredPerson(unit)
    const { id, token } = await invite({ phone: await phoneOf(person) })
    setClock(on('2026-12-05T00:00:00'))
    expect((await refusalOf(acceptInvitation(person, { token }))).message).toContain('已过期')
    expect((await refusalOf(declineInvitation(visitor(), { token }))).message).toContain('已过期')
    setClock(on('2026-12-04T23:59:59'))
    await acceptInvitation(person, { token })
    expect((await stored(id)).status).toBe('accepted')
  })

  test('somebody whose application is on its way is told so, and nothing changes', async () => {
    const person = await registeredPerson(unit)
    const { id, token } = await invite({ phone: await phoneOf(person) })
    const profile = { unitName: unit.unitName, title: '231', disciplines: ['32027'], research: '临床研究。' }
    await fillProfile(person, profile)
    const { applicationId } = person
    await submitApplication(person, { applicationId, statementVersion: await statementVersion() })
    expect((await refusalOf(acceptInvitation(person, { token }))).message).toContain('正在办理')
    expect((await stored(id)).status).toBe('sent')
    await withdrawApplication(person, { applicationId })
    await acceptInvitation(person, { token })
    const second = await db().application.findUniqueOrThrow({ where: { id: (await stored(id)).applicationId! } })
    expect([second.kind, second.status, second.id === applicationId]).toEqual(['invited', 'draft', false])
  })

  test('for everybody else an invitation does not exist', async () => {
    const { id } = await invite()
    const person = await registeredPerson(unit)
    for (const attempt of [
      () => viewInvitation(person, id),
      () => viewInvitation(unit, id),
      () => sendInvitation(unit, input()),
      () => revokeInvitation(person, { id, version: 0 }),
      () => viewInvitation(inviter, randomUUID()),
      () => viewInvitation(inviter, "'; --"),
    ])
      expect((await refusalOf(attempt())).code).toBe('notFound')
  })
})

describe('the application', () => {
  test('goes to the bureau at once, the unit is told once, and who invited does not decide', async () => {
    const { phone, token, id } = await invite()
    const person = await register(phone, token)
    await fillProfile(person, { unitName: unit.unitName, title: '231', disciplines: ['32027'], research: '临床研究。' })
    const { applicationId } = person
    const send = async () => submitApplication(person, { applicationId, statementVersion: await statementVersion() })
    expect(await send()).toEqual({ status: 'atBureau' })
    expect(
      await db().message.count({ where: { template: 'invite.unit', dedupeKey: `invite.unit:${applicationId}` } }),
    ).toBe(1)
    expect(
      (await listApplications(colleague, { size: 50, sort: 'asc', kind: 'invited' })).rows.map(row => row.id),
    ).toContain(applicationId)
    const own = await viewApplication(inviter, applicationId)
    expect(own.invitation).toMatchObject({ by: '示范市科技局沈鉴' })
    expect(own.origin).toMatchObject({
      way: '邀请入库',
      facts: [{ label: '邀请', text: expect.stringContaining('沈鉴') }],
    })
    expect(own.events.every(one => one.whyNot?.includes('您邀请的'))).toBe(true)
    expect((await refusalOf(decide(inviter, person, 'approve'))).message).toContain('您邀请的')
    await decide(colleague, person, 'return', '请补充')
    setClock(on('2026-11-20T13:00:00'))
    await send()
    expect(
      await db().message.count({ where: { template: 'invite.unit', dedupeKey: `invite.unit:${applicationId}` } }),
    ).toBe(1)
    await decide(colleague, person, 'approve')
    expect(await db().expert.findUniqueOrThrow({ where: { accountId: person.accountId } })).toMatchObject({
      source: 'invited',
    })
    expect((await viewInvitation(inviter, id)).application).toMatchObject({ statusLabel: '审核通过' })
  })

  test('refused, its author applies again as everybody does', async () => {
    const { phone, token } = await invite()
    const person = await register(phone, token)
    await fillProfile(person, { unitName: unit.unitName, title: '231', disciplines: ['32027'], research: '临床研究。' })
    const { applicationId } = person
    await submitApplication(person, { applicationId, statementVersion: await statementVersion() })
    await decide(colleague, person, 'refuse', '不符合条件')
    const again = await restartApplication(person)
    expect((await db().application.findUniqueOrThrow({ where: { id: again.applicationId } })).kind).toBe('first')
  })
})

test('where the unit speaks first, an invitation is accepted now and its application begins when he may', async () => {
  await enforce('xizang')
  const manager = await makeManager('管经')
  const { id, phone, token } = await invite({}, manager)
  const someone = visitor()
  const form = personInput(unit.unitId, { phone, invitation: token, unitId: '' })
  await registerPerson(someone, { ...form, smsCode: await registerCodeFor(someone, phone) })
  const account = await db().account.findFirstOrThrow({ where: { phoneIndex: blindIndex('phone', phone) } })
  expect(await stored(id)).toMatchObject({ status: 'accepted', accountId: account.id, applicationId: null })
  const person = { kind: 'individual', accountId: account.id, name: account.name, request: someone.request } as const
  expect((await refusalOf(beginApplication(person))).message).toContain('请先完善信息')
})
