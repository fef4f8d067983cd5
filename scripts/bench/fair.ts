import { writeSync } from 'node:fs'
import { drawFair } from '@/lib/draw/engine/fair/draw'
import { type FairMethod, fairLottery } from '@/lib/draw/engine/fair/lottery'
import { outlookOf } from '@/lib/draw/engine/fair/outlook'
import type { Problem } from '@/lib/draw/engine/problem'
import { Random } from '@/lib/draw/engine/random'
import { million, nine, thirty, together } from './fair-pools'

/**
 * `npm run bench -- --fair [name …]`: from rows to the lottery, for pools of several shapes, beside choosing at random
 * without looking at anything (`ORDER BY random() LIMIT k`). Names run some of the cases. Figures, not a test.
 */
const cases: [string, () => Problem, number?][] = [
  ...[150, 300, 600, 1_000, 2_000, 4_000].map((count): [string, () => Problem] => [`nine-${count}`, () => nine(count)]),
  ...[200, 500, 1_000, 2_000].map((count): [string, () => Problem] => [`thirty-${count}`, () => thirty(count)]),
  ['three-shared-1000', () => together(1_000, 250, 3)],
  ['three-4000-each', () => together(12_000, 20_000, 1)],
  ['three-apart', () => ({ ...together(12_000, 20_000, 1), caps: [] })],
  ['three-overlap', () => together(12_000, 20_000, 2)],
  ['million-480', () => million(false)],
  ['million-6720', () => million(true)],
  ...[300, 1_000].map((count): [string, () => Problem, number] => [`nine-${count}-balls`, () => nine(count), 1_000]),
]
const methods: readonly FairMethod[] = ['maximin', 'leximin']

/** Seconds on the clock and of the processor: on a shared machine the latter says more. */
async function timed<T>(work: () => T | Promise<T>): Promise<{ value: T; seconds: number; cpu: number }> {
  const [start, used] = [performance.now(), process.cpuUsage()]
  const value = await work()
  const { user, system } = process.cpuUsage(used)
  return { value, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 }
}

/** Of a hundred panels chosen at random without looking, how many meet quotas and caps; milliseconds for one. */
function blind({ candidates, panels }: Problem) {
  const { size, quotas, caps } = panels[0]!
  const random = new Random('00'.repeat(32), 'blind')
  let good = 0
  const start = performance.now()
  for (let time = 0; time < 100; time += 1) {
    const chosen = new Set<number>()
    while (chosen.size < size) chosen.add(random.index(candidates.length))
    const people = [...chosen].map(at => candidates[at]!.features)
    const within = quotas.every(({ feature, value, min, max }) => {
      const count = people.filter(one => one[feature] === value).length
      return count >= min && count <= max
    })
    if (within && caps.every(({ feature }) => new Set(people.map(one => one[feature])).size === size)) good += 1
  }
  return { good, milliseconds: (performance.now() - start) / 100 }
}

const say = (line: string) => writeSync(1, `${line}\n`)
const only = process.argv.slice(2)
const unknown = only.filter(one => !cases.some(([name]) => name === one))
if (unknown.length > 0)
  throw new Error(`no such case: ${unknown.join(', ')}; ${cases.map(([name]) => name).join(', ')}`)
say(
  '名单 / 方法 / 秒（处理器秒）/ 内存 MB / 类 / 组合 / 最小机会 / 上界 / 之比 / 出签毫秒 / 随机 100 次中合格 / 检查秒（处理器秒）',
)
for (const [name, make, tickets] of cases) {
  if (only.length > 0 && !only.includes(name)) continue
  const problem = make()
  const random = blind(problem)
  for (const method of methods) {
    const outlook = await timed(() => outlookOf(problem, method))
    const { value: lottery, seconds, cpu } = await timed(() => fairLottery(problem, method, undefined, tickets))
    const { smallest, fine } = lottery
    const draw = await timed(() => drawFair(lottery, '01'.repeat(32)))
    const memory = process.memoryUsage().rss / 2 ** 20
    say(
      [
        name,
        method,
        `${seconds.toFixed(2)}（${cpu.toFixed(2)}）`,
        memory.toFixed(0),
        lottery.model.kinds.length,
        lottery.panels.length,
        smallest.toPrecision(5),
        lottery.bound.toPrecision(5),
        `${((100 * smallest) / lottery.bound).toFixed(3)}%${tickets ? `（签多时 ${((100 * fine) / lottery.bound).toFixed(3)}%）` : ''}`,
        (draw.seconds * 1000).toFixed(0),
        `${random.good}（${random.milliseconds.toFixed(2)} 毫秒）`,
        `${outlook.seconds.toFixed(2)}（${outlook.cpu.toFixed(2)}）`,
      ].join(' / '),
    )
  }
}
