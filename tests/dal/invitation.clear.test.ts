import { systemActor } from '@/lib/access/actor'
import { replacePhone } from '@/lib/auth/replace-phone'
import { acceptInvitation, declineInvitation, openInvitation } from '@/lib/invite/answer.dal'
import { clearInvitations } from '@/lib/invite/clear.dal'
import { resendInvitation, revokeInvitation, sendInvitation } from '@/lib/invite/invite.dal'
import { sendInvitationSchema } from '@/lib/invite/invite.schema'
import { tokenOf } from '@/lib/invite/link'
import { listInvitations, viewInvitation } from '@/lib/invite/view.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { countOwnData } from '@/lib/privacy/own-data.dal'
import { invitationData } from '@/lib/privacy/own-invitations.dal'
import { registeredPerson } from '../support/applications'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { makeReviewer, nextSerial, refusalOf, unitOf, visitor } from '../support/units'

useDatabase()

const noon = Date.parse('2026-11-20T12:00:00+08:00')
const day = (n: number) => setClock(new Date(noon + n * 86_400_000))
beforeEach(() => day(0))
afterEach(async () => {
  setClock(null)
  expect(await brokenInvariants()).toEqual([])
})

const job = systemActor('test')
const stored = (id: string) => db().expertInvitation.findUniqueOrThrow({ where: { id } })
const tokenFor = async (id: string) => tokenOf(await stored(id))
async function invite(change: Record<string, unknown> = {}) {
  const inviter = await makeReviewer('沈鉴')
  const command = sendInvitationSchema.parse({
    ...{ name: '邀来之', phone: fixturePhone(4500 + nextSerial()), unitName: '示范大学' },
    ...{ reason: '符合第五条第三项，省科学技术奖一等奖第一完成人。', ...change },
  })
  return { inviter, id: (await sendInvitation(inviter, command)).id, phone: command.phone }
}
const gone = { name: null, phoneCipher: null, phoneIndex: null, emailCipher: null, reason: '（个人信息已按期删除）' }

test('thirty days after one was declined, taken back or expired nothing personal is left of it', async () => {
  const [declined, revoked, expired, waiting] = [await invite(), await invite(), await invite(), await invite()]
  await declineInvitation(visitor(), { token: await tokenFor(declined.id), reason: null })
  await revokeInvitation(revoked.inviter, { id: revoked.id, version: 0 })
  day(29)
  expect(await clearInvitations(job)).toBe(0)
  day(31)
  expect(await clearInvitations(job)).toBe(2)
  for (const { id } of [declined, revoked]) expect(await stored(id)).toMatchObject(gone)
  expect(await stored(expired.id)).toMatchObject({ name: '邀来之', clearedAt: null })
  await resendInvitation(waiting.inviter, { id: waiting.id, version: 0 })
  day(60)
  expect(await clearInvitations(job)).toBe(1)
  expect(await stored(expired.id)).toMatchObject({ ...gone, status: 'sent', unitName: '示范大学' })
  expect(await stored(waiting.id)).toMatchObject({ name: '邀来之', clearedAt: null })
  const keys = (await db().message.findMany({ where: { template: 'invite.sent' } })).map(row => row.dedupeKey)
  expect(keys.sort()).toEqual([`invite.sent:${waiting.id}:1`, `invite.sent:${waiting.id}:2`])
  expect(await db().auditEvent.count({ where: { action: 'invitation.clear' } })).toBe(2)
})

test('one that was cleared is read, is not sent again, and makes room for a new one', async () => {
  const { inviter, id, phone } = await invite()
  day(90)
  await clearInvitations(job)
  expect(await viewInvitation(inviter, id)).toMatchObject({
    name: '（个人信息已按期删除）',
    phoneMask: '',
    state: 'expired',
  })
  expect((await listInvitations(inviter, { size: 50, sort: 'desc' })).rows.map(row => row.id)).toContain(id)
  expect((await refusalOf(resendInvitation(inviter, { id, version: 0 }))).message).toContain('请新发一份')
  expect(await openInvitation(visitor(), await tokenFor(id))).toEqual({ state: 'expired' })
  await invite({ phone })
})

test('one that was accepted stays, and its person finds it among his data; nobody else does', async () => {
  const unit = await unitOf('active')
  const phone = fixturePhone(4990)
  const [person, other] = [await registeredPerson(unit, { phone }), await registeredPerson(unit)]
  const name = '邀来之'
  await db().account.update({ where: { id: person.accountId }, data: { name, phoneProvedAt: new Date(noon) } })
  await db().account.update({ where: { id: other.accountId }, data: { name } })
  const { id } = await invite({ phone, name })
  expect(await countOwnData(person)).toMatchObject({ invitations: 1 })
  await acceptInvitation(person, { token: await tokenFor(id) })
  day(400)
  await clearInvitations(job)
  expect(await stored(id)).toMatchObject({ name, clearedAt: null })
  expect(await invitationData(person, db())).toMatchObject([
    { state: '已接受', unit: '示范大学', reason: expect.stringContaining('第五条') },
  ])
  expect(await countOwnData(other)).toMatchObject({ invitations: 0 })
  // his phone is another person's by now
  const change = { old: null, keep: null, way: 'slip' as const, provedAt: new Date(noon) }
  await db().$transaction(async tx => {
    await replacePhone(job, tx, { ...change, id: person.accountId, phone: fixturePhone(4992) })
    await replacePhone(job, tx, { ...change, id: other.accountId, phone })
  })
  expect(await countOwnData(other)).toMatchObject({ invitations: 0 })
  expect(await countOwnData(person)).toMatchObject({ invitations: 1 })
  await db().account.update({ where: { id: other.accountId }, data: { phoneProvedAt: null } })
  const { phoneCipher: _cipher, ...seen } = await db().account.findUniqueOrThrow({ where: { id: other.accountId } })
  await invite({ phone: fixturePhone(4991) })
  await db().expertInvitation.updateMany({
    where: { status: 'sent', clearedAt: null },
    data: { phoneIndex: seen.phoneIndex },
  })
  expect(await countOwnData(other)).toMatchObject({ invitations: 0 })
})
