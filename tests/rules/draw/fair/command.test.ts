import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unitPool } from './pools'

const folder = mkdtempSync(join(tmpdir(), 'draw-'))
const file = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The command as people call it, in a process of its own. */
function draw(settings: Record<string, string>, ...more: string[]) {
  const args = Object.entries({
    pool: file('pool.csv'),
    quotas: file('quotas.csv'),
    size: '9',
    seed: 'c0ffee',
    ...settings,
  })
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/draw.mjs', ...args.flatMap(([name, value]) => [`--${name}`, value]), ...more],
    { encoding: 'utf8', env: { ...process.env, INIT_CWD: folder } },
  )
  return { status, stdout, stderr }
}
const resultOf = (name: string) => JSON.parse(readFileSync(file(name), 'utf8')) as Record<string, unknown>

beforeAll(() => {
  const { candidates, panels } = unitPool(60, 9)
  const people = candidates.map(({ id, features: { sex, age, area, unit } }) => [id, sex, age, area, unit].join(','))
  writeFileSync(file('pool.csv'), `\ufeffid,sex,age,area,unit\r\n${people.join('\r\n')}\r\n`)
  const quotas = panels[0]!.quotas.map(({ feature, value, min, max }) => [feature, value, min, max].join(','))
  writeFileSync(file('quotas.csv'), `feature,value,min,max\n${quotas.join('\n')}\n`)
  writeFileSync(file('strict.csv'), 'feature,value,min,max,min_flex,max_flex\nsex,s0,6,9,4,9\nsex,s1,5,9,4,9\n')
  writeFileSync(file('stubborn.csv'), 'feature,value,min,max,min_flex,max_flex\nsex,s0,6,9,6,9\nsex,s1,5,9,5,9\n')
  writeFileSync(file('wrong.csv'), 'feature,value,min,max\nsex,s1,5,3\n')
  writeFileSync(file('none.csv'), 'feature,value,min,max\n')
  writeFileSync(file('comma.csv'), 'id,unit,sex\na,研究所,分院,s0\nb,大学,s1\n')
  writeFileSync(file('taken.csv'), 'id,constructor\na,x\nb,\nc,\n')
  const columns = Array.from({ length: 300 }, (_, at) => `c${at}`)
  const wide = ['a', 'b', 'c'].map(id => [id, ...columns.map(() => (id === 'a' ? 'y' : 'n'))].join(','))
  writeFileSync(file('wide.csv'), `id,${columns.join(',')}\n${wide.join('\n')}\n`)
  writeFileSync(file('far.csv'), 'feature,value,min,max\nc299,y,1,1\n')
})

test.each(['maximin', 'leximin', 'uniform'])('%s: two processes write the same, but for the seconds', method => {
  const unique = method === 'uniform' ? [] : ['--unique', 'unit:1']
  for (const out of ['one.json', 'two.json'])
    expect(draw({ method, out }, ...unique)).toMatchObject({ status: 0, stderr: '' })
  const [{ seconds, ...one }, { seconds: _, ...two }] = [resultOf('one.json'), resultOf('two.json')]
  expect(JSON.stringify(one)).toBe(JSON.stringify(two))
  expect(Object.keys(one)).toEqual(['panel', 'chances', 'forced', 'portfolio', 'bound', 'reached', 'engineVersion'])
  expect(seconds).toBeGreaterThan(0)
  expect(one.panel).toHaveLength(9)
  const chances = Object.values(one.chances as Record<string, number>)
  expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(9, 9)
  expect(Math.min(...chances)).toBeLessThanOrEqual(one.bound as number)
  const smallest = Math.min(...chances.filter(chance => chance > 0))
  expect(one.reached).toBeCloseTo(smallest / (one.bound as number), 9)
})

