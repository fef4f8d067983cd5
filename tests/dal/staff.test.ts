import type { StaffActor, StaffRoleName } from '@/lib/access/actor'
import { login } from '@/lib/auth/login.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { createStaff, disableStaff, editStaff, enableStaff, relinkStaff } from '@/lib/staff/account.dal'
import { changeRoles } from '@/lib/staff/grant.dal'
import { adminHome } from '@/lib/staff/home.dal'
import { activate, activationState } from '@/lib/staff/link.dal'
import { administratorRoles, goTogether, staffRoles } from '@/lib/staff/role.rules'
import { countStaff, listStaff, viewStaff } from '@/lib/staff/staff.dal'
import { createStaffSchema } from '@/lib/staff/staff.schema'
import { goodPassword, makeStaff, visitor } from '../support/accounts'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { openAccount, prove, sessionOf, staffOf, versionOf } from '../support/staff'
import { nextSerial, outcomes, refusalOf, times } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

let system: StaffActor
let security: StaffActor
beforeAll(async () => {
  system = await staffOf('systemAdmin')
  security = await staffOf('securityAdmin')
})

const words = (password = goodPassword) => ({ password, passwordAgain: password })
const reason = '按授权单办理'
const grant = async (actor: StaffActor, id: string, ...roles: StaffRoleName[]) => {
  await prove(actor, 'staff.grant', id)
  return changeRoles(actor, { id, version: await versionOf(id), roles, reason })
}
const subject = async (id: string) => ({ id, version: await versionOf(id), reason })
const rolesOf = async (id: string) =>
  (await db().staffGrant.findMany({ where: { accountId: id } })).map(row => row.role).sort()

describe('opening an account', () => {
  test('nobody knows a password; the link is stored only as a hash, sent where there is a phone, and opens once', async () => {
    const phone = fixturePhone(7001)
    const made = await openAccount(system, { phone })
    expect(made.sentTo).toBe(`${phone.slice(0, 3)}****${phone.slice(7)}`)
    expect(JSON.stringify(await db().activationToken.findMany())).not.toContain(made.token)
    expect(await db().message.count({ where: { accountId: made.id, template: 'staff.activate' } })).toBe(1)
    expect(await activationState(visitor(), made.token)).toMatchObject({ state: 'open', login: made.login })
    expect(await viewStaff(system, made.id)).toMatchObject({ state: 'waiting', roles: [] })
    await activate(visitor(), { token: made.token, ...words() })
    expect(await activationState(visitor(), made.token)).toEqual({ state: 'used' })
    expect(await viewStaff(system, made.id)).toMatchObject({ state: 'active' })
    expect((await viewStaff(system, made.id)).history.map(step => step.label)).toEqual([
      '设置密码，账号激活',
      '开设账号',
    ])
  })

  test('used ten times at once a link sets one password (AU20)', async () => {
    const made = await openAccount(system)
    const { done, failed } = await outcomes(
      times(10, n => activate(visitor(), { token: made.token, ...words(`Tian-Kong-Lan-${n}x`) })),
    )
    expect(done).toHaveLength(1)
    expect(failed).toHaveLength(9)
    for (const error of failed) expect(error).toMatchObject({ code: 'refused' })
  })

  test('a link is dead after a day, after a newer one, and while the account is disabled', async () => {
    const made = await openAccount(system)
    setClock(new Date(Date.now() + 24 * 3_600_000 + 1000))
    expect(await activationState(visitor(), made.token)).toEqual({ state: 'expired' })
    await expect(activate(visitor(), { token: made.token, ...words() })).rejects.toMatchObject({ code: 'refused' })
    await prove(system, 'staff.link', made.id)
    const newer = await relinkStaff(system, await subject(made.id))
    const token = new URL(newer.link!).searchParams.get('token')!
    expect(await activationState(visitor(), made.token)).toEqual({ state: 'unknown' })
    await disableStaff(system, await subject(made.id))
    expect(await activationState(visitor(), token)).toEqual({ state: 'unknown' })
    await enableStaff(system, await subject(made.id))
    expect(await activationState(visitor(), token)).toMatchObject({ state: 'open' })
  })

  test('a repeated command opens one account and answers the same link; the secret is in no stored reply', async () => {
    const key = '00000000-0000-4000-8000-000000000001'
    const actor = { ...system, request: { ...system.request, key, hash: 'h' } }
    const input = createStaffSchema.parse({ login: `twice${nextSerial()}`, name: '重复提交', place: 'bureau' })
    const [first, second] = [await createStaff(actor, input), await createStaff(actor, input)]
    expect(second).toEqual(first)
    const token = new URL(first.link!).searchParams.get('token')!
    expect(JSON.stringify(await db().idempotentReply.findMany())).not.toContain(token)
  })

  test('a login or a phone that is taken is said beside its field', async () => {
    const made = await openAccount(system, { phone: fixturePhone(7002) })
    const again = (change: Record<string, unknown>) => refusalOf(openAccount(system, change))
    expect(Object.keys((await again({ login: made.login })).fieldErrors!)).toEqual(['login'])
    expect(Object.keys((await again({ phone: fixturePhone(7002) })).fieldErrors!)).toEqual(['phone'])
  })
})

