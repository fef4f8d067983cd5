import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { node } from '../support/node-child'

type Running = { baseUrl: string; dataDir: string; up: number; process: ChildProcess }

const name = 'lifecycle'
let running: Running | undefined

async function start(keep: boolean): Promise<Running> {
  const child = fork('tests/support/own-system.mjs', [name, keep ? 'keep' : 'fresh'])
  const refused = once(child, 'exit').then(() => Promise.reject(new Error('the system under test did not start')))
  const [told] = (await Promise.race([once(child, 'message'), refused])) as [Omit<Running, 'process'>]
  running = { ...told, process: child }
  return running
}

async function stop({ process: child }: Running): Promise<number | null> {
  const ended = once(child, 'message') as Promise<[{ ended: number | null }]>
  child.send('stop')
  running = undefined
  return (await ended)[0].ended
}

const isUp = (url: string) =>
  fetch(`${url}/api/health`).then(
    answer => answer.ok,
    () => false,
  )

/** Processes of this system that are still there, by their command lines. */
const left = ({ dataDir }: Running): string[] =>
  execFileSync('ps', ['-eo', 'stat=,args=', '-ww'], { encoding: 'utf8' })
    .split('\n')
    .filter(line => line.includes(`-D ${dataDir}/pg`) && !line.startsWith('Z'))

async function eventually(what: () => unknown, ms = 10_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await new Promise(done => setTimeout(done, 100)))
    if (await what()) return
  throw new Error(`did not happen within ${ms} ms: ${what}`)
}

function connect({ dataDir }: Running): Promise<Client> {
  const { port, superuser } = JSON.parse(readFileSync(`${dataDir}/pg.json`, 'utf8'))
  const client = new Client({ connectionString: `postgresql://postgres:${superuser}@127.0.0.1:${port}/expert_pool` })
  client.on('error', () => undefined)
  return client.connect().then(() => client)
}

// The first start may have to build.
beforeAll(async () => {
  await stop(await start(false))
}, 900_000)
afterEach(() => (running ? stop(running) : undefined), 60_000)

test('kill -9 of the command takes everything with it, and the next start finds all data', async () => {
  const first = await start(false)
  const client = await connect(first)
  await client.query('CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)')
  await client.end()
  process.kill(first.up, 'SIGKILL')
  running = undefined
  await eventually(async () => !(await isUp(first.baseUrl)) && left(first).length === 0)

  const second = await start(true)
  expect(await isUp(second.baseUrl)).toBe(true)
  const again = await connect(second)
  expect((await again.query('SELECT n FROM kept')).rows).toEqual([{ n: 1 }])
  await again.end()
  expect(await stop(second)).toBe(0)
  expect(left(second)).toEqual([])
}, 240_000)

test('kill -9 of PostgreSQL under writing: what was acknowledged is there afterwards (trust DU2)', async () => {
  const first = await start(true)
  const client = await connect(first)
  await client.query('CREATE TABLE acknowledged (n int)')
  let last = 0
  const writing = (async () => {
    for (let n = 1; ; n += 1) {
      await client.query('INSERT INTO acknowledged VALUES ($1)', [n])
      last = n
    }
  })().catch(() => undefined)
  await eventually(() => last > 200)
  const [postmaster] = readFileSync(`${first.dataDir}/pg/postmaster.pid`, 'utf8').split('\n')
  const ended = once(first.process, 'message') as Promise<[{ ended: number }]>
  process.kill(Number(postmaster), 'SIGKILL')
  await writing
  expect((await ended)[0].ended).toBe(1)
  running = undefined

  const second = await start(true)
  const again = await connect(second)
  const { rows } = await again.query('SELECT count(*)::int AS count, max(n) AS max FROM acknowledged')
  await again.end()
  // One more may have been written whose acknowledgement was lost.
  expect([last, last + 1]).toContain(rows[0].max)
  expect(rows[0].count).toBe(rows[0].max)
}, 240_000)

test('a second start beside a running one, and on a busy port, ends with one sentence', async () => {
  const first = await start(true)
  const { port } = new URL(first.baseUrl)
  const env = { ENV_FILE: 'none', DATABASE_URL: '', PUBLIC_URL: '', PORT: port }
  const beside = await node(['scripts/up.mjs'], { ...env, DATA_DIR: first.dataDir })
  expect(beside).toEqual({ code: 1, output: expect.stringMatching(/^\s*✗ 系统已经在运行：http.*进程 \d+.*\n$/) })
  const busy = await node(['scripts/up.mjs'], { ...env, DATA_DIR: `${first.dataDir}-other` })
  expect(busy).toEqual({
    code: 1,
    output: expect.stringMatching(new RegExp(`^\\s*✗ 端口 ${port} 已被其他程序占用.*\\n$`)),
  })
}, 240_000)

test('a worker that dies comes back by itself', async () => {
  const first = await start(true)
  const [worker] = execFileSync('pgrep', ['-P', String(first.up), '-f', 'scripts/worker.ts'], {
    encoding: 'utf8',
  }).split('\n')
  process.kill(Number(worker), 'SIGKILL')
  const find = () =>
    execFileSync('sh', ['-c', `pgrep -P ${first.up} -f scripts/worker.ts || true`], { encoding: 'utf8' }).trim()
  await eventually(() => find() !== '' && find() !== worker, 30_000)
  expect(await isUp(first.baseUrl)).toBe(true)
}, 240_000)
