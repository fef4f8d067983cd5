import type { Actor, StaffRoleName } from '@/lib/access/actor'
import { may, type Permission, permissions } from '@/lib/access/permissions'

const request = { id: 't', address: '127.0.0.1' }
const staff = (...roles: StaffRoleName[]): Actor => ({
  kind: 'staff',
  accountId: 'a',
  name: '某',
  office: '局',
  departmentId: null,
  roles,
  request,
})
const unit = (unitActive: boolean): Actor => ({
  kind: 'unitAdmin',
  accountId: 'a',
  name: '某',
  unitId: 'u',
  unitName: '院',
  unitActive,
  request,
})

const allowed = (actor: Actor) =>
  (Object.keys(permissions) as Permission[]).filter(permission => may(actor, permission))

test('the three administrators can do nothing of each other and nothing with experts (trust AC9)', () => {
  const shared = ['admin.home', 'selfcheck.view', 'account.own']
  const own = (role: StaffRoleName) => allowed(staff(role)).filter(permission => !shared.includes(permission))
  expect(own('systemAdmin')).toEqual([
    'staff.list',
    'staff.create',
    'staff.edit',
    'staff.disable',
    'staff.enable',
    'staff.link',
    'account.resetFactor',
    'message.watch',
    'file.watch',
  ])
  expect(own('securityAdmin')).toEqual(['staff.list', 'staff.grant'])
  expect(own('auditAdmin')).toEqual(['audit.read', 'audit.check', 'audit.export'])
})

test('staff without a role can look after his own account and nothing else', () => {
  expect(allowed(staff())).toEqual(['account.own'])
})

test('a unit that is not approved sees where it stands, mends, sends its papers and nothing else', () => {
  expect(allowed(unit(false))).toEqual(['unit.viewOwn', 'unit.mendOwn', 'file.upload', 'file.read', 'account.own'])
  expect(allowed(unit(true))).toContain('application.recommend')
})

test('a visitor can register with a picture, prove a phone, answer an invitation and log in, and read nothing that is not public', () => {
  const visitor: Actor = { kind: 'anonymous', browser: 'b', request }
  expect(allowed(visitor)).toEqual([
    'unit.register',
    'unit.join',
    'person.register',
    'objection.file',
    'objection.follow',
    'file.upload',
    'file.read',
    'account.claim',
    'invite.answer',
    'staff.activate',
    'draw.answer',
    'code.request',
    'password.recover',
    'session.start',
    'setup.run',
  ])
})

test('nobody both recommends and decides', () => {
  const both = (Object.entries(permissions) as [Permission, readonly string[]][]).flatMap(([name, roles]) =>
    name === 'application.recommend' || name === 'application.decide' ? roles : [],
  )
  expect(new Set(both).size).toBe(both.length)
})
