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
}, 60_000)

test.each(['maximin', 'leximin', 'uniform'])(
  '%s: two processes write the same, but for the seconds',
  method => {
    const unique = method === 'uniform' ? [] : ['--unique', 'unit:1']
    for (const out of ['one.json', 'two.json'])
      expect(draw({ method, out }, ...unique)).toMatchObject({ status: 0, stderr: '' })
    const [{ seconds, ...one }, { seconds: _, ...two }] = [resultOf('one.json'), resultOf('two.json')]
    expect(JSON.stringify(one)).toBe(JSON.stringify(two))
    expect(Object.keys(one)).toEqual(['panel', 'chances', 'forced', 'portfolio', 'bound', 'engineVersion'])
    expect(seconds).toBeGreaterThan(0)
    expect(one.panel).toHaveLength(9)
    const chances = Object.values(one.chances as Record<string, number>)
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(9, 9)
    expect(Math.min(...chances)).toBeLessThanOrEqual(one.bound as number)
  },
  120_000,
)

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
}, 120_000)

test.each([
  ['a quota that is no range', { quotas: file('wrong.csv') }, '最少 5 人大于最多 3 人'],
  ['no pool', { pool: 'nowhere.csv' }, '读不到名单'],
  ['a seed', { seed: 'xyz' }, '应为十六进制'],
  ['a size', { size: '0' }, '不是人数'],
  ['a method', { method: 'best' }, '应为 maximin、leximin 或 uniform'],
  ['a column', { unique: 'company:1' }, '名单没有「company」这一列'],
  ['an unknown setting', { colour: 'red' }, '有看不懂的参数'],
])(
  '%s is refused with a sentence',
  (_, settings, sentence) => {
    const { status, stdout, stderr } = draw({ out: 'bad.json', ...settings })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^✗ /)
    expect(stderr).toContain(sentence)
  },
  60_000,
)
