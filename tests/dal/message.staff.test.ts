import type { StaffActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { consumeCode, renewCode, requestCode } from '@/lib/auth/sms-code.dal'
import { deliverMessage, listInbox } from '@/lib/message/message.dal'
import { countMessages, listMessages, resendMessages } from '@/lib/message/staff.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { maskPhone } from '@/lib/platform/fields/masks'
import { visitor } from '../support/accounts'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { enqueued } from '../support/outbox'
import { makeReviewer, outcomes, refusalOf, times } from '../support/units'

useDatabase()

let staff: StaffActor
let system: StaffActor
beforeAll(async () => {
  staff = await makeReviewer('沈鉴')
  system = { ...staff, roles: ['systemAdmin'] }
})
afterEach(() => setClock(null))

const worker = systemActor('deliver-message')

async function deadMessage(template: 'application.admitted' | 'code.register' = 'application.admitted') {
  const id = await enqueued({ template })
  await db().$executeRaw`SELECT graphile_worker.remove_job(${id})`
  await db().message.update({ where: { id }, data: { status: 'dead', attempts: 12, lastError: 'http:500' } })
  return id
}

test('staff see state, words and a masked number, never a text; the system administrator no number at all', async () => {
  const id = await deadMessage()
  const [row] = (await listMessages(staff, { size: 5, sort: 'desc' })).rows
  expect(row).toMatchObject({
    id,
    label: '入库审核通过',
    channelLabel: '短信',
    to: expect.stringContaining('****'),
    statusLabel: '发送失败',
    problem: '网关出错（HTTP 500）',
    resendable: true,
  })
  expect(JSON.stringify(row)).not.toContain('示范专家库')
  expect((await listMessages(system, { size: 5, sort: 'desc' })).rows[0]).toMatchObject({ id, to: '' })
  expect(await countMessages(staff, { tail: row!.to.slice(-4) })).toBe(1)
  expect(await countMessages(system, { tail: '9999' })).toBe(await countMessages(system, {}))
})

test('what was given up is sent again under its own id, once, and audited; ×5 at once are one', async () => {
  const id = await deadMessage()
  const { done } = await outcomes(times(5, () => resendMessages(staff, { ids: [id] })))
  expect(done).toEqual([{ queued: 1, left: 0 }])
  expect(await db().message.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'queued', attempts: 0 })
  expect(await db().auditEvent.count({ where: { action: 'message.resend', objectId: id } })).toBe(1)
  await deliverMessage(worker, id)
  await db().$executeRaw`SELECT graphile_worker.remove_job(${id})`
  expect((await refusalOf(resendMessages(staff, { ids: [id] }))).code).toBe('refused')
  expect(await brokenInvariants()).toEqual([])
})

test('a code is never sent again by staff', async () => {
  const code = await deadMessage('code.register')
  const other = await deadMessage()
  expect(await resendMessages(staff, { ids: [code, other] })).toEqual({ queued: 1, left: 1 })
  expect((await db().message.findUniqueOrThrow({ where: { id: code } })).status).toBe('dead')
})

describe('U6 未收到验证码可联系后台', () => {
  const later = (seconds: number) => setClock(new Date(Date.now() + seconds * 1000))
  const newestCode = async (phone: string) => {
    const message = (await listInbox(worker, 200)).find(one => one.to === maskPhone(phone))
    return /\d{6}/.exec(message!.text)![0]
  }

  test('a new code, good in the browser that waits for one; the old one dies; staff are told a masked number only', async () => {
    const phone = fixturePhone(7901)
    const person = visitor()
    await requestCode(person, { phone, purpose: 'register' })
    const old = await newestCode(phone)
    later(61)
    const answer = await renewCode(staff, { phone })
    expect(answer).toEqual({ phoneMask: maskPhone(phone) })
    const code = await newestCode(phone)
    const use = (what: string) =>
      db().$transaction(tx => consumeCode(person, tx, { phone, purpose: 'register', code: what }))
    if (old !== code) await refusalOf(use(old))
    await use(code)
    expect(await db().auditEvent.count({ where: { action: 'code.resend', actorId: staff.accountId } })).toBe(1)
  })

  test('nothing for a phone that waits for none, nor past the limits of the phone', async () => {
    const phone = fixturePhone(7902)
    expect((await refusalOf(renewCode(staff, { phone }))).fieldErrors?.phone?.[0]).toContain('没有申请过验证码')
    await requestCode(visitor(), { phone, purpose: 'register' })
    expect((await refusalOf(renewCode(staff, { phone }))).code).toBe('tooMany')
    later(31 * 60)
    expect((await refusalOf(renewCode(staff, { phone }))).code).toBe('invalid')
  })
})
