import { watch } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild, useBuild } from './lib/build.mjs'
import { keepRunning, startChild } from './lib/children.mjs'
import { freePort } from './lib/cluster.mjs'
import { openDatabase } from './lib/database.mjs'
import { listenOf, publicUrlOf, serverEnv, withEnvFile } from './lib/environment.mjs'
import { prepareClone } from './lib/install.mjs'
import { keepRecords, openRecords } from './lib/keeper.mjs'
import { takeLock } from './lib/lock.mjs'
import { dataDirOf, makeDataDir, readJson, root } from './lib/paths.mjs'
import { endRunning, run, typescript, until } from './lib/process.mjs'
import { Sentence, say, step, tell } from './lib/say.mjs'

/**
 * `npm run up`: from a clone to a running system in one command; `--dev` for development, `--production` (npm run
 * start) with the settings written by `npm run setup`. Everything it starts ends with it.
 */
const dev = process.argv.includes('--dev')
const production = process.argv.includes('--production')
const began = performance.now()

/** What must be undone at the end, in the order in which it was done. */
const closers = []
let stopping = false

async function shutDown(code) {
  for (const close of closers.splice(0).reverse()) await close({ hurry: false }).catch(tell)
  process.exit(code)
}

async function interrupted() {
  if (stopping) {
    say('立即停止 …')
    endRunning('SIGKILL')
    await Promise.all(
      closers
        .splice(0)
        .reverse()
        .map(close => close({ hurry: true }).catch(tell)),
    )
    process.exit(1)
  }
  stopping = true
  say('\n正在停止（再按一次 Ctrl-C 立即停止）…')
  endRunning()
  await shutDown(0)
}

function fail(sentence) {
  if (stopping) return
  stopping = true
  console.error(`\n✗ ${sentence}`)
  shutDown(1)
}

const howEnded = ({ code, signal }) => (signal ? `被信号 ${signal} 结束` : `退出码 ${code}`)

/** Refuses a second start before anything takes time. */
async function claim(env) {
  const lock = takeLock(join(makeDataDir(dataDirOf(env)), 'up.lock'), { address: publicUrlOf(env) })
  if (lock.holder) {
    const { pid, address } = lock.holder
    throw new Sentence(
      `系统已经在运行：${address}（进程 ${pid}）。要重新启动，请先在原来的窗口按 Ctrl-C，或运行 kill ${pid}。`,
    )
  }
  closers.push(async () => lock.release())
  const { host, port } = listenOf(env)
  if ((await freePort(port, host)) !== port)
    throw new Sentence(`端口 ${port} 已被其他程序占用。请停止那个程序，或换一个端口启动：PORT=${port + 1} npm run up`)
}

async function startDatabase(env) {
  const embedded = !env.DATABASE_URL
  return step(embedded ? '启动内置数据库 PostgreSQL 18' : '连接 DATABASE_URL 指定的数据库', async () => {
    const database = await openDatabase(env, env.DATA_DIR, { exclusive: true, command: 'npm run up' })
    closers.push(database.stop)
    database.note({ address: env.PUBLIC_URL })
    database.ended?.then(code =>
      fail(`数据库意外停止（退出码 ${code}），原因见 ${join(env.DATA_DIR, 'logs/postgres.log')}。`),
    )
    return {
      value: database,
      remark: embedded
        ? `${database.created ? '已新建' : '已启动'}，端口 ${database.port}`
        : `版本 ${database.version}`,
    }
  })
}

async function fill(env, superUrl) {
  await step('升级数据库结构', async () => {
    if (superUrl) await openRecords(superUrl)
    const failure = '数据库结构没有升级：'
    const said = await run(process.execPath, typescript('scripts/migrate.ts'), { env, failure })
    if (superUrl) await keepRecords(superUrl)
    return said.trim()
  })
  await step(env.APP_MODE === 'demo' ? '装入代码表、规则和演示数据' : '装入代码表和规则', async () => {
    await run(process.execPath, typescript('scripts/seed.ts'), { env, failure: '基础数据没有装入：' })
    return '完成'
  })
}

