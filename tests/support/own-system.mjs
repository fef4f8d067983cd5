import { startSystem } from '../../scripts/lib/system.mjs'

/**
 * Runs as a process of its own: starts a system that a test may hurt, tells its parts, and ends when told.
 * Arguments: name of the data directory, `keep` to find what an earlier one left.
 */
const [name, keep] = process.argv.slice(2)
const system = await startSystem({ name, keep: keep === 'keep', output: 'ignore' })
process.send({ baseUrl: system.baseUrl, dataDir: system.dataDir, up: system.process.pid })
system.process.once('exit', code => {
  process.send({ ended: code })
  process.disconnect()
})
process.once('message', () => system.stop())
