import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lotteryInThread } from '@/lib/draw/engine/fair/in-thread'
import { fairLottery } from '@/lib/draw/engine/fair/lottery'
import { NoPanel } from '@/lib/draw/engine/fair/no-panel'
import type { Progress } from '@/lib/draw/engine/fair/progress'
import { hashOf, publishedOf } from '@/lib/draw/engine/fair/published'
import { ProblemError } from '@/lib/draw/engine/problem'
import { unitPool } from './pools'

const folder = mkdtempSync(join(tmpdir(), 'draw-thread-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The hash that the command writes, in a process of its own. */
function hashOfCommand(out: string): string {
  const problem = unitPool(150, 9)
  const people = problem.candidates.map(({ id, features: { sex, age, area, unit } }) => `${[id, sex, age, area, unit]}`)
  writeFileSync(join(folder, 'pool.csv'), `id,sex,age,area,unit\n${people.join('\n')}\n`)
  const quotas = problem.panels[0]!.quotas.map(({ feature, value, min, max }) => `${[feature, value, min, max]}`)
  writeFileSync(join(folder, 'quotas.csv'), `feature,value,min,max\n${quotas.join('\n')}\n`)
  const args = ['--pool', 'pool.csv', '--quotas', 'quotas.csv', '--size', '9', '--method', 'leximin', '--seed', 'ab']
  const { status, stderr } = spawnSync(
    process.execPath,
    ['scripts/draw.mjs', ...args, '--unique', 'unit:1', '--out', out],
    { encoding: 'utf8', env: { ...process.env, INIT_CWD: folder } },
  )
  expect([status, stderr]).toEqual([0, ''])
  return JSON.parse(readFileSync(join(folder, out), 'utf8')).portfolio.lotteryHash
}

test('here, in a thread and in two processes the lottery is the same, byte for byte', async () => {
  const told: Progress[] = []
  const problem = unitPool(150, 9)
  const inThread = await lotteryInThread(problem, 'leximin', { watch: one => told.push(one) })
  const here = await fairLottery(problem, 'leximin')
  expect(inThread).toEqual(here)
  const hash = hashOf(publishedOf(here))
  expect([hashOf(publishedOf(inThread)), hashOfCommand('one.json'), hashOfCommand('two.json')]).toEqual([
    hash,
    hash,
    hash,
  ])
  expect([...new Set(told.map(({ phase }) => phase))]).toEqual(['bound', 'panels', 'rounds', 'tickets'])
  const last = told.at(-1)!
  expect(last).toMatchObject({ people: 150, kinds: here.model.kinds.length })
  expect(last.panels).toBeGreaterThan(0)
  expect(last.attained).toBeGreaterThan(0.99)
  expect(last.bound).toBeGreaterThanOrEqual(here.bound)
})

test('a thread that is called off ends at once, in the middle of its work, with AbortError', async () => {
  const control = new AbortController()
  const told: Progress[] = []
  // without being called off this takes many times as long as the rest of this test
  const making = lotteryInThread(unitPool(2_000, 9), 'leximin', {
    signal: control.signal,
    watch: one => {
      told.push(one)
      if (told.length === 3) control.abort()
    },
  })
  await expect(making).rejects.toMatchObject({ name: 'AbortError' })
  const count = told.length
  await new Promise(done => setTimeout(done, 300))
  expect(told).toHaveLength(count)
  const late = lotteryInThread(unitPool(22, 4), 'leximin', { signal: control.signal })
  await expect(late).rejects.toMatchObject({ name: 'AbortError' })
})

test('what is wrong with a problem is said by the thread as it is said here', async () => {
  const pool = unitPool(22, 4)
  const quotas = [{ feature: 'sex', value: 's1', min: 4, max: 4 }]
  const none = {
    ...pool,
    candidates: pool.candidates.map(one => ({ ...one, features: { ...one.features, sex: 's0' } })),
    panels: [{ ...pool.panels[0]!, quotas }],
  }
  await expect(lotteryInThread(none, 'maximin')).rejects.toBeInstanceOf(NoPanel)
  const twice = { ...pool, candidates: [...pool.candidates, pool.candidates[0]!] }
  await expect(lotteryInThread(twice, 'maximin')).rejects.toBeInstanceOf(ProblemError)
})
