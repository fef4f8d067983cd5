import { writeSync } from 'node:fs'
import { systemActor } from '@/lib/access/actor'
import { createSetupLink } from '@/lib/auth/setup.dal'
import { whyNotStart } from '@/lib/auth/start-check'
import { closeDb } from '@/lib/platform/db'
import { seed } from '@/prisma/seed'

/** Fills the database of a production installation and prints the link for its first administrators, nothing else. */
try {
  const why = await whyNotStart()
  if (why) throw new Error(why)
  await seed({ demo: false })
  writeSync(1, `${await createSetupLink(systemActor('setup'))}\n`)
  await closeDb()
} catch (error) {
  writeSync(2, `${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
