import { type StaffActor, systemActor } from '@/lib/access/actor'
import { login } from '@/lib/auth/login.dal'
import { replaceRecoveryCodes } from '@/lib/auth/recovery-codes'
import { readHalfSession, readSession } from '@/lib/auth/session'
import { setClock } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { newId } from '@/lib/platform/ids'
import { disableStaff } from '@/lib/staff/account.dal'
import { changeRoles } from '@/lib/staff/grant.dal'
import { activate, activationState } from '@/lib/staff/link.dal'
import { rescueStaff } from '@/lib/staff/rescue.dal'
import { viewStaff } from '@/lib/staff/staff.dal'
import { makeFactor, makeStaff, visitor } from '../support/accounts'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { script } from '../support/node-child'
import { prove, sessionOf, staffOf, versionOf } from '../support/staff'
import { nextSerial } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

const reason = '手机丢失，已当面核对证件'
const command = (...args: string[]) => script('scripts/rescue.ts', env().DATABASE_URL, args)
const rescue = (name: string) => rescueStaff(systemActor('rescue'), { login: name, reason })
const tokenIn = (text: string) => /\/activate\?token=(\S+)/.exec(text)?.[1] ?? ''
const newWords = { password: 'Chong-Lai-Yici-58', passwordAgain: 'Chong-Lai-Yici-58' }
const enter = (name: string, password: string) =>
  login(visitor(), { kind: 'staff', name, password }, { userAgent: '', sid: null })
const rolesOf = async (id: string) =>
  (await db().staffGrant.findMany({ where: { accountId: id } })).map(row => row.role)

/** A system administrator with everything that opens an account: password, phone, authenticator, codes, a session. */
async function equipped() {
  const made = await makeStaff(`zhen${nextSerial()}`, ['systemAdmin'])
  const phone = fixturePhone(7400 + nextSerial())
  const phoneCipher = encryptField(phone, { table: 'account', id: made.id, column: 'phone' })
  await db().account.update({ where: { id: made.id }, data: { phoneCipher, phoneIndex: blindIndex('phone', phone) } })
  await makeFactor(made.id)
  await replaceRecoveryCodes(db(), made.id)
  return { ...made, session: await sessionOf(made.id) }
}

let security: StaffActor
beforeAll(async () => {
  security = await staffOf('securityAdmin')
})

test('all that opened the account is dead, the link opens it without rights, the roles come from the security administrator', async () => {
  const lost = await equipped()
  const { code, output } = await command(lost.login, reason)
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('已收回') })
  const token = tokenIn(output)
  expect(await lost.session.alive()).toBe(false)
  expect(await enter(lost.login, lost.password)).toMatchObject({ ok: false })
  expect(await db().secondFactor.count({ where: { accountId: lost.id } })).toBe(0)
  expect(await db().recoveryCode.count({ where: { accountId: lost.id } })).toBe(0)
  expect(await rolesOf(lost.id)).toEqual([])
  expect(await db().message.count({ where: { accountId: lost.id, template: 'staff.rescued' } })).toBe(1)

  await activate(visitor(), { token, ...newWords })
  expect(await activationState(visitor(), token)).toEqual({ state: 'used' })
  // the old phone proves nothing any more: an authenticator has to be set up
  const entered = await enter(lost.login, newWords.password)
  expect(entered).toMatchObject({ ok: true, home: '/login/enrol' })
  const request = { id: newId(), address: '192.0.2.1' }
  const sid = entered.ok ? entered.sid : ''
  expect(await readSession(sid, request)).toBeNull()
  expect(await readHalfSession(sid, request)).toMatchObject({ stage: 'enrol' })
  await prove(security, 'staff.grant', lost.id)
  const grant = { id: lost.id, version: await versionOf(lost.id), roles: ['systemAdmin' as const], reason }
  await changeRoles(security, grant)
  expect(await rolesOf(lost.id)).toEqual(['systemAdmin'])
})

test('it is in the trail and in the record of the account, with the reason and without numbers', async () => {
  const lost = await equipped()
  await rescue(lost.login)
  const event = await db().auditEvent.findFirstOrThrow({ where: { action: 'staff.rescue', objectId: lost.id } })
  expect(event).toMatchObject({
    actorKind: 'system:rescue',
    result: 'done',
    detail: { revoked: ['systemAdmin'], ended: 1 },
  })
  const [step] = (await viewStaff(await staffOf('systemAdmin'), lost.id)).history
  expect(step).toMatchObject({ label: '在服务器上恢复登录', reason, by: '系统' })
})

test('a link that was let expire is replaced by running it again, although the roles are gone by then', async () => {
  const lost = await equipped()
  const first = tokenIn((await rescue(lost.login)).link)
  const second = tokenIn((await rescue(lost.login)).link)
  expect(await activationState(visitor(), first)).toEqual({ state: 'unknown' })
  setClock(new Date(Date.now() + 25 * 3_600_000))
  expect(await activationState(visitor(), second)).toEqual({ state: 'expired' })
  await expect(activate(visitor(), { token: second, ...newWords })).rejects.toMatchObject({ code: 'refused' })
})

test('the only security administrator keeps the role, because nobody could grant it anew', async () => {
  await db().staffGrant.deleteMany({ where: { role: 'securityAdmin', accountId: { not: security.accountId } } })
  const { login: name } = await db().account.findUniqueOrThrow({ where: { id: security.accountId } })
  expect(await rescue(name!)).toMatchObject({ revoked: [], roles: ['securityAdmin'] })
  expect(await rolesOf(security.accountId)).toEqual(['securityAdmin'])
})

test('it opens nobody else’s account and no closed one, and asks for a reason', async () => {
  const reviewer = await makeStaff(`shen${nextSerial()}`, ['bureauReviewer'])
  const [closing, closed] = [await staffOf('systemAdmin'), await equipped()]
  await disableStaff(closing, { id: closed.id, version: await versionOf(closed.id), reason })
  const before = await db().account.findUniqueOrThrow({ where: { id: reviewer.id } })
  for (const [name, said] of [
    [reviewer.login, '这不是系统、安全、审计管理员的账号'],
    [closed.login, '已停用'],
    ['nobody-here', '没有登录名为'],
  ] as const)
    await expect(rescue(name)).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining(said) })
  expect(await command(closed.login)).toMatchObject({ code: 1, output: expect.stringContaining('用法') })
  expect(await db().account.findUniqueOrThrow({ where: { id: reviewer.id } })).toEqual(before)
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
