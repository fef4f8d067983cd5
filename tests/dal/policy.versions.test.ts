import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { compareVersions, viewPolicies, viewVersion } from '@/lib/policy/console/versions.dal'
import { currentPolicy, forgetPolicy } from '@/lib/policy/policy.public.dal'
import { useDatabase } from '../support/database'
import { makeManager } from '../support/departments'
import { enforce } from '../support/policy'
import { refusalOf } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

test('versions are listed, read and compared; none of them can be changed', async () => {
  const manager = await makeManager()
  const first = (await currentPolicy()).id
  const policy = await enforce('wuhan', { workingHours: { from: '08:30', to: '17:30' } })
  const second = (await currentPolicy()).id
  expect(policy.workingHours.from).toBe('08:30')
  const overview = await viewPolicies(manager)
  expect(overview.inForce.id).toBe(second)
  expect(overview.past.map(row => row.id)).toEqual([first])
  const { parts } = await compareVersions(manager, String(first), String(second))
  expect(parts).toMatchObject([{ part: 'workingHours', changes: [{ before: '09:00', after: '08:30' }] }])
  expect((await viewVersion(manager, String(second))).parts).toHaveLength(13)
  expect(await refusalOf(viewVersion(manager, '99999'))).toMatchObject({ code: 'notFound' })
  await expect(db().policyVersion.update({ where: { id: first }, data: { hash: 'x' } })).rejects.toThrow(/append-only/)
  await expect(db().policyVersion.delete({ where: { id: first } })).rejects.toThrow(/append-only/)
})

test('which ways of opening a list are allowed is compared in words', async () => {
  const manager = await makeManager()
  const { draw } = await enforce('shaoxing')
  const first = (await currentPolicy()).id
  await enforce('shaoxing', { draw: { ...draw, unlock: { ways: 'time', usual: 'time' } } })
  const { parts } = await compareVersions(manager, String(first), String((await currentPolicy()).id))
  expect(parts).toMatchObject([
    {
      changes: [
        { before: '签到后公开或到约定的时间公开', after: '只能到约定的时间公开' },
        { before: '到会专家全部签到后', after: '到约定的时间' },
      ],
    },
  ])
  expect(parts[0]!.changes).toHaveLength(2)
})

test('a version of a future day is coming until its day has come; one that was taken back never comes', async () => {
  const { id, policy } = await currentPolicy()
  const day = new Date('2030-01-01T00:00:00+08:00')
  const data = { preset: 'wuhan', data: policy as object, hash: 'x', effectiveFrom: day, createdBy: '某人' }
  const coming = await db().policyVersion.create({ data })
  const taken = await db().policyVersion.create({ data })
  const by = { byId: (await makeManager()).accountId, by: '某人', reason: '写错了', at: new Date() }
  await db().policyWithdrawal.create({ data: { versionId: taken.id, ...by } })
  forgetPolicy()
  expect((await currentPolicy()).id).toBe(id)
  setClock(new Date(day.getTime() - 1))
  forgetPolicy()
  expect((await currentPolicy()).id).toBe(id)
  setClock(day)
  forgetPolicy()
  expect((await currentPolicy()).id).toBe(coming.id)
})