test('a thousand tickets for balls: what they cost is said, and the number drawn gives its panel', () => {
  const settings = { method: 'leximin', unique: 'unit:1', tickets: '1000' }
  const { status, stdout } = draw({ ...settings, ticket: '517', out: 'balls.json' })
  expect(status).toBe(0)
  expect(stdout).toMatch(/只用 1000 张签的代价：最小机会由 [\d.]+% 变为 [\d.]+%，小了 [\d.]+%/)
  const { cost, chances, portfolio, panel } = resultOf('balls.json') as {
    cost: { tickets: number; smallest: number; fine: number; lost: number }
    chances: Record<string, number>
    portfolio: { tickets: number; ticket: number; chosen: number; panels: { tickets: number }[] }
    panel: string[]
  }
  expect(portfolio).toMatchObject({ tickets: 1000, ticket: 517 })
  expect(cost).toMatchObject({ tickets: 1000 })
  expect(cost.smallest).toBeCloseTo(Math.min(...Object.values(chances)), 9)
  expect(cost.lost).toBeCloseTo(1 - cost.smallest / cost.fine, 9)
  const before = portfolio.panels.slice(0, portfolio.chosen).reduce((sum, one) => sum + one.tickets, 0)
  expect(before).toBeLessThanOrEqual(517)
  expect(before + portfolio.panels[portfolio.chosen]!.tickets).toBeGreaterThan(517)
  // without a number from balls the seed gives one of the thousand
  expect(draw({ ...settings, out: 'seeded.json' }).status).toBe(0)
  const seeded = resultOf('seeded.json') as { portfolio: { ticket: number; lotteryHash: string }; panel: string[] }
  expect(seeded.portfolio.ticket).toBeLessThan(1000)
  expect(seeded.portfolio.lotteryHash).toBe((portfolio as { lotteryHash?: string }).lotteryHash)
  expect(seeded.panel).toHaveLength(panel.length)
})

test('what cannot be filled ends with 2 and the smallest change, in words and as data; --relax makes it and draws', () => {
  const { status, stderr } = draw({ quotas: file('strict.csv'), out: 'none.json' })
  expect(status).toBe(2)
  expect(stderr).toMatch(/最小的改动：「sex = s[01]」由至少 \d 人改为至少 4 人。/)
  expect(resultOf('none.json')).toMatchObject({ panel: [], bound: 0, relaxation: [{ what: 'min', feature: 'sex' }] })
  const relaxed = draw({ quotas: file('strict.csv'), out: 'relaxed.json' }, '--relax')
  expect(relaxed.status).toBe(0)
  expect(relaxed.stdout).toContain('已作最小的放宽')
  expect(resultOf('relaxed.json')).toMatchObject({ relaxation: [{ what: 'min', feature: 'sex' }] })
  const stubborn = draw({ quotas: file('stubborn.csv'), out: 'stubborn.json' }, '--relax')
  expect(stubborn).toMatchObject({ status: 2 })
  expect(stubborn.stderr).toContain('在 min_flex、max_flex 之内没有可行的放宽')
})

test('far more people than there are: the smallest change says how many there can be', () => {
  const { status, stderr } = draw({ quotas: file('none.csv'), size: '999999', out: 'many.json' })
  expect([status, stderr]).toEqual([2, expect.stringContaining('人数由 999999 人减为 60 人')])
})

test('a column far to the right counts as any other', () => {
  const settings = { pool: file('wide.csv'), quotas: file('far.csv'), size: '2', out: 'wide.json' }
  expect(draw(settings)).toMatchObject({ status: 0, stderr: '' })
  expect(resultOf('wide.json')).toMatchObject({ forced: ['a'], chances: { a: 1, b: 0.5, c: 0.5 } })
})

test.each([
  ['a quota that is no range', { quotas: file('wrong.csv') }, '最少 5 人大于最多 3 人'],
  ['no pool', { pool: 'nowhere.csv' }, '读不到名单'],
  ['a seed', { seed: 'xyz' }, '应为十六进制'],
  ['a size', { size: '0' }, '不是人数'],
  ['a method', { method: 'best' }, '应为 maximin、leximin 或 uniform'],
  ['a column', { unique: 'company:1' }, '名单没有「company」这一列'],
  ['a number of tickets', { tickets: '2000000' }, '--tickets「2000000」不是签数'],
  ['a ticket that is none', { tickets: '1000', ticket: '1000' }, '应为 0 至 999'],
  ['balls for equal lists', { tickets: '1000', method: 'uniform' }, '只用于 maximin 和 leximin'],
  ['a comma too many', { pool: 'comma.csv', quotas: 'none.csv' }, '名单 第 2 行的「s0」在最后一个列名之外'],
  ['a column of a name that every object has', { pool: 'taken.csv', quotas: 'none.csv' }, '请改名'],
  ['an unknown setting', { colour: 'red' }, '有看不懂的参数'],
])('%s is refused with a sentence', (_, settings, sentence) => {
  const { status, stdout, stderr } = draw({ out: 'bad.json', ...settings })
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^✗ /)
  expect(stderr).toContain(sentence)
})