describe('roles (AC9)', () => {
  test('while the link that the system administrator has seen is open, no role can be given', async () => {
    const [made] = [await openAccount(system), await staffOf('auditAdmin')]
    const refusal = await refusalOf(grant(security, made.id, 'auditAdmin'))
    expect(refusal.fieldErrors!.roles![0]).toContain('还没有激活')
    await activate(visitor(), { token: made.token, ...words() })
    await grant(security, made.id, 'auditAdmin')
    // no way back: with a role, a new link takes the role along
    await prove(system, 'staff.link', made.id)
    expect(await relinkStaff(system, await subject(made.id))).toMatchObject({ revoked: ['auditAdmin'] })
    expect((await refusalOf(grant(security, made.id, 'auditAdmin'))).fieldErrors!.roles![0]).toContain('还没有激活')
  })

  test('two security administrators who grant what excludes itself at the same time: one of them', async () => {
    const { id } = await makeStaff(`both${nextSerial()}`, [])
    const other = await staffOf('securityAdmin')
    await prove(security, 'staff.grant', id)
    await prove(other, 'staff.grant', id)
    const command = { id, version: await versionOf(id), reason }
    const { done } = await outcomes([
      changeRoles(security, { ...command, roles: ['bureauReviewer'] }),
      changeRoles(other, { ...command, roles: ['auditAdmin'] }),
    ])
    expect(done).toHaveLength(1)
    expect(await rolesOf(id)).toHaveLength(1)
  })

  test('the database refuses every pair that excludes itself, and takes every other', async () => {
    for (const [at, a] of staffRoles.entries())
      for (const b of staffRoles.slice(at + 1)) {
        const { id } = await makeStaff(`pair${nextSerial()}`, [a])
        const second = db().staffGrant.create({ data: { accountId: id, role: b } })
        if (goTogether(a, b)) await second
        else await expect(second).rejects.toThrow()
        expect([a, b, await rolesOf(id)]).toEqual([a, b, goTogether(a, b) ? [a, b].sort() : [a]])
      }
  })

  test('two roles that exclude each other, granted at the same time: one of them', async () => {
    const { id } = await makeStaff(`race${nextSerial()}`, [])
    const { done } = await outcomes(
      (['systemAdmin', 'auditAdmin'] as const).map(role => db().staffGrant.create({ data: { accountId: id, role } })),
    )
    expect(done).toHaveLength(1)
  })

  test('nobody raises his own rights, neither through the page nor past it; the attempt is audited', async () => {
    await prove(security, 'staff.grant', security.accountId)
    const own = { id: security.accountId, version: 0, roles: ['bureauReviewer' as const], reason }
    expect((await refusalOf(changeRoles(security, own))).message).toContain('不能调整自己的角色')
    const [event] = await db().auditEvent.findMany({ orderBy: { id: 'desc' }, take: 1 })
    expect(event).toMatchObject({ action: 'staff.grant', result: 'denied', objectId: security.accountId })
    const { id } = await makeStaff(`self${nextSerial()}`, [])
    await expect(
      db().staffGrant.create({ data: { accountId: id, role: 'bureauReviewer', grantedById: id } }),
    ).rejects.toThrow()
    for (const actor of [system, await staffOf('auditAdmin'), await staffOf('bureauManager')])
      expect((await refusalOf(changeRoles(actor, own))).code).toBe('notFound')
  })

  test('before and after are kept with the reason; the sessions of the account end; a proof is good once', async () => {
    const { id } = await makeStaff(`grant${nextSerial()}`, ['noticeEditor'])
    const session = await sessionOf(id)
    const version = await versionOf(id)
    const command = { id, version, roles: ['bureauReviewer' as const, 'bureauManager' as const], reason }
    expect((await refusalOf(changeRoles(security, command))).code).toBe('stepUp')
    expect(await session.alive()).toBe(true)
    await grant(security, id, 'bureauReviewer', 'bureauManager')
    expect(await session.alive()).toBe(false)
    expect(await rolesOf(id)).toEqual(['bureauManager', 'bureauReviewer'])
    const [step] = (await viewStaff(security, id)).history
    expect(step).toMatchObject({ reason, detail: '通知公告编辑 → 业务审核人员、业务管理员' })
    const [event] = await db().auditEvent.findMany({ where: { action: 'staff.grant', objectId: id, result: 'done' } })
    expect(event!.detail).toMatchObject({ before: ['noticeEditor'], after: ['bureauReviewer', 'bureauManager'] })
    expect((await refusalOf(changeRoles(security, { ...command, roles: [] }))).code).toBe('stepUp')
    await prove(security, 'staff.grant', id)
    expect((await refusalOf(changeRoles(security, { ...command, roles: [] }))).code).toBe('conflict')
  })

  test('what excludes itself, and what staff of a department cannot hold, is said beside the boxes', async () => {
    const department = await db().department.create({
      data: {
        id: '019a0000-0000-7000-8000-0000000000d1',
        kind: 'district',
        name: '示范区科技局',
        nameKey: '示范区科技局',
      },
    })
    const inside = await openAccount(system, { place: `department:${department.id}` })
    await activate(visitor(), { token: inside.token, ...words() })
    const refusal = await refusalOf(grant(security, inside.id, 'bureauReviewer'))
    expect(refusal.fieldErrors!.roles![0]).toContain('归口管理部门')
    await expect(db().staffGrant.create({ data: { accountId: inside.id, role: 'noticeEditor' } })).rejects.toThrow()
    await grant(security, inside.id, 'departmentReviewer')
    const bureau = await makeStaff(`bureau${nextSerial()}`, ['noticeEditor'])
    const both = await refusalOf(grant(security, bureau.id, 'noticeEditor', 'auditAdmin'))
    expect(both.fieldErrors!.roles![0]).toContain('三名管理员相互制约')
    const view = await viewStaff(system, inside.id)
    const moved = editStaff(system, { ...view, version: await versionOf(inside.id), phone: null, place: 'bureau' })
    expect((await refusalOf(moved)).fieldErrors!.place![0]).toContain('收回角色')
    await expect(
      db().staffPost.create({ data: { accountId: bureau.id, departmentId: department.id } }),
    ).rejects.toThrow()
  })

  test('the last of an administrator is neither disabled nor revoked, and two at once leave one', async () => {
    const auditor = await staffOf('auditAdmin')
    const three = [system, security, auditor].map(({ accountId }) => accountId)
    await db().staffGrant.deleteMany({ where: { role: { in: [...administratorRoles] }, accountId: { notIn: three } } })
    expect((await refusalOf(grant(security, system.accountId))).fieldErrors!.roles![0]).toContain('唯一')
    expect((await refusalOf(relinkStaff(system, await subject(security.accountId)))).message).toContain('唯一')
    const other = await staffOf('systemAdmin')
    expect((await refusalOf(disableStaff(system, await subject(auditor.accountId)))).message).toContain('审计管理员')
    const [forSystem, forOther] = [await subject(other.accountId), await subject(system.accountId)]
    const { done } = await outcomes([disableStaff(system, forSystem), disableStaff(other, forOther)])
    expect(done).toHaveLength(1)
    await db().account.update({ where: { id: system.accountId }, data: { disabledAt: null } })
  })
})