async function startProcesses(env) {
  const logs = env.APP_MODE === 'demo' && !dev ? name => join(env.DATA_DIR, 'logs', `${name}.log`) : () => undefined
  const starting = '启动网站和后台任务'
  await step(starting, async () => {
    const web = startChild(['scripts/web.mjs', ...(dev ? ['--dev'] : [])], { env, logFile: logs('web') })
    closers.push(web.stop)
    const worker = keepRunning(
      () => startChild(typescript('scripts/worker.ts'), { env, logFile: logs('worker') }),
      ({ seconds, tail, ...how }) => {
        if (!stopping && !dev)
          console.error(`! 后台任务意外结束（${howEnded(how)}），${seconds} 秒后重新启动。${tail ? `\n${tail}` : ''}`)
      },
    )
    closers.push(worker.stop)
    if (dev) watchFor(worker)
    web.ended.then(how => fail(`网站意外结束（${howEnded(how)}）。${web.tail() ? `最后的日志：\n${web.tail()}` : ''}`))
    if (!(await web.ready) || stopping) return new Promise(() => {})
    if (!(await worker.ready)) throw new Sentence(`后台任务没有启动：\n${worker.tail()}`)
    return '完成'
  })
}

/** In development the worker comes back with the changed code; the web server sees to itself. */
function watchFor(worker) {
  let timer
  for (const folder of ['lib', 'prisma/generated', 'scripts'])
    watch(join(root, folder), { recursive: true }, (_, name) => {
      if (!/\.(ts|json)$/.test(name ?? '')) return
      clearTimeout(timer)
      timer = setTimeout(worker.restart, 300)
    })
}

async function checkHealth({ HOST, PORT }) {
  const host = ['0.0.0.0', '::'].includes(HOST) ? '127.0.0.1' : HOST
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${PORT}/api/health`
  const healthy = () =>
    fetch(address).then(
      answer => answer.ok,
      () => false,
    )
  await step('检查网站、数据库和后台任务', async () => {
    if (await until(healthy, 30_000, 250)) return '正常'
    return `未通过，系统已启动但不完整，详情见 ${address}`
  })
}

const width = text => [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e7f ? 2 : 1), 0)
const pad = (text, to) => text + ' '.repeat(Math.max(to - width(text), 1))

function announce(env) {
  say(`\n科技专家库管理系统已启动，用时 ${((performance.now() - began) / 1000).toFixed(1)} 秒。`)
  say(`  地址  ${env.PUBLIC_URL}`)
  if (env.APP_MODE === 'demo') {
    const accounts = readJson(join(root, 'prisma/seed/demo-accounts.json')) ?? []
    say('\n  演示环境，请勿录入真实信息。演示账号：')
    const wide = Math.max(...accounts.map(({ label }) => width(label))) + 2
    for (const { label, login, password } of accounts) say(`    ${pad(label, wide)}${pad(login, 14)}${password}`)
    say('  管理人员登录的第二步：页面上会显示「演示环境：当前验证码」，照填即可。')
    say(`\n  短信和邮件不会真的发出，可在 ${env.PUBLIC_URL}/dev/inbox 查看。日志在 ${join(env.DATA_DIR, 'logs')}。`)
  }
  if (env.SMS_ADAPTER === 'none')
    say(
      `\n  没有短信网关：${env.SMTP_URL ? '验证码发到电子邮箱，没有邮箱的' : '注册和找回密码'}由工作人员在「激活单」中办理。`,
    )
  say('\n按 Ctrl-C 停止。')
}

async function main() {
  let env = withEnvFile(process.env, { production })
  await claim(env)
  await prepareClone()
  env = serverEnv(env)
  const database = await startDatabase(env)
  env = { ...env, DATABASE_URL: database.url, NODE_ENV: dev ? 'development' : 'production' }
  await fill(env, database.superUrl)
  if (!dev)
    env = await step('构建网站（代码有变化时约一分钟）', async () => {
      const { built, env: withBuild } = await ensureBuild(env)
      const release = useBuild(env, publicUrlOf(env))
      closers.push(async () => release())
      return { value: withBuild, remark: built ? '完成' : '已是最新' }
    })
  await startProcesses(env)
  await checkHealth(env)
  announce(env)
  process.send?.('ready')
}

for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(event, interrupted)
main().catch(error => {
  // Work that was cut off by our own stopping fails, as it should.
  if (stopping) return
  stopping = true
  tell(error)
  shutDown(1)
})
