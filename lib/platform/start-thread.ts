import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ResourceLimits, Worker } from 'node:worker_threads'

/** From the root of the project, where every process of ours runs. */
const at = (file: string) => join(process.cwd(), file)

/**
 * Starts a thread that runs a TypeScript file of the server side. The sources stand beside every build, and are run as the
 * worker process runs them, so a thread needs no build of its own. It has no settings: neither keys nor the database.
 * @param file from the root of the project
 */
export function startThread(file: string, resourceLimits?: ResourceLimits): Worker {
  // asked of Node, not imported: a bundler would try to take the thread's sources along
  const threads = process.getBuiltinModule('node:worker_threads')
  return new threads.Worker(at('lib/platform/thread.mjs'), {
    workerData: { file: pathToFileURL(at(file)).href },
    env: {},
    execArgv: ['--conditions=react-server'],
    resourceLimits,
  })
}
