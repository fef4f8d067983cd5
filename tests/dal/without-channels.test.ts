import type { StaffActor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import { confirmSlip, issueSlip, printSlip } from '@/lib/slip/slip.dal'
import type { DeskPurpose } from '@/lib/slip/slip.rules'
import { inviteAdministrator } from '@/lib/unit/invitation.dal'
import { joinUnit, viewInvitation } from '@/lib/unit/join.dal'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { openAccount, staffOf } from '../support/staff'
import { makeReviewer, nextSerial, refusalOf, unitOf, visitor } from '../support/units'

useDatabase()
let first: StaffActor
let second: StaffActor
beforeAll(async () => {
  // production with neither SMS gateway nor mail server
  const settings = { APP_MODE: 'production', CAPTCHA: 'on', SMS_ADAPTER: 'none', SCANNER: 'none' }
  Object.assign(process.env, settings, { PUBLIC_URL: 'https://kjzj.example.cn' })
  first = await makeReviewer('沈鉴')
  second = await makeReviewer('方衡')
})

const freshPhone = () => fixturePhone(nextSerial())

async function slipFor(phone: string, purpose: DeskPurpose, holderName: string) {
  const { id } = await issueSlip(first, { phone, purpose, holderName, docType: 'mainlandId', checked: true })
  await confirmSlip(second, { id })
  return (await printSlip(first, { id })).code
}

test('an invitation is a link that is handed over; it is accepted with a slip for the invited person', async () => {
  const unit = await unitOf('active')
  const phone = freshPhone()
  const early = refusalOf(slipFor(phone, 'joinUnit', '单候'))
  expect((await early).fieldErrors?.holderName?.[0]).toContain('没有单位以该姓名和手机号发出')
  const { link, sentTo } = await inviteAdministrator(unit, { name: '单候', phone, handOver: false })
  expect(sentTo).toBeNull()
  const token = new URL(link!).searchParams.get('token')!
  expect(await viewInvitation(visitor(), token)).toMatchObject({ state: 'open', emailMask: null })
  const smsCode = await slipFor(phone, 'joinUnit', '单候')
  await joinUnit(visitor(), { token, phone, smsCode, agreed: true, password: 'Gaoshan#2026liu' })
  const account = await db().account.findFirstOrThrow({ where: { name: '单候' } })
  expect(account).toMatchObject({ kind: 'unitAdmin', phoneProvedAt: expect.any(Date) })
  // nothing waits for a channel that does not exist
  expect(await db().message.count({ where: { template: 'unit.invited' } })).toBe(0)
  expect(await brokenInvariants()).toEqual([])
})

test('an activation link is handed over, and nobody is told it was sent', async () => {
  const admin = await staffOf('systemAdmin')
  expect(await openAccount(admin, { phone: freshPhone() })).toMatchObject({ sentTo: null, link: expect.any(String) })
  expect(await db().message.count({ where: { template: 'staff.activate' } })).toBe(0)
})
