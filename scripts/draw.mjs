import { spawn } from 'node:child_process'
import { prepareTool } from './lib/install.mjs'
import { root } from './lib/paths.mjs'
import { typescript } from './lib/process.mjs'
import { tell } from './lib/say.mjs'

/**
 * `npm run -s draw -- …`: draws from tables, without database and network; see scripts/draw/main.ts.
 * `npm run -s draw:verify -- certificate.json` reckons a certificate again; see scripts/draw/verify.ts.
 */
async function main([first, ...rest]) {
  await prepareTool()
  const command =
    first === 'verify'
      ? [...typescript('scripts/draw/verify.ts'), ...rest]
      : [...typescript('scripts/draw/main.ts'), ...(first === undefined ? [] : [first]), ...rest]
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, DRAW_FROM: process.env.INIT_CWD ?? process.cwd() },
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  return new Promise(done => child.once('exit', status => done(status ?? 1)).once('error', () => done(1)))
}

main(process.argv.slice(2)).catch(tell).then(process.exit)
