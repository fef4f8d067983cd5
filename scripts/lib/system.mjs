import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { endLeftover, freePort } from './cluster.mjs'
import { holderOf } from './lock.mjs'
import { makeDataDir, root } from './paths.mjs'
import { removeCluster } from './pg-place.mjs'
import { Sentence } from './say.mjs'

/** Settings that decide what a system is; those of the terminal must not leak into the one under test. */
const contract =
  /^(APP_MODE|DATABASE_URL|PUBLIC_URL|HOST|PORT|POLICY|DATA_DIR|CAPTCHA|SMS_.*|SMTP_.*|SCANNER|CLAMD.*|SESSION_SECRET|FIELD_KEY.*|INDEX_KEY|UPLOAD_SECRET|NEXT_.*|TRUST_PROXY|BUILD_VERSION|NODE_ENV|NODE_OPTIONS|LOG_LEVEL)$/

/** Systems that projects of browser tests use: the same build under different policies. */
export const systems = {
  e2e: { name: 'e2e', env: {} },
  // names no preset: what a new installation gets
  demo: { name: 'e2e-demo', env: { POLICY: '' } },
  shaoxing: { name: 'e2e-shaoxing', env: { POLICY: 'shaoxing' } },
  xizang: { name: 'e2e-xizang', env: { POLICY: 'xizang' } },
}

/**
 * Starts the whole system for tests with the command that people use: a production build of its own, an empty
 * database with the demo data, web server and worker. It ends with this process, in whatever way that ends.
 * @param options.name directory of its data below .data, emptied first unless `keep`
 * @param options.env settings that differ
 * @param options.output what becomes of what it says; `pieces`: shown when it has started, and when it has ended
 * @returns `{ baseUrl, dataDir, process, stop }`
 */
export async function startSystem({ name = 'e2e', env = {}, output = 'inherit', keep = false } = {}) {
  const dataDir = makeDataDir(join(root, '.data', name))
  const holder = holderOf(join(dataDir, 'up.lock'))
  if (holder) throw new Sentence(`另一次测试（进程 ${holder.pid}）正在使用 ${dataDir}，请等它结束。`)
  if (!keep) {
    await endLeftover(join(dataDir, 'pg'))
    removeCluster(dataDir)
    for (const part of ['files', 'logs']) rmSync(join(dataDir, part), { recursive: true, force: true })
  }
  const port = await freePort()
  const said = output === 'pieces' ? sayingTo(join(dataDir, 'said.log')) : null
  const outer = Object.fromEntries(Object.entries(process.env).filter(([key]) => !contract.test(key)))
  const child = spawn(process.execPath, ['scripts/up.mjs'], {
    cwd: root,
    stdio: ['ignore', said?.fd ?? output, said?.fd ?? output, 'ipc'],
    // A session of its own: when Ctrl-C interrupts the tests, they stop it in order.
    detached: true,
    env: {
      ...outer,
      ENV_FILE: 'none',
      APP_MODE: 'demo',
      CAPTCHA: 'off',
      POLICY: 'wuhan',
      DATA_DIR: dataDir,
      NEXT_DIST_DIR: '.next-test',
      // Part of the build, so that all systems under test share one.
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from('expert-pool tests: no real data!').toString('base64'),
      PORT: String(port),
      ...env,
    },
  })
  if (said) closeSync(said.fd)
  const ended = new Promise(done => child.once('exit', done).once('error', done))
  const ready = new Promise(done => child.on('message', message => message === 'ready' && done(true)))
  const started = await Promise.race([ready, ended.then(() => false)])
  said?.show()
  if (!started) throw new Sentence('被测系统没有启动，原因见上面的输出。')
  return {
    baseUrl: env.PUBLIC_URL ?? `http://127.0.0.1:${port}`,
    dataDir,
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 40_000)
      await ended
      clearTimeout(late)
      said?.show()
    },
  }
}

/**
 * Keeps what a system says in a file, which outlives whoever started it, for showing it piece by piece.
 * @returns where the system writes, and what shows all that came since the last time
 */
function sayingTo(file) {
  const fd = openSync(file, 'w', 0o600)
  let shown = 0
  return {
    fd,
    show() {
      const text = readFileSync(file)
      process.stdout.write(text.subarray(shown))
      shown = text.length
    },
  }
}
