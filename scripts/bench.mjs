import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { logInAs } from './bench/log-in.mjs'
import { benchProfile } from './bench/profile.mjs'
import { requireChromium } from './lib/chromium.mjs'
import { prepareClone } from './lib/install.mjs'
import { run, typescript } from './lib/process.mjs'
import { say, step, tell } from './lib/say.mjs'
import { startSystem } from './lib/system.mjs'

/**
 * `npm run bench`: requests per second, p50 and p95 of the pages people open most, beside an empty dynamic page of the
 * same server in the same run; the JavaScript a first-time visitor gets; memory; a long profile and what typing
 * loses when things go wrong; a list of a hundred thousand experts. Figures, not a test.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10)
const CONNECTIONS = 16
const ROWS = process.env.BENCH_ROWS ?? '10000'

const rssOf = pid => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** The web process among the children of the command that runs the system. */
function webProcess(parent) {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ')
  return children.find(pid => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('scripts/web.mjs')) ?? parent
}

async function measure(url, headers) {
  const { default: autocannon } = await import('autocannon')
  await autocannon({ url, headers, connections: CONNECTIONS, duration: 3 })
  const times = []
  const result = await new Promise((done, refuse) => {
    const load = autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS }, (error, value) =>
      error ? refuse(error) : done(value),
    )
    load.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds))
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} 个错误回答，${result.errors} 个连接错误`)
  times.sort((one, other) => one - other)
  const at = share => times[Math.floor(times.length * share)]?.toFixed(0)
  return { rps: result.requests.average, p50: at(0.5), p95: at(0.95) }
}

/** Compressed bytes of all scripts a browser with an empty cache loads for a page. */
async function scriptBytes(browser, url) {
  const context = await browser.newContext()
  const page = await context.newPage()
  const bodies = []
  page.on('response', response => {
    if (response.request().resourceType() === 'script') bodies.push(response.body())
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const sizes = (await Promise.all(bodies)).map(body => gzipSync(body).length)
  await context.close()
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function cookieOf(browser, baseURL, role) {
  const context = await browser.newContext({ baseURL })
  await logInAs(await context.newPage(), role)
  const cookies = await context.cookies()
  await context.close()
  return cookies.map(one => `${one.name}=${one.value}`).join('; ')
}

/** Questions to the pool, or draws from it, in a database of its own, without a web server. */
async function benchPool(measure) {
  const rows = process.env.BENCH_ROWS ?? '100000'
  const env = { ...process.env, DATA_DIR: mkdtempSync(join(tmpdir(), 'bench-pool-')), BENCH_ROWS: rows }
  for (const file of ['scripts/migrate.ts', 'scripts/seed.ts', 'scripts/bench/fill.ts', measure])
    await new Promise((done, refuse) => {
      const child = spawn(process.execPath, ['scripts/run.mjs', file], { env, stdio: 'inherit' })
      child.once('error', refuse).once('exit', code => (code === 0 ? done() : refuse(new Error(`${file}: ${code}`))))
    })
  rmSync(env.DATA_DIR, { recursive: true, force: true })
}

async function main() {
  await prepareClone()
  if (process.argv.includes('--pool')) return benchPool('scripts/bench/pool.ts')
  if (process.argv.includes('--draw')) return benchPool('scripts/bench/draw.ts')
  const fair = process.argv.indexOf('--fair')
  if (fair > 0)
    return run(process.execPath, [...typescript('scripts/bench/fair.ts'), ...process.argv.slice(fair + 1)], {
      show: true,
      failure: '公平抽取没有测成。',
    })
  const executablePath = await requireChromium()
  const settings = { name: 'bench', output: 'ignore' }
  let system = await startSystem({ ...settings, env: { LOG_LEVEL: 'error' } })
  const restart = async () => {
    const PORT = new URL(system.baseUrl).port
    await system.stop()
    system = {
      ...(await startSystem({ ...settings, keep: true, env: { LOG_LEVEL: 'error', PORT } })),
      baseUrl: system.baseUrl,
    }
  }
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })
  try {
    await step(`装入 ${ROWS} 份申请和专家`, () =>
      run(process.execPath, ['scripts/run.mjs', 'scripts/bench/fill.ts'], {
        env: { ...process.env, DATA_DIR: system.dataDir, BENCH_ROWS: ROWS },
        failure: '测量用数据没有装入：',
      }).then(() => '完成'),
    )
    const staff = { cookie: await cookieOf(browser, system.baseUrl, 'bureauReviewer') }
    const pages = [
      ['空白页', '/dev/empty'],
      ['首页', '/'],
      ['登录页', '/login'],
      [`审核队列（${ROWS} 份申请）`, '/bureau/applications?status=atBureau', staff],
      [`专家库（${ROWS} 名专家）`, `/bureau/experts?name=${encodeURIComponent('伟')}`, staff],
      ['空白页（再测）', '/dev/empty'],
    ]
    const pid = webProcess(system.process.pid)
    const before = rssOf(pid)
    const rows = []
    for (const [title, path, headers] of pages) rows.push({ title, ...(await measure(system.baseUrl + path, headers)) })
    const empty = (rows[0].rps + rows.at(-1).rps) / 2
    say('\n页面                          请求/秒   p50 毫秒   p95 毫秒   与空白页之比')
    for (const { title, rps, p50, p95 } of rows)
      say(
        `${title.padEnd(24, '　')} ${rps.toFixed(0).padStart(6)} ${String(p50).padStart(8)} ${String(p95).padStart(9)} ${(rps / empty).toFixed(2).padStart(12)}`,
      )
    const [floor, home] = [
      await scriptBytes(browser, `${system.baseUrl}/dev/empty`),
      await scriptBytes(browser, system.baseUrl),
    ]
    const kb = bytes => (bytes / 1000).toFixed(1)
    say(`\n首次访问首页的脚本（压缩后）${kb(home)} kB，空白页 ${kb(floor)} kB，多 ${kb(home - floor)} kB`)
    say(`网站进程内存：开始 ${before.toFixed(0)} MB，测量后 ${rssOf(pid).toFixed(0)} MB`)
    await benchProfile(browser, system, restart)
    await run(process.execPath, ['scripts/run.mjs', 'scripts/bench/intake.ts'], {
      env: { ...process.env, DATA_DIR: system.dataDir },
      failure: '名单导入没有测成：',
    })
  } finally {
    await browser.close()
    await system.stop()
  }
}

main().then(
  () => process.exit(0),
  error => {
    tell(error)
    process.exit(1)
  },
)
