import fc from 'fast-check'
import { currentPassword, newPassword, passwordProblems } from '@/lib/platform/fields/password'
import { fixturePhone } from '../support/fixtures-ids'
import { problemOf } from '../support/problem-of'

const good = 'Lantern-42-river'
const dengbao = (password: string, words?: string[]) => passwordProblems(password, { mode: 'dengbao', words })
const nist = (password: string) => passwordProblems(password, { mode: 'nist' })

test.each([
  good,
  '湖边 的灯塔 No.7 亮了',
  '🙂🙂 Kettle 🚲 four 4',
  `${'aB3-xyzw'.repeat(16)}`,
  'correct horse Battery 9',
])('%s may be used', password => {
  expect(dengbao(password)).toEqual([])
  expect(newPassword().parse(password)).toBe(password.normalize('NFKC'))
})

test.each([
  ['Short-42x', '至少 10 个字符，现在是 9 个'],
  ['onlysmallletters', '至少三种'],
  ['onlysmall12345', '至少三种'],
  ['P@ssw0rd2026!', '太常见'],
  ['Admin@123456', '太常见'],
  ['Abc@1234567', '太常见'],
  ['Qwer@12345', '太常见'],
  ['Aa1!Aa1!Aa1!', '太常见'],
  ['Aa123456789', '太常见'],
  ['12345678-90A', '太常见'],
  [`${'aB3-xyzw'.repeat(16)}x`, '最多 128 个字符'],
  ['aB3'.repeat(100_000), '最多 128 个字符'],
])('%.30s is refused: %s', (password, sentence) => {
  expect(dengbao(password).join()).toContain(sentence)
})

test('what belongs to the person must not be in it', () => {
  const said = '密码中不要包含登录名、手机号码、姓名或单位名称'
  expect(dengbao(`Xy-${fixturePhone(7)}`, [fixturePhone(7)])).toEqual([said])
  expect(dengbao('Lantern张三-42', ['张三'])).toEqual([said])
  expect(dengbao('xx-ZhangSan-42', ['zhangsan'])).toEqual([said])
  expect(dengbao('Lantern-42-ｒｉｖｅｒ'.normalize('NFKC'), ['ＲＩＶＥＲ'])).toEqual([said])
  expect(dengbao(good, ['', ' ', 'li', '张'])).toEqual([])
  expect(passwordProblems(good, { mode: 'dengbao', words: [null, undefined] })).toEqual([])
})

test('nist asks for length, not for kinds', () => {
  expect(nist('river lantern and tea')).toEqual([])
  expect(nist(good.slice(0, 14)).join()).toContain('至少 15 个字符')
  expect(problemOf(newPassword('密码', 'nist'), good.slice(0, 14))).toContain('至少 15')
})

test('one password has one form', () => {
  expect(newPassword().parse('Ｌantern-４２-river')).toBe(good)
  expect(currentPassword().parse('Ｌantern-４２-river')).toBe(good)
  expect(newPassword().parse(` ${good} `)).toBe(` ${good} `)
})

test.each([String.fromCharCode(0), '\n', String.fromCharCode(0xd800)])('%j cannot be in a password', sign => {
  expect(problemOf(newPassword(), good + sign)).toContain('不能使用的字符')
  expect(problemOf(currentPassword(), good + sign)).toContain('不能使用的字符')
})

test('logging in does not teach the rules', () => {
  expect(currentPassword().parse('x')).toBe('x')
  expect(problemOf(currentPassword(), '')).toBe('请填写密码')
  expect(problemOf(currentPassword(), 'x'.repeat(300))).toContain('最多 128')
})

test('whatever is typed is answered with sentences', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'binary' }), (password, word) => {
      for (const sentence of dengbao(password, [word])) expect(sentence).toMatch(/\p{Script=Han}/u)
    }),
  )
})
