import { writeFileSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { NoPanel } from '@/lib/draw/engine/fair/no-panel'
import { changed, smallestChange } from '@/lib/draw/engine/fair/relax'
import { FAIR_VERSION } from '@/lib/draw/engine/fair/version'
import { type Problem, ProblemError } from '@/lib/draw/engine/problem'
import { Infeasible } from '@/lib/draw/engine/select'
import { TooLarge } from '@/lib/draw/engine/too-large'
import { BadInput, problemOf, readCaps, readPool, readQuotas } from './read'
import { fairResult, type Result, uniformResult } from './result'
import { seedOf } from './seed'
import { chanceWords, changeWords, infeasibleWords } from './words'

const usage = `用法：npm run -s draw -- --pool 名单.csv --quotas 配额.csv --size 人数 --method maximin|leximin|uniform --seed 十六进制 --out 结果.json
  可选：--unique 列名:人数（如 unit:1，可写几次）；--relax（选不出人时按 min_flex、max_flex 作最小的放宽再抽）`

const METHODS = ['maximin', 'leximin', 'uniform'] as const
type Method = (typeof METHODS)[number]

function settings(args: string[]) {
  const options = {
    pool: { type: 'string' },
    quotas: { type: 'string' },
    size: { type: 'string' },
    method: { type: 'string' },
    seed: { type: 'string' },
    out: { type: 'string' },
    unique: { type: 'string', multiple: true },
    relax: { type: 'boolean' },
  } as const
  const given = () => {
    try {
      return parseArgs({ args, options, allowPositionals: false }).values
    } catch {
      throw new BadInput(`有看不懂的参数。\n${usage}`)
    }
  }
  const { pool, quotas, size, method = 'leximin', seed, out, unique = [], relax = false } = given()
  if (!pool || !size || !seed || !out) throw new BadInput(`缺少 --pool、--size、--seed 或 --out。\n${usage}`)
  if (!/^[1-9]\d{0,5}$/.test(size)) throw new BadInput(`--size「${size}」不是人数，应为正整数。`)
  if (!METHODS.includes(method as Method))
    throw new BadInput(`--method「${method}」不认识，应为 maximin、leximin 或 uniform。`)
  const from = (path: string) => resolve(process.env.DRAW_FROM ?? '.', path)
  return {
    pool: from(pool),
    quotas: quotas ? from(quotas) : null,
    size: Number(size),
    method: method as Method,
    seed: seedOf(seed),
    out: from(out),
    caps: readCaps(unique.flatMap(text => text.split(','))),
    relax,
  }
}

const say = (line: string) => writeSync(1, `${line}\n`)
const drawn = (problem: Problem, method: Method, seed: string): Promise<Result> =>
  method === 'uniform' ? uniformResult(problem, seed) : fairResult(problem, method, seed)
const nobody = (error: unknown): boolean => error instanceof NoPanel || error instanceof Infeasible

/** @returns the exit code: 0 drawn, 2 no panel can be made */
async function main(args: string[]): Promise<number> {
  const start = performance.now()
  const { pool, quotas: path, size, method, seed, out, caps, relax } = settings(args)
  const { quotas, flex } = path ? await readQuotas(path) : { quotas: [], flex: {} }
  const problem = problemOf(await readPool(pool), quotas, caps, size)
  const write = (result: Result) => {
    const seconds = Math.round(performance.now() - start) / 1000
    const { engineVersion, ...rest } = result
    try {
      writeFileSync(out, `${JSON.stringify({ ...rest, seconds, engineVersion })}\n`)
    } catch (error) {
      throw new BadInput(`不能写入 ${out}（${(error as NodeJS.ErrnoException).code}）。请核对目录和权限。`)
    }
  }
  const done = (result: Result) => {
    write(result)
    const chances = Object.values(result.chances)
    const some = chances.filter(chance => chance > 0)
    const least = some.reduce((all, chance) => Math.min(all, chance), 1)
    const most = some.reduce((all, chance) => Math.max(all, chance), 0)
    say(`抽中 ${result.panel.length} 人：${result.panel.join('、')}`)
    say(
      `机会最小 ${chanceWords(least)}，最大 ${chanceWords(most)}；任何抽法的最小机会都不会大于 ${chanceWords(result.bound)}`,
    )
    if (some.length < chances.length) say(`${chances.length - some.length} 人在这些配额和上限下不可能入选`)
    if (result.forced.length > 0)
      say(`必然入选 ${result.forced.length} 人（任何合乎要求的组合都有他们）：${result.forced.join('、')}`)
    say(`结果已写入 ${out}`)
    return 0
  }
  try {
    return done(await drawn(problem, method, seed))
  } catch (error) {
    if (!nobody(error)) throw error
  }
  const relaxation = relax ? await smallestChange(problem, flex) : null
  if (relaxation && relaxation.length > 0) {
    say(`按原来的配额选不出人，已作最小的放宽：${relaxation.map(changeWords).join('；')}`)
    return done({ ...(await drawn(changed(problem, relaxation), method, seed)), relaxation })
  }
  const changes = await smallestChange(problem, null)
  const message = `${relax ? '在 min_flex、max_flex 之内没有可行的放宽。' : ''}${infeasibleWords(changes)}`
  write({
    panel: [],
    chances: {},
    forced: [],
    portfolio: null,
    bound: 0,
    engineVersion: FAIR_VERSION,
    relaxation: changes ?? [],
    message,
  })
  writeSync(2, `✗ ${message}\n结果已写入 ${out}\n`)
  return 2
}

/** What whoever runs the command is told; null for faults of ours. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof BadInput) return error.message
  if (error instanceof ProblemError) return `名单或配额有误：${error.message}`
  if (error instanceof TooLarge)
    return '这个名单和配额的组合太大，在规定的步数内没有算完。请减少配额或 --unique，或换一种 --method。'
  return null
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code
  },
  error => {
    const sentence = sentenceOf(error)
    writeSync(2, `✗ ${sentence ?? `没有料到的错误，请把下面的内容交给技术人员：\n${error?.stack ?? error}`}\n`)
    process.exitCode = 1
  },
)
