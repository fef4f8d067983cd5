import { closeDb } from '@/lib/platform/db'
import { isDemo } from '@/lib/platform/env'
import { seed } from '@/prisma/seed'

/** Loads code tables and policy; in demo mode accounts and examples too. */
try {
  await seed({ demo: isDemo() && process.env.SEED_DEMO !== 'off' })
  await closeDb()
} catch (error) {
  // Without tables nothing can be loaded; the rest of the error would only frighten.
  const bare = /42P01|TableDoesNotExist|P2021/.test(`${error} ${JSON.stringify(error)}`)
  console.error(bare ? '数据库结构还没有升级，请先运行 npm run migrate。' : error)
  process.exit(1)
}
