import { createReadStream } from 'node:fs'
import { quotaKey } from '@/lib/draw/engine/fair/kinds'
import type { Flex } from '@/lib/draw/engine/fair/relax'
import type { Candidate, Cap, Problem, Quota } from '@/lib/draw/engine/problem'
import { streamCsv } from '@/lib/platform/csv-reader'
import { SheetProblem, type SheetRow } from '@/lib/platform/sheet-reader'

/** A table or a setting that cannot be used; the message is the sentence for whoever gave it. */
export class BadInput extends Error {
  override name = 'BadInput'
}

type Table = { readonly headers: readonly string[]; readonly rows: AsyncGenerator<{ number: number; cells: string[] }> }

/** A table of a file: its headers, and its rows as texts in the order of the headers. */
async function tableOf(path: string, name: string): Promise<Table> {
  const pieces = streamCsv(async () => createReadStream(path), Number.POSITIVE_INFINITY)
  const next = async (): Promise<SheetRow[]> => {
    try {
      const { value, done } = await pieces.next()
      return done ? [] : value
    } catch (error) {
      if (error instanceof SheetProblem) throw new BadInput(`${name}：${error.message}`)
      const code = (error as NodeJS.ErrnoException).code
      if (code) throw new BadInput(`读不到${name} ${path}（${code}）。请核对文件名和所在的目录。`)
      throw error
    }
  }
  let rows = await next()
  const head = rows.shift()
  if (!head) throw new BadInput(`${name} 是空的。第一行应为列名。`)
  const width = [...head.cells.keys()].at(-1)! + 1
  const textsOf = ({ cells }: SheetRow) => Array.from({ length: width }, (_, at) => cells.get(at)?.text ?? '')
  const headers = textsOf(head)
  const named = headers.filter(header => header !== '')
  const seen = new Set<string>()
  const twice = named.find(header => seen.size === seen.add(header).size)
  if (twice) throw new BadInput(`${name} 有两列都叫「${twice}」，请改名或删去一列。`)
  // every object has something of these names, so that an empty cell would count as a value
  const taken = named.find(header => header in Object.prototype)
  if (taken) throw new BadInput(`${name} 有一列叫「${taken}」，这个列名程序自己要用，请改名。`)
  async function* all() {
    for (; rows.length > 0; rows = await next())
      for (const row of rows) {
        const lost = [...row.cells.values()].find(({ odd }) => odd === 'lost')
        if (lost)
          throw new BadInput(
            `${name} 第 ${row.number} 行的「${lost.text}」被表格软件改过，丢了数字。请把这一列设为文本后重新填写。`,
          )
        // a comma too many moves everything behind it into the wrong column
        const beyond = [...row.cells].find(([at]) => at >= width)
        if (beyond)
          throw new BadInput(
            `${name} 第 ${row.number} 行的「${beyond[1].text}」在最后一个列名之外。请核对这一行是否多了逗号（内容里有逗号的要加双引号），或给这一列写上列名。`,
          )
        yield { number: row.number, cells: textsOf(row) }
      }
  }
  return { headers, rows: all() }
}

/** `pool.csv`: one row a person, a column `id` and one for each feature. */
export async function readPool(path: string): Promise<{ features: readonly string[]; candidates: Candidate[] }> {
  const { headers, rows } = await tableOf(path, '名单')
  const own = headers.indexOf('id')
  if (own < 0) throw new BadInput(`名单没有 id 这一列（现有：${headers.join('、')}）。请给每个人一个不重复的 id。`)
  const candidates: Candidate[] = []
  const seen = new Map<string, number>()
  for await (const { number, cells } of rows) {
    const id = cells[own]!
    if (id === '') throw new BadInput(`名单第 ${number} 行没有 id。`)
    const before = seen.get(id)
    if (before) throw new BadInput(`名单第 ${before} 行和第 ${number} 行的 id 都是「${id}」，请去掉重复的人。`)
    seen.set(id, number)
    const features: Record<string, string> = {}
    headers.forEach((header, at) => {
      if (at !== own && header !== '' && cells[at] !== '') features[header] = cells[at]!
    })
    candidates.push({ id, features })
  }
  if (candidates.length === 0) throw new BadInput('名单里没有人。')
  return { features: headers.filter(header => header !== 'id' && header !== ''), candidates }
}

