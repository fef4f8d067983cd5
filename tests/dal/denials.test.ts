import { type AnonymousActor, systemActor } from '@/lib/access/actor'
import { deny } from '@/lib/access/gate'
import { recordDeniedSums } from '@/lib/audit/denied.dal'
import { viewAudit } from '@/lib/audit/read.dal'
import { count } from '@/lib/auth/limits'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { removeExpired } from '@/lib/platform/housekeeping'
import { makeStaff } from '@/prisma/seed/factory'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { refusalOf, times, unitOf, visitor } from '../support/units'

useDatabase()

const from = (address: string): AnonymousActor => {
  const someone = visitor()
  return { ...someone, request: { ...someone.request, address } }
}
const ask = (actor: Parameters<typeof deny>[0]) => refusalOf(deny(actor, 'file.read', { type: 'file', id: 'x' }))
const events = (action = 'file.read') => db().auditEvent.findMany({ where: { action }, orderBy: { id: 'asc' } })
const sums = () => recordDeniedSums(systemActor('test'))
const later = (minutes: number) => setClock(new Date(Date.now() + minutes * 60_000))

afterEach(() => setClock(null))

test('a storm of denials by nobody fills no disk: a hundred events of an address, the rest is a sum', async () => {
  const answers = await Promise.all(times(150, () => ask(from('192.0.2.1'))))
  expect(new Set(answers.map(answer => answer.code))).toEqual(new Set(['signedOut']))
  expect(await events()).toHaveLength(100)

  await ask(from('192.0.2.2'))
  expect(await events()).toHaveLength(101)

  // not before its ten minutes are over, and by one of several workers only
  later(-20)
  expect(await sums()).toBe(0)
  later(11)
  await removeExpired()
  expect((await Promise.all([sums(), sums(), sums()])).sort()).toEqual([0, 0, 50])
  const [sum, ...more] = await events('denial.sum')
  expect(more).toEqual([])
  expect(sum).toMatchObject({ result: 'denied', detail: { count: 50, minutes: 10, actions: { 'file.read': 50 } } })

  const auditor = await makeStaff({
    name: '审计',
    login: 'audit1',
    password: 'Gaoshan#2026liu',
    roles: ['auditAdmin'],
    office: '示范局',
  })
  const shown = await viewAudit(auditor, String(sum!.id))
  expect(shown).toMatchObject({ label: expect.stringContaining('合计') })
  expect(shown?.detail).toContainEqual({ label: '各项操作的次数', value: '查看文件 50 次' })
})

test('a storm from ever new addresses is bounded too, and leaves no row for each of them', async () => {
  for (let spent = 0; spent < 2000; spent += 500) await Promise.all(times(500, () => count('deniedVisitors', 'all')))
  const before = { events: (await events()).length, limits: await db().rateLimit.count() }
  await Promise.all(times(20, n => ask(from(`198.51.100.${n}`))))
  expect(await events()).toHaveLength(before.events)
  expect((await db().rateLimit.count()) - before.limits).toBeLessThanOrEqual(1)
  later(11)
  expect(await sums()).toBe(20)
})

test('who is logged in is recorded each time, storm or not', async () => {
  const unit = await unitOf('active')
  const before = (await events()).length
  await Promise.all(times(130, () => ask(unit)))
  expect(await events()).toHaveLength(before + 130)
})

test('after all of it everything holds that must', async () => {
  expect(await brokenInvariants()).toEqual([])
})
