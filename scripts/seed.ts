import { closeDb } from '@/lib/platform/db'
import { isDemo } from '@/lib/platform/env'
import { seed } from '@/prisma/seed'

/** Loads code tables and policy; in demo mode accounts and examples too. */
try {
  await seed({ demo: isDemo() && process.env.SEED_DEMO !== 'off' })
  await closeDb()
} catch (error) {
  console.error(error)
  process.exit(1)
}
