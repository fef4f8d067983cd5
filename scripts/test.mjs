import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { requireChromium } from './lib/chromium.mjs'
import { prepareClone } from './lib/install.mjs'
import { readJson, root } from './lib/paths.mjs'
import { endRunning } from './lib/process.mjs'
import { say, tell } from './lib/say.mjs'
import { startSystem, systems } from './lib/system.mjs'

/**
 * The tiers of tests. `check`: lint, types, rules, data functions on PostgreSQL, components; `test`: that and the
 * journeys in a browser against a production build; `full`: that and big sizes and faults. Ends with one plain line
 * that counts every test, and lint, types and build as one each.
 */
const tier = process.argv[2] ?? 'check'
const modules = name => join(root, 'node_modules', name)
const results = join(root, 'test-results')
const counted = { passed: 0, failed: 0 }
const durations = []
const children = new Set()
const running = new Set()

/**
 * Runs a program with its output shown; as it comes, so that what runs beside it need not share a line with it.
 * @returns whether it succeeded
 */
function show(args, env = {}) {
  return new Promise(done => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    child.stdout.pipe(process.stdout, { end: false })
    child.stderr.pipe(process.stderr, { end: false })
    children.add(child)
    child.once('error', () => done(false))
    child.once('close', code => {
      children.delete(child)
      done(code === 0)
    })
  })
}

async function timed(label, work) {
  say(`\n━━ ${label}`)
  const start = performance.now()
  const result = await work()
  const seconds = (performance.now() - start) / 1000
  durations.push(`${label} ${seconds.toFixed(1)} 秒`)
  return result
}

/** A step that counts as one test. */
async function single(label, work) {
  const good = await timed(label, work)
  counted[good ? 'passed' : 'failed']++
  if (!good) say(`✗ ${label}没有通过`)
  return good
}

/** Room for what is new: every test file reads all modules anew, and most of that is gone when it ends. */
const room = '--max-semi-space-size=64'

/** Runs Jest projects and adds their tests; a file that could not run and a skipped test count as failed. */
async function jest(label, projects, { env, part, serial = false } = {}) {
  await timed(label, async () => {
    const file = join(results, `${projects[0]}${part ? `-${part[0]}` : ''}.json`)
    rmSync(file, { force: true })
    const args = ['--selectProjects', ...projects, '--passWithNoTests', '--json', `--outputFile=${file}`]
    if (part) args.push(`--shard=${part}`)
    const good = await show(
      [
        room,
        modules('jest/bin/jest.js'),
        ...args,
        ...(serial ? ['--runInBand'] : []),
        ...(process.env.CI ? ['--ci'] : []),
      ],
      env,
    )
    const report = readJson(file)
    counted.passed += report?.numPassedTests ?? 0
    const failed =
      (report?.numFailedTests ?? 0) +
      (report?.numRuntimeErrorTestSuites ?? 0) +
      (report?.numPendingTests ?? 0) +
      (report?.numTodoTests ?? 0)
    counted.failed += failed || (good && report ? 0 : 1)
    if (report?.numPendingTests) say(`✗ 有 ${report.numPendingTests} 个测试被跳过，按没有通过计算`)
  })
}

async function check() {
  await single('格式与规范（Biome）', () =>
    show([modules('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']),
  )
  await single('类型（TypeScript）', async () => {
    const env = { NEXT_TELEMETRY_DISABLED: '1' }
    return (
      (await show([modules('next/dist/bin/next'), 'typegen'], env)) && show([modules('typescript/bin/tsc'), '--noEmit'])
    )
  })
  await jest('结构、规则、数据与组件', ['architecture', 'rules', 'dal', 'components'])
}

/** Starts a system for the tests that follow; counts as one test. @returns it, or undefined */
async function start(label, options) {
  let system
  await single(label, async () => {
    try {
      system = await startSystem({ ...options, output: 'pieces' })
      running.add(system)
      return true
    } catch (error) {
      tell(error)
      return false
    }
  })
  return system
}

async function end(system) {
  await system.stop()
  running.delete(system)
}

const names = { e2e: '武汉', demo: '示范', xizang: '西藏', shaoxing: '绍兴' }

/** What is walked through, the longest first; each part of a project has a system of its own. The first is there already. */
const walks = [
  { project: 'e2e', part: '1/2' },
  { project: 'demo', part: '2/2' },
  { project: 'demo', part: '1/2' },
  { project: 'shaoxing' },
  { project: 'e2e', part: '2/2' },
  { project: 'xizang' },
]

/** A system with its browser takes up to two gigabytes. */
const memory = Math.min(totalmem(), process.constrainedMemory() || totalmem())
const LANES = memory > 10 * 2 ** 30 ? 3 : 2

/**
 * Lanes beside each other, as none keeps a core busy: whichever is free takes the system whose turn is next.
 * Each system has a database, ports and browsers of its own; the tests of one system follow each other.
 */
async function journeys() {
  const browser = await requireChromium()
  const inBrowser = (label, project, { baseUrl, dataDir }, part) => {
    const env = { E2E_BASE_URL: baseUrl, E2E_DATA_DIR: dataDir, CHROMIUM_PATH: browser }
    return jest(label, [project], { env, part, serial: true })
  }
  const usual = await start('正式构建并启动')
  if (!usual) return
  const walk = async ({ project, part }, at) => {
    const { name, env } = systems[project]
    const which = `${names[project]}预设${part ? `（${part}）` : ''}`
    const options = { name: part ? `${name}-${part[0]}` : name, env }
    const system = at === 0 ? usual : await start(`同一构建，${which}`, options)
    if (!system) return
    await inBrowser(`浏览器全程，${which}`, project, system, part)
    if (system !== usual || tier !== 'full') await end(system)
  }
  const turns = walks.map((one, at) => () => walk(one, at))
  const lane = async () => {
    for (let turn = turns.shift(); turn; turn = turns.shift()) await turn()
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  if (tier === 'full') await inBrowser('大数据量与故障', 'full', usual)
}

async function stop() {
  for (const child of children) child.kill('SIGTERM')
  endRunning()
  await Promise.all([...running].map(end))
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, async () => {
    await stop()
    process.exit(1)
  })

async function main() {
  const start = performance.now()
  await prepareClone()
  if (tier === 'full') {
    process.env.FC_SEED ??= String(randomInt(2 ** 31))
    say(`性质测试的种子 FC_SEED=${process.env.FC_SEED}`)
  }
  mkdirSync(results, { recursive: true })
  await check()
  if (tier !== 'check') await journeys()
  await stop()
  say(`\n${durations.join('；')}；合计 ${((performance.now() - start) / 1000).toFixed(1)} 秒`)
}

main()
  .catch(async error => {
    counted.failed++
    tell(error)
    await stop()
  })
  .finally(() => {
    say(`\n${counted.passed} passed, ${counted.failed} failed`)
    process.exit(counted.failed === 0 ? 0 : 1)
  })
