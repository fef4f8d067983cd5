import { rmSync } from 'node:fs'

export default async function tearDown() {
  await globalThis.expertPoolTestCluster?.stop({ hurry: true })
  rmSync(process.env.DATA_DIR, { recursive: true, force: true })
}
