import { db } from '@/lib/platform/db'
import { loadDemo } from '@/prisma/seed/demo'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'

useDatabase()

test('the demo comes through both reviews where a policy has two', async () => {
  await enforce('xizang')
  await loadDemo()
  const units = await db().unit.findMany({ orderBy: { registeredAt: 'asc' } })
  expect(units.map(unit => unit.status)).toEqual(['active', 'submitted'])
  const steps = await db().statusHistory.findMany({ where: { subjectId: units[0]!.id }, orderBy: { id: 'asc' } })
  expect(steps.map(step => step.event)).toEqual(['register', 'approveFirst', 'complete', 'approve'])
  expect(await db().expert.count()).toBe(1)
  expect(await brokenInvariants()).toEqual([])
})
