import { removeDataDir } from '../../scripts/lib/pg-place.mjs'

export default async function tearDown() {
  await globalThis.expertPoolTestCluster?.stop({ hurry: true })
  removeDataDir(process.env.DATA_DIR)
}
