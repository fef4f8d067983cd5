import fc from 'fast-check'
import type { z } from 'zod'
import { smallDicts } from '@/lib/dict'
import { documentTypes } from '@/lib/dict/own'
import { optional } from '@/lib/platform/fields/atom'
import { dictCode, disciplineCode, regionCode, uuid, version } from '@/lib/platform/fields/codes'
import { email, phone, smsCode } from '@/lib/platform/fields/contact'
import { creditCode } from '@/lib/platform/fields/credit-code'
import { plainDate, plainMonth } from '@/lib/platform/fields/dates'
import { documentNumber } from '@/lib/platform/fields/documents'
import { personName, unitName } from '@/lib/platform/fields/names'
import { currentPassword, newPassword } from '@/lib/platform/fields/password'
import { longText, shortText } from '@/lib/platform/fields/texts'

const atoms: [string, z.ZodType][] = [
  ['personName', personName()],
  ['unitName', unitName()],
  ['phone', phone()],
  ['email', email()],
  ['smsCode', smsCode()],
  ['creditCode', creditCode()],
  ['plainDate', plainDate('日期', { max: 'today' })],
  ['plainMonth', plainMonth()],
  ['shortText', shortText('部门')],
  ['longText', longText('简介', 1000)],
  ['newPassword', newPassword()],
  ['currentPassword', currentPassword()],
  ['regionCode', regionCode()],
  ['disciplineCode', disciplineCode()],
  ['uuid', uuid()],
  ['version', version()],
  ['optional phone', optional(phone())],
  ...documentTypes.map(([type, label]): [string, z.ZodType] => [label, documentNumber(type)]),
  ...smallDicts.map((name): [string, z.ZodType] => [`dictCode ${name}`, dictCode(name, '代码')]),
]

const deep = (depth: number): unknown => (depth === 0 ? 'x' : { deeper: deep(depth - 1) })

/** Trust IN1: what people and programs send instead of a text. */
const hostile: unknown[] = [
  ['x'],
  [],
  {},
  { __proto__: { value: 'x' }, toString: 'x' },
  JSON.parse('{"__proto__": {"admin": true}}'),
  deep(200),
  Number.NaN,
  -1,
  1.5,
  2 ** 31,
  true,
  Symbol('x'),
  () => 'x',
  new Date(Number.NaN),
  10n,
  '__proto__',
  'constructor',
  'toString',
  String.fromCharCode(0),
  `x${String.fromCharCode(0xd800)}`,
  String.fromCodePoint(0x202e),
  '\r\n',
  '🙂'.repeat(100),
  '9'.repeat(18),
  "' OR 1=1 --",
  '<img src=x onerror=alert(1)>',
]

/** Long inputs that make careless patterns slow (trust IN21). */
const long: string[] = [
  ...[
    'a',
    '1',
    '·',
    ' ',
    '\u3000',
    '-',
    '@',
    '.',
    '张',
    'a.',
    'a@',
    '1-',
    '\n',
    ' \n',
    '😀',
    '́',
    String.fromCharCode(0xd800),
  ].map(piece => piece.repeat(50_000).slice(0, 50_000)),
  `${'a'.repeat(50_000)}@`,
  `1${' '.repeat(49_998)}1`,
  'x'.repeat(1_048_576),
]

/** The best of up to ten runs, so that a busy machine is not taken for a slow pattern. */
function fastest(run: () => void): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 10 && best >= 50; round += 1) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

describe.each(atoms)('%s', (_, schema) => {
  const answer = (input: unknown) => {
    const parsed = schema.safeParse(input)
    if (parsed.success) return
    expect(parsed.error.issues.length).toBeGreaterThan(0)
    for (const issue of parsed.error.issues) expect(issue.message).toMatch(/\p{Script=Han}/u)
  }

  test('answers anything with a value or a Chinese sentence', () => {
    for (const input of hostile) answer(input)
    fc.assert(fc.property(fc.anything(), answer))
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), answer))
  })

  test('lets no array, object or other stranger through', () => {
    for (const input of hostile.slice(0, 9)) expect(schema.safeParse(input).success).toBe(false)
  })

  test('never lets an invisible character through', () => {
    for (const code of [0, 1, 0x7f, 0xd800, 0xdfff]) {
      const parsed = schema.safeParse(`张三${String.fromCharCode(code)}Ab1-34567`)
      if (parsed.success) expect(String(parsed.data)).not.toMatch(/[\p{Cc}\p{Cs}]/u)
    }
  })

  test('reads 50,000 characters in less than 50 ms', () => {
    for (const input of long) expect(fastest(() => schema.safeParse(input))).toBeLessThan(50)
  })
})

test('a missing field is asked for by its name', () => {
  for (const [schema, sentence] of [
    [phone(), '请填写手机号码'],
    [phone('联系人手机'), '请填写联系人手机'],
    [dictCode('unitNature', '单位性质'), '请选择单位性质'],
    [regionCode(), '请选择所在地区'],
    [documentNumber('passport'), '请填写证件号码'],
  ] as const)
    for (const input of [undefined, null, '']) expect(schema.safeParse(input).error?.issues[0]?.message).toBe(sentence)
})

describe('codes', () => {
  test('come from the list of what may be chosen', () => {
    expect(dictCode('sex', '性别').parse('1')).toBe('1')
    expect(dictCode('sex', '性别').safeParse('0').success).toBe(false)
    expect(dictCode('title', '职称').safeParse('080').success).toBe(false)
    expect(dictCode('title', '职称').parse('X081')).toBe('X081')
    expect(dictCode('title', '职称').safeParse('X999').error?.issues[0]?.message).toBe('请从列表中选择职称')
  })

  test('have the shape of their standard', () => {
    expect(regionCode().parse('420106')).toBe('420106')
    for (const wrong of ['42010', '4201066', '020106', '４２０１０６', '42010x'])
      expect(regionCode().safeParse(wrong).success).toBe(false)
    for (const right of ['110', '11021', '1102115']) expect(disciplineCode().parse(right)).toBe(right)
    for (const wrong of ['11', '1102', '110211', '11021150', 'abc'])
      expect(disciplineCode().safeParse(wrong).success).toBe(false)
  })

  test('ids and versions', () => {
    expect(uuid().parse('0190A5E0-0000-7000-8000-00000000000F')).toBe('0190a5e0-0000-7000-8000-00000000000f')
    expect(uuid().safeParse('0190a5e0').success).toBe(false)
    expect([version().parse(3), version().parse('3'), version().parse(0)]).toEqual([3, 3, 0])
    // the next version must fit into the column as well
    expect(version().parse(2 ** 31 - 2)).toBe(2 ** 31 - 2)
    for (const wrong of [-1, 1.5, 2 ** 31 - 1, 2 ** 31, '', '3.0', ' 3', 'x', '99999999999', null])
      expect(version().safeParse(wrong).success).toBe(false)
  })
})
