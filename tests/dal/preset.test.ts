import { db } from '@/lib/platform/db'
import { loadPolicy } from '@/prisma/seed/policy'
import { useDatabase } from '../support/database'

useDatabase()

test('what is installed stays where the settings name no preset, and another one is refused with the way out', async () => {
  const before = await db().policyVersion.findMany()
  expect(before[0]!.preset).toBe('wuhan')
  await loadPolicy('')
  await loadPolicy('wuhan')
  expect(await db().policyVersion.findMany()).toEqual(before)
  await expect(loadPolicy('demo')).rejects.toThrow(/「wuhan」.*POLICY=demo/)
})