/** `quotas.csv`: `feature,value,min,max`, with `min_flex,max_flex` or without. */
export async function readQuotas(path: string): Promise<{ quotas: Quota[]; flex: Flex }> {
  const { headers, rows } = await tableOf(path, '配额表')
  const place = (name: string, other: string) => Math.max(headers.indexOf(name), headers.indexOf(other))
  const [feature, value, min, max] = [
    place('feature', 'category'),
    place('value', 'name'),
    place('min', 'min'),
    place('max', 'max'),
  ]
  const lacking = [
    ['feature', feature],
    ['value', value],
    ['min', min],
    ['max', max],
  ].filter(([, at]) => (at as number) < 0)
  if (lacking.length > 0)
    throw new BadInput(`配额表缺少 ${lacking.map(([name]) => name).join('、')} 列。第一行应为 feature,value,min,max。`)
  const [least, most] = [headers.indexOf('min_flex'), headers.indexOf('max_flex')]
  const quotas: Quota[] = []
  const flex: Record<string, { min: number; max: number }> = {}
  for await (const { number, cells } of rows) {
    const whole = (at: number, otherwise?: number): number => {
      const text = cells[at] ?? ''
      if (text === '' && otherwise !== undefined) return otherwise
      if (!/^\d{1,9}$/.test(text))
        throw new BadInput(`配额表第 ${number} 行的 ${headers[at]}「${text}」不是人数，应为 0 或正整数。`)
      return Number(text)
    }
    const quota = { feature: cells[feature]!, value: cells[value]!, min: whole(min), max: whole(max) }
    if (quota.feature === '' || quota.value === '') throw new BadInput(`配额表第 ${number} 行没有写 feature 或 value。`)
    if (quota.min > quota.max)
      throw new BadInput(`配额表第 ${number} 行：最少 ${quota.min} 人大于最多 ${quota.max} 人。`)
    if (flex[quotaKey(quota)])
      throw new BadInput(`配额表第 ${number} 行重复：「${quota.feature} = ${quota.value}」已经有一行。`)
    quotas.push(quota)
    flex[quotaKey(quota)] = { min: whole(least, 0), max: whole(most, Number.MAX_SAFE_INTEGER) }
  }
  return { quotas, flex }
}

/** `--unique unit:1`: at most so many of one value of a column. */
export function readCaps(texts: readonly string[]): Cap[] {
  return texts.map(text => {
    const [, feature, most] = /^(.+):([1-9]\d{0,5})$/.exec(text.trim()) ?? []
    if (!feature) throw new BadInput(`--unique「${text}」看不懂，应写作 列名:人数，例如 unit:1。`)
    return { feature, most: Number(most) }
  })
}

/** The problem of the tables. @throws BadInput when a quota or a cap names a column that the pool does not have */
export function problemOf(
  { features, candidates }: { features: readonly string[]; candidates: Candidate[] },
  quotas: Quota[],
  caps: Cap[],
  size: number,
): Problem {
  const unknown = [...quotas, ...caps].find(({ feature }) => !features.includes(feature))
  if (unknown)
    throw new BadInput(
      `名单没有「${unknown.feature}」这一列（现有：${features.join('、')}）。请核对配额表和 --unique。`,
    )
  const twice = caps.find(({ feature }, at) => caps.findIndex(one => one.feature === feature) !== at)
  if (twice) throw new BadInput(`--unique 给「${twice.feature}」写了两次。`)
  const eligible = candidates.map(({ id }) => id)
  return { candidates, panels: [{ name: 'panel', size, eligible, quotas, caps }], caps: [] }
}
