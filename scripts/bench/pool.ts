import { Client } from 'pg'
import { listApplications } from '@/lib/application/queue.dal'
import { facetsOf } from '@/lib/expert/facets.dal'
import { countExperts, searchExperts } from '@/lib/expert/pool.dal'
import type { PoolFilter } from '@/lib/expert/pool.rules'
import { closeDb, db } from '@/lib/platform/db'
import { encodeCursor } from '@/lib/platform/keyset'
import { makeStaff } from '@/prisma/seed/factory'

/**
 * Figures of finding experts in a filled database: each question as a page asks it, and the very SQL of it once more by a
 * bare connection, as psql would send it. Milliseconds, not a test.
 */
const RUNS = Number(process.env.BENCH_RUNS ?? 20)

type Sent = { text: string; values: unknown[] }
const sent: Sent[] = []
let listening = false
const { query } = Client.prototype as unknown as { query: (...args: unknown[]) => unknown }
Object.assign(Client.prototype, {
  query(this: Client, ...args: unknown[]) {
    const [first, second] = args as [string | Partial<Sent>, unknown[] | undefined]
    const text = typeof first === 'string' ? first : first?.text
    const values = typeof first === 'object' ? first?.values : second
    if (listening && text && /^\s*(SELECT|WITH)/i.test(text))
      sent.push({ text, values: Array.isArray(values) ? values : [] })
    return query.apply(this, args)
  },
})

const at = (times: number[], share: number) =>
  [...times].sort((one, other) => one - other)[Math.floor(times.length * share)]!
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

async function main(): Promise<void> {
  const reviewer = await makeStaff({
    ...{ name: '测审', login: `bench${Date.now()}`, password: 'Bench#2026pass' },
    roles: ['bureauReviewer'],
    office: '测量用',
  })
  const names = '江 伟 雄岚 ouyang fw 单雄山 𠮷 𬎆野'.split(' ')
  const words = '稀土 永磁 隧道雷达 机器人 研究77 湖泊 水稻'.split(' ')
  const regions = ['420000', '420106', '110000', '429004', '310115']
  const of = <T>(list: readonly T[], run: number) => list[run % list.length]!
  const filters: [string, (run: number) => PoolFilter][] = [
    ['没有条件', () => ({})],
    ['姓名', run => ({ name: of(names, run) })],
    ['单位名称', run => ({ unit: `第${1 + run * 7}研究所` })],
    ['题目中的词', run => ({ words: of(words, run) })],
    ['学科', run => ({ discipline: of(['320', '32027', '110', '410', '790'], run) })],
    ['地区和年龄', run => ({ region: of(regions, run), age: [of(['under35', '45', 'over65'] as const, run)] })],
    ['从未登录', () => ({ activity: 'never' as const })],
    ['单位性质和方式', run => ({ nature: [of(['enterprise', 'other'], run)], source: ['legacy' as const] })],
    [
      '六个条件',
      run => ({
        name: of(names, run),
        words: of(words, run),
        level: ['senior'],
        region: '420000',
        discipline: '320',
        status: ['active' as const],
      }),
    ],
    ['没有人符合', () => ({ name: '查无此人', words: '隧道', region: '540000' })],
  ]
  const deep = (
    await db().$queryRaw<{ id: string; at: Date }[]>`
    SELECT account_id::text AS id, admitted_at AS at FROM expert WHERE status <> 'left' ORDER BY admitted_at DESC, account_id DESC
    OFFSET 19980 LIMIT 1`
  )[0]
  const queue = (
    await db().$queryRaw<{ id: string; at: Date }[]>`
    SELECT id::text, status_since AS at FROM application WHERE status = 'atBureau' ORDER BY status_since DESC, id DESC OFFSET 19980 LIMIT 1`
  )[0]
  const questions: [string, (run: number) => Promise<unknown>][] = [
    ...filters.flatMap(([name, filter]): [string, (run: number) => Promise<unknown>][] => [
      [`列表：${name}`, run => searchExperts(reviewer, { ...filter(run), size: 20 })],
      [`人数：${name}`, run => countExperts(reviewer, filter(run))],
      [`分类：${name}`, run => facetsOf(reviewer, filter(run))],
    ]),
    ['列表：按姓名排', () => searchExperts(reviewer, { sort: 'name', order: 'asc', size: 20 })],
    ['列表：按最近登录排', () => searchExperts(reviewer, { sort: 'activity', size: 20 })],
    ...(deep
      ? [
          ['专家库第 1000 页', () => searchExperts(reviewer, { after: encodeCursor(deep), size: 20 })] as [
            string,
            () => Promise<unknown>,
          ],
        ]
      : []),
    ...(queue
      ? [
          [
            '审核队列第 1000 页',
            () =>
              listApplications(reviewer, { status: ['atBureau'], after: encodeCursor(queue), size: 20, sort: 'desc' }),
          ] as [string, () => Promise<unknown>],
        ]
      : []),
  ]
  const bare = new Client({ connectionString: process.env.DATABASE_URL })
  await bare.connect()
  console.log(`\n${'问题'.padEnd(14, '　')} p50 毫秒  p95 毫秒  最慢   同一 SQL 直接查询 p95`)
  for (const [title, ask] of questions) {
    if (process.env.BENCH_ONLY && !title.includes(process.env.BENCH_ONLY)) continue
    const times: number[] = []
    const direct: number[] = []
    await ask(0)
    for (let run = 0; run < RUNS; run += 1) {
      sent.length = 0
      listening = true
      times.push(await timed(() => ask(run)))
      listening = false
      const same = [...sent]
      direct.push(await timed(() => Promise.all(same.map(one => query.call(bare, one.text, one.values as never)))))
    }
    const figure = (value: number) => value.toFixed(0).padStart(8)
    console.log(
      `${title.padEnd(14, '　')}${figure(at(times, 0.5))}${figure(at(times, 0.95))}${figure(Math.max(...times))}${figure(at(direct, 0.95))}`,
    )
  }
  await bare.end()
  await closeDb()
}

await main()
process.exit(0)
