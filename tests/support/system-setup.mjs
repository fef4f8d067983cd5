import { randomInt } from 'node:crypto'
import { requireChromium } from '../../scripts/lib/chromium.mjs'
import { startSystem, systems } from '../../scripts/lib/system.mjs'

/**
 * The system that the journeys use. `npm test` has it running already and passes its address; a single journey
 * started by hand gets its own. E2E_BASE_URL may also name one started with `npm run up`.
 * The journeys of another authority need a system under its policy.
 */
export default async function setUp(_global, project) {
  // A system that was started by hand has met other runs.
  process.env.E2E_FIRST_NUMBER ??= String(randomInt(2900))
  process.env.CHROMIUM_PATH = await requireChromium()
  if (process.env.E2E_BASE_URL) return
  globalThis.expertPoolSystem = await startSystem(systems[project?.displayName?.name] ?? {})
  process.env.E2E_BASE_URL = globalThis.expertPoolSystem.baseUrl
}
