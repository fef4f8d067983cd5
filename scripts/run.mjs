import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { openDatabase } from './lib/database.mjs'
import { serverEnv, withEnvFile } from './lib/environment.mjs'
import { prepareClone } from './lib/install.mjs'
import { root } from './lib/paths.mjs'
import { typescript } from './lib/process.mjs'
import { tell } from './lib/say.mjs'

/**
 * Runs a TypeScript file of the server side with the system's settings. Without DATABASE_URL it uses the embedded
 * database, also while `npm run up` has it running. `--installed`: where there is a production installation, for it.
 */
async function main([first, ...rest]) {
  const installed = first === '--installed'
  const [file, ...args] = installed ? rest : [first, ...rest]
  await prepareClone()
  const production = installed && existsSync(resolve(root, '.env.production'))
  const env = serverEnv(withEnvFile(process.env, { production }))
  const database = await openDatabase(env, env.DATA_DIR, { command: file })
  const child = spawn(process.execPath, [...typescript(file), ...args], {
    cwd: root,
    env: { ...env, DATABASE_URL: database.url },
    stdio: 'inherit',
  })
  // Ctrl-C reaches the child by itself; the database must outlive it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  const code = await new Promise(done => child.once('exit', status => done(status ?? 1)).once('error', () => done(1)))
  await database.stop()
  return code
}

main(process.argv.slice(2)).catch(tell).then(process.exit)
