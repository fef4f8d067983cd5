import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Role, roles } from '@/lib/draw/contributor.rules'
import { commitmentOf } from '@/lib/draw/seal/ceremony'
import type { Certificate } from '@/lib/draw/seal/certificate'
import { contributions, smallProblem } from './cases'

const folder = mkdtempSync(join(tmpdir(), 'seal-'))
const file = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(...args: string[]) {
  const env = { ...process.env, INIT_CWD: folder }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/draw.mjs', ...args], {
    ...{ encoding: 'utf8', env },
  })
  return { status, stdout, stderr }
}
const draw = (...more: string[]) =>
  run('--pool', 'pool.csv', '--quotas', 'quotas.csv', '--size', '4', '--unique', 'unit:1', '--out', 'r.json', ...more)
const certificate = () => JSON.parse(readFileSync(file('c.json'), 'utf8')) as Certificate

function ceremony() {
  const number = 'CQ2026-0031-1-1'
  const of = <T>(make: (role: Role) => T) =>
    Object.fromEntries(roles.map(role => [role, make(role)])) as Record<Role, T>
  const commitments = of(role => commitmentOf(number, role, contributions[role]))
  const given = of(role => ({ ...contributions[role], commitment: commitments[role] }))
  return {
    commitments,
    file: { number, salt: '77'.repeat(32), secret: '66'.repeat(32), conditions: ['正高级'], ...given },
  }
}

beforeAll(() => {
  const rows = smallProblem.candidates.map(({ id, features: { name, sex, title, unit = '' } }) =>
    [id, name, sex, title, unit].join(','),
  )
  writeFileSync(file('pool.csv'), `id,name,sex,title,unit\n${rows.join('\n')}\n`)
  writeFileSync(file('quotas.csv'), 'feature,value,min,max\nsex,2,2,3\ntitle,high,1,2\n')
})

test('a trial says so, in words and in the file; it comes out offline, and a changed one is named', () => {
  const { status, stdout } = draw('--seed', 'c0ffee', '--certificate', 'c.json')
  expect(status).toBe(0)
  expect(stdout).toContain('证书是试算')
  expect(certificate().record.trial).toBe(true)
  const { signs, panel } = JSON.parse(readFileSync(file('r.json'), 'utf8'))
  expect(panel.map((id: string) => signs[id])).toEqual(certificate().result.panels[0])
  const right = run('verify', 'c.json')
  expect(right).toMatchObject({ status: 0, stderr: '' })
  expect(right.stdout).toContain('这是试算')
  writeFileSync(file('changed.json'), JSON.stringify({ ...certificate(), seal: '0'.repeat(64) }))
  const wrong = run('verify', 'changed.json')
  expect(wrong.status).toBe(1)
  expect(wrong.stdout).toMatch(/不符：封存值。封存的内容与封存值不符[\s\S]*核验不通过：封存值、/)
  expect(run('verify', 'pool.csv')).toMatchObject({ status: 1, stdout: expect.stringContaining('不是 JSON 文件') })
  expect(run('verify', 'nowhere.json')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^✗ 读不到 nowhere.json/),
  })
  expect(run('verify', '.')).toMatchObject({ status: 2, stderr: expect.stringMatching(/^✗ 读不到 /) })
  expect(run('verify')).toMatchObject({ status: 2, stderr: expect.stringContaining('用法') })
})

test('asked how, it says how', () => {
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^用法：/) })
})

test('given commitments are kept to, and the certificate is none of a trial', () => {
  writeFileSync(file('ceremony.json'), JSON.stringify(ceremony().file))
  expect(draw('--ceremony', 'ceremony.json', '--certificate', 'c.json')).toMatchObject({ status: 0, stderr: '' })
  expect(certificate().record).toMatchObject({ trial: false, number: 'CQ2026-0031-1-1', conditions: ['正高级'] })
  const alone = run('verify', 'c.json')
  expect(alone.status).toBe(0)
  // anybody can make up a certificate that fits itself: what it is compared by is said
  expect(alone.stdout).toContain(`封存值 ${certificate().seal}`)
  expect(alone.stdout).toContain('请再核对编号和封存值')
  const bureau = { ...contributions.bureau, contribution: '8 6 4 3', commitment: ceremony().commitments.bureau }
  const changed = { ...ceremony().file, bureau }
  writeFileSync(file('ceremony.json'), JSON.stringify(changed))
  expect(draw('--ceremony', 'ceremony.json', '--certificate', 'c.json')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('抽取人揭示的内容与承诺不符'),
  })
})

test.each([
  [['--seed', 'aa', '--ceremony', 'x.json', '--certificate', 'c.json'], '只能给一个'],
  [['--seed', 'aa', '--certificate', './r.json'], '会覆盖别的文件'],
  [['--seed', 'aa', '--out', 'pool.csv'], '会覆盖别的文件'],
  [['--ceremony', 'x.json'], '要和 --certificate 一起用'],
  [['--ceremony', 'x.json', '--certificate', 'c.json'], '读不到'],
  [['--seed', 'aa', '--certificate', 'c.json', '--method', 'uniform'], '只用于 maximin 和 leximin'],
])('%j is refused in a sentence', (args, sentence) => {
  expect(draw(...args)).toMatchObject({ status: 1, stderr: expect.stringContaining(sentence) })
})
