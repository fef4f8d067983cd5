import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeDataDir, root } from '../../scripts/lib/paths.mjs'
import { removeDataDir } from '../../scripts/lib/pg-place.mjs'
import { isAlive } from '../../scripts/lib/process.mjs'

/** A data directory for this run alone; those of runs that were killed are removed. */
export function makeRunDirectory() {
  const data = makeDataDir(join(root, '.data'))
  for (const name of readdirSync(data)) {
    const pid = Number(/^test-(\d+)$/.exec(name)?.[1])
    if (pid && !isAlive(pid)) removeDataDir(join(data, name))
  }
  return makeDataDir(join(data, `test-${process.pid}`))
}
