import { db } from '@/lib/platform/db'
import { presetNamed } from '@/lib/policy/presets/all'
import { loadDemo } from '@/prisma/seed/demo'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'

useDatabase()

test('where the unit speaks first, the demo’s people complete their data and the unit approves them', async () => {
  await enforce('xizang', { unitRegistration: presetNamed('wuhan').unitRegistration })
  await loadDemo()
  const states = (await db().affiliation.findMany({ orderBy: { since: 'asc' } })).map(row => row.status)
  expect(states.sort()).toEqual(['approved', 'approved', 'pending'])
  const applications = (await db().application.findMany()).map(row => row.status)
  expect(applications.sort()).toEqual(['admitted', 'atUnit'])
  expect(await db().message.count({ where: { template: 'affiliation.approved' } })).toBe(2)
  expect(await brokenInvariants()).toEqual([])
})
