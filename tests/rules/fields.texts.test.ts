import fc from 'fast-check'
import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { email, phone, smsCode } from '@/lib/platform/fields/contact'
import { maskDocument, maskName, maskPhone } from '@/lib/platform/fields/masks'
import { personName, unitName } from '@/lib/platform/fields/names'
import { longText, shortText } from '@/lib/platform/fields/texts'
import { fixtureId, fixturePhone } from '../support/fixtures-ids'
import { problemOf } from '../support/problem-of'

const zeroWidth = String.fromCodePoint(0x200b)

describe('personName', () => {
  test.each([
    ['张三', '张三'],
    [' 张　三 ', '张三'],
    ['欧阳小云', '欧阳小云'],
    ['𠮷野', '𠮷野'],
    ['扎西·次仁', '扎西·次仁'],
    ['买买提.艾力', '买买提·艾力'],
    ['买买提．艾力', '买买提·艾力'],
    ['买买提 · 艾力', '买买提·艾力'],
    ['བཀྲ་ཤིས་', 'བཀྲ་ཤིས་'],
    ['John  Smith', 'John Smith'],
    ['Ｊｏｈｎ Ｓｍｉｔｈ', 'John Smith'],
    ["D’Arcy O'Neil", "D'Arcy O'Neil"],
    ['J. R. Müller-Lüdenscheidt', 'J. R. Müller-Lüdenscheidt'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(personName().parse(typed)).toBe(kept)
  })

  test.each([...'•‧∙⋅・･·․'])('the dot %s becomes U+00B7 (trust IN7)', dot => {
    expect(personName().parse(`买买提${dot}艾力`)).toBe('买买提\u00b7艾力')
  })

  test('50 characters and more pass, 101 do not', () => {
    expect(personName().parse('阿'.repeat(100))).toHaveLength(100)
    expect(problemOf(personName(), '阿'.repeat(101))).toBe('姓名最多 100 个字，现在有 101 个字，请精简')
  })

  test.each([
    ['', '请填写姓名'],
    ['  ', '请填写姓名'],
    ['张', '至少 2 个字'],
    ['𠮷', '至少 2 个字'],
    ['·张三', '开头和结尾不能是间隔号'],
    ['张三•', '开头和结尾不能是间隔号'],
    ['买买提··艾力', '连在一起'],
    ['买买提・•艾力', '连在一起'],
    ['张三2', '不能有“2”'],
    ['张三（大）', '不能有“(”'],
    ['<b>张三', '不能有“<”'],
    ['-张三', '以文字开头'],
    ['Иван', '不能有“И”'],
    [`张${zeroWidth}三`, '第 2 个字是看不见的特殊字符'],
    [`张${String.fromCharCode(0)}三`, '第 2 个字是看不见的特殊字符'],
    [`张三${String.fromCharCode(0xdc00)}`, '第 3 个字是看不见的特殊字符'],
    ['张\n三', '第 2 个字是看不见的特殊字符'],
    ['张三\u0000', '第 3 个字是看不见的特殊字符'],
  ])('%j is refused: %s', (typed, sentence) => {
    expect(problemOf(personName(), typed)).toContain(sentence)
  })

  test('reading twice changes nothing', () => {
    const signs = fc.string({
      unit: fc.constantFrom(..."张三买提艾力•・･·.． 　ABcéＪ'’-་ཀ"),
      minLength: 2,
      maxLength: 12,
    })
    fc.assert(
      fc.property(signs, typed => {
        const once = personName().safeParse(typed)
        if (once.success) expect(personName().parse(once.data)).toBe(once.data)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('unitName', () => {
  test.each([
    '示范市第一中学',
    '示范（武汉）科技有限公司',
    '示范(集团)公司',
    '示范ＡＢＣ研究所',
    '3M 示范公司',
    '“示范”实验室',
    'A&B 示范中心',
    '示范·试验站',
  ])('%s passes as it is', name => {
    expect(unitName().parse(name)).toBe(name)
  })

  test.each([
    ['', '请填写单位名称'],
    ['校', '至少 2 个字'],
    ['<示范大学>', '不能有“<”'],
    ['示范大学🙂', '不能有“🙂”'],
    ['12345', '应当是文字'],
    ['示范'.repeat(51), '最多 100 个字'],
    [`示范${String.fromCodePoint(0x202e)}大学`, '第 3 个字是看不见'],
  ])('%j is refused: %s', (typed, sentence) => {
    expect(problemOf(unitName(), typed)).toContain(sentence)
  })
})

describe('texts', () => {
  test('are counted in code points', () => {
    expect(longText('简介', 3).parse('𠮷𠮷𠮷')).toBe('𠮷𠮷𠮷')
    expect(problemOf(longText('简介', 3), '一二三四')).toBe('简介最多 3 个字，现在有 4 个字，请精简')
    expect(longText('简介', 1000).parse('字'.repeat(1000))).toHaveLength(1000)
    expect(problemOf(longText('简介', 1000), '字'.repeat(1001))).toContain('现在有 1001 个字')
    expect(problemOf(longText('简介', 1000), '字'.repeat(100_000))).toContain('最多 1000 个字')
  })

  test('blanks that are tidied away do not count', () => {
    expect(longText('简介', 3).parse('  一 \r\n二\r\n ')).toBe('一\n二')
    expect(shortText('部门', 5).parse(' 科技\t处 ')).toBe('科技 处')
  })

  test('one line holds no line end, several lines hold nothing else that is invisible', () => {
    expect(problemOf(shortText('部门'), '科技\n处')).toContain('第 3 个字')
    expect(longText('简介', 9).parse('一\n二')).toBe('一\n二')
    expect(problemOf(longText('简介', 9), '一\n\u0000')).toContain('第 3 个字')
  })

  test('may ask for a least length', () => {
    expect(problemOf(longText('理由', 100, 5), '太短')).toBe('理由至少 5 个字')
  })
})

describe('optional', () => {
  const schema = z.object({ dept: optional(shortText('部门', 4)) })
  test.each([[{}], [{ dept: null }], [{ dept: undefined }], [{ dept: '' }], [{ dept: ' 　' }]])(
    '%j is nothing',
    input => {
      expect(schema.parse(input)).toEqual({ dept: null })
    },
  )
  test('what is there is read like the field itself', () => {
    expect(schema.parse({ dept: ' 科技处 ' })).toEqual({ dept: '科技处' })
    expect(problemOf(schema, { dept: '科技发展处' })).toContain('最多 4 个字')
    expect(problemOf(schema, { dept: ['科技处'] })).toBe('部门的格式不正确，请重新填写')
    expect(schema.safeParse({ dept: 1 }).error?.issues[0]?.path).toEqual(['dept'])
  })
})

describe('phone', () => {
  const typed = fixturePhone(1234)
  test.each([
    typed,
    ` ${typed} `,
    `+86 ${typed}`,
    `+86-${typed}`,
    `0086${typed}`,
    `86${typed}`,
    `${typed.slice(0, 3)} ${typed.slice(3, 7)} ${typed.slice(7)}`,
    `${typed.slice(0, 3)}-${typed.slice(3, 7)}-${typed.slice(7)}`,
    Array.from(typed, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''),
    `${String.fromCodePoint(0x202d)}${typed}${String.fromCodePoint(0x202c)}`,
  ])('%s is read', variant => {
    expect(phone().parse(variant)).toBe(typed)
  })

  test('13 to 19 pass, 10 to 12 do not', () => {
    for (let second = 0; second <= 9; second += 1)
      expect(phone().safeParse(`1${second}${'0'.repeat(9)}`).success).toBe(second >= 3)
  })

  test.each([
    ['', '请填写手机号码'],
    ['1990000', '现在是 7 位'],
    [`${typed}0`, '现在是 12 位'],
    ['02700000000', '以 13 至 19 开头'],
    ['1990000abcd', '只能是数字'],
    [`+1${typed}`, '只能是数字'],
  ])('%j is refused: %s', (wrong, sentence) => {
    expect(problemOf(phone(), wrong)).toContain(sentence)
  })
})

describe('email', () => {
  test.each([
    ['name@example.com', 'name@example.com'],
    [' Name.Last+tag@Sub.EXAMPLE.Com ', 'Name.Last+tag@sub.example.com'],
    ['name＠example。com', 'name@example.com'],
    ["o'neil@example.org", "o'neil@example.org"],
  ])('%s is kept as %s', (typed, kept) => {
    expect(email().parse(typed)).toBe(kept)
  })

  test.each([
    'name',
    'name@',
    '@example.com',
    'name@example',
    'a@b@example.com',
    'name..x@example.com',
    '.name@example.com',
    'name@-example.com',
    'name@example..com',
    'name@example.com.',
    'name@1.2.3.4',
    'na me@example.com',
    'name@example.com\r\nBcc: x@example.com',
    '张三@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(64)}.com`,
    `a@${'b.'.repeat(130)}com`,
  ])('%j is refused with an example', typed => {
    expect(problemOf(email(), typed)).toBe('请填写正确的电子邮箱，例如 name@example.com')
  })

  test('empty is asked for', () => {
    expect(problemOf(email(), ' ')).toBe('请填写电子邮箱')
  })
})

test('smsCode is six digits', () => {
  expect(smsCode().parse(' １２３ 456 ')).toBe('123456')
  for (const wrong of ['12345', '1234567', '12345a', '十二三四五六'])
    expect(problemOf(smsCode(), wrong)).toContain('6 位数字')
  expect(problemOf(smsCode(), '')).toBe('请填写验证码')
})

describe('masks', () => {
  test('hide the middle (trust PR5)', () => {
    expect(maskPhone(fixturePhone(8888))).toBe('199****8888')
    expect(maskDocument(fixtureId())).toBe(`9${'*'.repeat(16)}${fixtureId().at(-1)}`)
    expect(maskDocument('H00000001')).toBe('H*******1')
    expect([maskDocument(''), maskDocument('A'), maskDocument('AB')]).toEqual(['', '*', '**'])
    expect(maskPhone('123')).toBe('1*3')
  })
  test.each([
    ['张三', '张*'],
    ['张三丰', '张**'],
    ['买买提·艾力', '买**'],
    ['𠮷野家', '𠮷**'],
    ['张', '张'],
    ['', ''],
  ])('%s becomes %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
  test('never show more than the ends', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3 }), text => {
        const masked = maskDocument(text)
        expect(masked.replaceAll('*', '').length).toBeLessThanOrEqual(4)
      }),
    )
  })
})
