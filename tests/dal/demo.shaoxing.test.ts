import { db } from '@/lib/platform/db'
import { loadDemo } from '@/prisma/seed/demo'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'

useDatabase()

test('where names are made public first, the demo goes through the department and waits for 公示', async () => {
  await enforce('shaoxing')
  await loadDemo()
  const expert = await db().account.findFirstOrThrow({ where: { name: '言成' }, include: { applications: true } })
  expect(expert.applications.map(one => one.status)).toEqual(['proposed'])
  const steps = await db().statusHistory.findMany({
    where: { subjectId: expert.applications[0]!.id, event: { in: ['recommend', 'approve'] } },
    orderBy: { id: 'asc' },
  })
  expect(steps.map(step => step.actorOffice)).toEqual(['示范江城第一医院', '示范区科学技术局', '绍兴市科学技术局'])
  expect(await db().expert.count({ where: { source: 'application' } })).toBe(0)
  expect(await brokenInvariants()).toEqual([])
})
