import { writeFileSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { changed } from '@/lib/draw/engine/demand'
import { NoPanel } from '@/lib/draw/engine/fair/no-panel'
import { smallestChange } from '@/lib/draw/engine/fair/relax'
import { TICKETS } from '@/lib/draw/engine/fair/tickets'
import { FAIR_VERSION } from '@/lib/draw/engine/fair/version'
import { type Problem, ProblemError } from '@/lib/draw/engine/problem'
import { Infeasible } from '@/lib/draw/engine/select'
import { TooLarge } from '@/lib/draw/engine/too-large'
import type { Certificate } from '@/lib/draw/seal/certificate'
import { certificateText } from '@/lib/draw/seal/make'
import { readCeremony, trialCeremony } from './ceremony'
import { BadInput, problemOf, readCaps, readPool, readQuotas } from './read'
import { fairResult, type Result, uniformResult } from './result'
import { sealedResult } from './sealed'
import { seedOf } from './seed'
import { chanceWords, changeWords, costWords, infeasibleWords } from './words'

const usage = `用法：npm run -s draw -- --pool 名单.csv --quotas 配额.csv --size 人数 --method maximin|leximin|uniform --seed 十六进制 --out 结果.json
  可选：--unique 列名:人数（如 unit:1，可写几次）；--relax（选不出人时按 min_flex、max_flex 作最小的放宽再抽）
  摇号：--tickets 1000（只用 1000 张签，号码 0 至 999，可用三位号码球摇出；最小机会会小一些，结果的 cost 写明小多少）；
  --ticket 517（摇出的号码；同一类人中由谁来，仍由 --seed 决定）
  抽取证书：--certificate 证书.json，加 --ceremony 揭示.json（三方的承诺和揭示，见 docs/certificate.md）代替 --seed；
  只给 --seed 的，三方的内容由它编出来，证书写明是试算`

const METHODS = ['maximin', 'leximin', 'uniform'] as const
type Method = (typeof METHODS)[number]

type Settings = ReturnType<typeof settings>

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
    tickets: { type: 'string' },
    ticket: { type: 'string' },
    certificate: { type: 'string' },
    ceremony: { type: 'string' },
  } as const
  const given = () => {
    try {
      return parseArgs({ args, options, allowPositionals: false }).values
    } catch {
      throw new BadInput(`有看不懂的参数。\n${usage}`)
    }
  }
  const { pool, quotas, size, method = 'leximin', seed, out, unique = [], relax = false, ...sealed } = given()
  const { certificate, ceremony, ticket } = sealed
  const tickets = sealed.tickets ?? String(TICKETS)
  if (!pool || !size || !(seed || ceremony) || !out)
    throw new BadInput(`缺少 --pool、--size、--seed 或 --out。\n${usage}`)
  if (!/^[1-9]\d{0,5}$/.test(size)) throw new BadInput(`--size「${size}」不是人数，应为正整数。`)
  if (!METHODS.includes(method as Method))
    throw new BadInput(`--method「${method}」不认识，应为 maximin、leximin 或 uniform。`)
  if (seed && ceremony) throw new BadInput('--seed 和 --ceremony 只能给一个：证书的种子由三方的内容算出。')
  if (ceremony && !certificate) throw new BadInput('--ceremony 要和 --certificate 一起用。')
  if (!/^[1-9]\d{0,6}$/.test(tickets) || Number(tickets) > TICKETS)
    throw new BadInput(`--tickets「${tickets}」不是签数，应为 1 至 ${TICKETS}。`)
  if (ticket !== undefined && !(/^\d{1,7}$/.test(ticket) && Number(ticket) < Number(tickets)))
    throw new BadInput(`--ticket「${ticket}」不是这里的签号，应为 0 至 ${Number(tickets) - 1}。`)
  if (ticket !== undefined && certificate)
    throw new BadInput('--ticket 不能和 --certificate 一起用：证书的签号由三方的内容算出。')
  if (method === 'uniform' && (sealed.tickets ?? ticket) !== undefined)
    throw new BadInput('--tickets 和 --ticket 只用于 maximin 和 leximin。')
  if (certificate && method === 'uniform') throw new BadInput('抽取证书只用于 maximin 和 leximin。')
  const from = (path: string) => resolve(process.env.DRAW_FROM ?? '.', path)
  const written = [out, ...(certificate ? [certificate] : [])].map(from)
  const read = [pool, ...(quotas ? [quotas] : []), ...(ceremony ? [ceremony] : [])].map(from)
  if (written.some(path => read.includes(path)) || new Set(written).size < written.length)
    throw new BadInput('--out、--certificate 会覆盖别的文件：不能与名单、配额表、揭示文件同名，两个也不能相同。')
  return {
    pool: from(pool),
    quotas: quotas ? from(quotas) : null,
    size: Number(size),
    method: method as Method,
    seed: seed ? seedOf(seed) : null,
    out: from(out),
    certificate: certificate ? from(certificate) : null,
    ceremony: ceremony ? from(ceremony) : null,
    caps: readCaps(unique.flatMap(text => text.split(','))),
    relax,
    tickets: Number(tickets),
    ticket: ticket === undefined ? undefined : Number(ticket),
  }
}

