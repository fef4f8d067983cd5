import { db } from '@/lib/platform/db'
import { seed } from '@/prisma/seed'
import { useDatabase } from '../support/database'
import { enforce } from '../support/policy'

useDatabase()

test('where there are draws, the demo has a pool to draw from and an office that may ask; twice is once', async () => {
  await enforce('demo')
  await seed({ demo: true })
  await seed({ demo: true })
  expect(await db().expert.count({ where: { status: 'active' } })).toBe(48)
  expect(new Set((await db().expert.findMany()).map(one => one.unitId)).size).toBe(8)
  expect(await db().staffPost.count({ where: { officeId: { not: null } } })).toBe(1)
})