describe('closing and opening an account', () => {
  test('a disabled account’s copied cookie is dead at once, a login is refused, and it can be opened again (AU12)', async () => {
    const made = await makeStaff(`close${nextSerial()}`, ['noticeEditor'])
    const session = await sessionOf(made.id)
    expect(await session.alive()).toBe(true)
    await disableStaff(system, await subject(made.id))
    expect(await session.alive()).toBe(false)
    const enter = () =>
      login(visitor(), { kind: 'staff', name: made.login, password: made.password }, { userAgent: '', sid: null })
    expect(await enter()).toMatchObject({ ok: false, message: expect.stringContaining('停用') })
    await enableStaff(system, await subject(made.id))
    expect(await session.alive()).toBe(false)
    expect(await rolesOf(made.id)).toEqual(['noticeEditor'])
    expect((await viewStaff(system, made.id)).history.map(step => step.label)).toEqual(['启用', '停用'])
  })

  test('nobody closes his own account or sends himself a link', async () => {
    const own = await subject(system.accountId)
    expect((await refusalOf(disableStaff(system, own))).message).toContain('不能停用自己')
    expect((await refusalOf(relinkStaff(system, own))).message).toContain('修改密码')
  })

  test('the system administrator never comes into an account with rights through a new link', async () => {
    const phoned = await openAccount(system, { phone: fixturePhone(7003) })
    const plain = await openAccount(system)
    for (const { id, token } of [phoned, plain]) {
      await activate(visitor(), { token, ...words() })
      await grant(security, id, 'bureauReviewer')
    }
    await prove(system, 'staff.link', phoned.id)
    const toPhone = await relinkStaff(system, await subject(phoned.id))
    expect(toPhone).toMatchObject({ link: null, revoked: [], sentTo: expect.stringContaining('****') })
    expect(await rolesOf(phoned.id)).toEqual(['bureauReviewer'])
    await prove(system, 'staff.link', plain.id)
    const shown = await relinkStaff(system, await subject(plain.id))
    expect(shown).toMatchObject({ link: expect.stringContaining('/activate?token='), revoked: ['bureauReviewer'] })
    expect(await rolesOf(plain.id)).toEqual([])
    const phone = { ...(await viewStaff(system, phoned.id)), place: 'bureau', phone: fixturePhone(7004) }
    const swap = await refusalOf(editStaff(system, { ...phone, version: await versionOf(phoned.id) }))
    expect(Object.keys(swap.fieldErrors!)).toEqual(['phone'])
  })
})

test('lists and numbers agree; only the system administrator sees how to reach somebody', async () => {
  const page = await listStaff(system, { size: 3, sort: 'desc' })
  const next = await listStaff(system, { size: 100, sort: 'desc', after: page.next })
  expect(page.rows.length + next.rows.length).toBe(await countStaff(system, {}))
  expect(
    (await listStaff(security, { size: 100, sort: 'desc', role: 'none' })).rows.every(row => row.roles.length === 0),
  ).toBe(true)
  const made = await openAccount(system, { phone: fixturePhone(7005), email: 'neu@example.com' })
  expect(await viewStaff(system, made.id)).toMatchObject({ phoneMask: expect.stringContaining('****') })
  expect(await viewStaff(security, made.id)).toMatchObject({ phoneMask: null, email: null })
  expect(await adminHome(system)).toMatchObject({
    security: null,
    audit: null,
    system: { waiting: expect.any(Number) },
  })
  expect(await adminHome(security)).toMatchObject({
    system: null,
    audit: null,
    security: { withoutRole: expect.any(Number) },
  })
})

test('the record of changes is only added to', async () => {
  await expect(db().staffChange.deleteMany()).rejects.toThrow(/append-only/)
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