const say = (line: string) => writeSync(1, `${line}\n`)

type Drawn = { readonly result: Result; readonly certificate?: Certificate }

/** With a certificate the seed is that of its ceremony, without one it is the one given. */
async function drawn(problem: Problem, method: Method, settings: Settings): Promise<Drawn> {
  const { seed, ceremony, certificate, tickets, ticket } = settings
  if (method === 'uniform') return { result: await uniformResult(problem, seed!) }
  if (!certificate) return { result: await fairResult(problem, { method, seed: seed!, tickets, ticket }) }
  return sealedResult(problem, { method, tickets }, ceremony ? readCeremony(ceremony) : trialCeremony(seed!))
}
const nobody = (error: unknown): boolean => error instanceof NoPanel || error instanceof Infeasible

/** @returns the exit code: 0 drawn, 2 no panel can be made */
async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    say(usage)
    return 0
  }
  const start = performance.now()
  const given = settings(args)
  const { pool, quotas: path, size, method, out, caps, relax, certificate: place } = given
  const { quotas, flex } = path ? await readQuotas(path) : { quotas: [], flex: {} }
  const problem = problemOf(await readPool(pool), quotas, caps, size)
  const keep = (to: string, text: string) => {
    try {
      writeFileSync(to, text)
    } catch (error) {
      throw new BadInput(`不能写入 ${to}（${(error as NodeJS.ErrnoException).code}）。请核对目录和权限。`)
    }
  }
  const write = (result: Result) => {
    const seconds = Math.round(performance.now() - start) / 1000
    const { engineVersion, ...rest } = result
    keep(out, `${JSON.stringify({ ...rest, seconds, engineVersion })}\n`)
  }
  const done = ({ result, certificate }: Drawn) => {
    write(result)
    if (certificate) {
      keep(place!, certificateText(certificate))
      say(`抽取证书已写入 ${place}，里面没有姓名和 id；代号与 id 的对照在结果的 signs 里，请不要公开。`)
      if (certificate.record.trial) say('证书是试算：保密数和三方的内容由 --seed 编出，不能作为正式抽取的证明。')
    }
    const chances = Object.values(result.chances)
    const some = chances.filter(chance => chance > 0)
    const least = some.reduce((all, chance) => Math.min(all, chance), 1)
    const most = some.reduce((all, chance) => Math.max(all, chance), 0)
    say(`抽中 ${result.panel.length} 人：${result.panel.join('、')}`)
    say(
      `机会最小 ${chanceWords(least)}，最大 ${chanceWords(most)}；任何抽法的最小机会都不会大于 ${chanceWords(result.bound)}`,
    )
    say(`这个方案的最小机会达到上限的 ${chanceWords(result.reached)}`)
    if (result.cost) say(costWords(result.cost))
    if (some.length < chances.length) say(`${chances.length - some.length} 人在这些配额和上限下不可能入选`)
    if (result.forced.length > 0)
      say(`必然入选 ${result.forced.length} 人（任何合乎要求的组合都有他们）：${result.forced.join('、')}`)
    say(`结果已写入 ${out}`)
    return 0
  }
  try {
    return done(await drawn(problem, method, given))
  } catch (error) {
    if (!nobody(error)) throw error
  }
  const relaxation = relax ? await smallestChange(problem, flex) : null
  if (relaxation && relaxation.length > 0) {
    say(`按原来的配额选不出人，已作最小的放宽：${relaxation.map(changeWords).join('；')}`)
    const { result, ...rest } = await drawn(changed(problem, relaxation), method, given)
    return done({ result: { ...result, relaxation }, ...rest })
  }
  const changes = await smallestChange(problem, null)
  const message = `${relax ? '在 min_flex、max_flex 之内没有可行的放宽。' : ''}${infeasibleWords(changes)}`
  write({
    panel: [],
    chances: {},
    forced: [],
    portfolio: null,
    bound: 0,
    reached: 0,
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
