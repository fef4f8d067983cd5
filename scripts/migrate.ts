import { MigrationRefused, migrate } from '@/lib/platform/migrations'

/** Brings the database of DATABASE_URL to the state of the code. */
try {
  const applied = await migrate(process.env.DATABASE_URL!)
  console.log(applied.length === 0 ? '结构已是最新' : `已升级：${applied.join('、')}`)
  // The schema engine leaves a timer behind that would keep the process for ten seconds.
  process.exit(0)
} catch (error) {
  console.error(error instanceof MigrationRefused ? error.message : error)
  process.exit(1)
}
