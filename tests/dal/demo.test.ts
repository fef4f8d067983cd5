import { db } from '@/lib/platform/db'
import { seed } from '@/prisma/seed'
import accounts from '@/prisma/seed/demo-accounts.json'
import { useDatabase } from '../support/database'

useDatabase()

test('the demo comes with one account per role, an application at work and an expert in the pool; twice is once', async () => {
  await seed({ demo: true })
  await seed({ demo: true })
  expect(await db().account.count({ where: { isDemo: true } })).toBe(accounts.length)
  const states = (await db().application.findMany({ orderBy: { createdAt: 'asc' } })).map(row => row.status)
  expect(states.sort()).toEqual(['admitted', 'atUnit', 'empty'])
  const expert = await db().expert.findFirstOrThrow({ include: { disciplines: { orderBy: { position: 'asc' } } } })
  expect(expert).toMatchObject({ name: '言成', titleLevel: 'senior', status: 'active' })
  expect(expert.disciplines.map(row => row.code)).toEqual(['32027', '32024'])
  expect(await db().message.count({ where: { template: 'application.admitted' } })).toBe(1)
})
