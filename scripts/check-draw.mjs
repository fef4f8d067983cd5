import { spawn } from 'node:child_process'
import { root } from './lib/paths.mjs'
import { typescript } from './lib/process.mjs'

/**
 * `npm run check-draw -- 需求编号` reckons the draws of a request again with the database of the installation;
 * `npm run check-draw -- 文件.json` reckons a published one from its file alone, anywhere, as `npm run draw:verify` does.
 */
const [what = '', ...rest] = process.argv.slice(2)
const command = what.endsWith('.json')
  ? [...typescript('scripts/draw/verify.ts'), what, ...rest]
  : ['scripts/run.mjs', '--installed', 'scripts/check-draw.ts', what, ...rest]
const env = { ...process.env, DRAW_FROM: process.env.INIT_CWD ?? process.cwd() }
const child = spawn(process.execPath, command, { cwd: root, env, stdio: 'inherit' })
child.once('exit', status => {
  process.exitCode = status ?? 1
})
