import fc from 'fast-check'
import { initialsOf, pinyinOf, syllablesOf } from '@/lib/platform/pinyin'
import { charLength, compactCode, foldWidth, invisibleAt, nameKey, tidyLine, tidyLines } from '@/lib/platform/text'

const zeroWidth = String.fromCodePoint(0x200b)
const rightToLeft = String.fromCodePoint(0x202e)
const nul = String.fromCodePoint(0)
const loneSurrogate = String.fromCharCode(0xd800)

describe('nameKey', () => {
  test.each([
    ['武汉示范（集团）有限公司', '武汉示范(集团)有限公司'],
    ['武汉示范（集团）有限公司', '武汉 示范〔集团〕 有限公司'],
    ['示范ＡＢＣ研究院', '示范abc研究院'],
    ['示范大学　第１医院', '示范大学第1医院'],
    ['买买提•艾力', '买买提·艾力'],
    ['买买提・艾力', '买买提･艾力'],
    ['示范－试验中心', '示范-试验中心'],
    [`示范${zeroWidth}大学`, '示范大学'],
  ])('%s and %s look alike', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other))
  })

  test.each([
    ['示范大学', '示范学院'],
    ['第一医院', '第二医院'],
    ['示范公司(一)', '示范公司(二)'],
  ])('%s and %s do not', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other))
  })

  test('is its own key, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
        expect(nameKey(nameKey(text))).toBe(nameKey(text))
      }),
      { numRuns: 3000 },
    )
  })
})

test('length counts code points', () => {
  expect(charLength('𠮷野家')).toBe(3)
  expect(charLength('བོད་')).toBe(4)
  expect(charLength('')).toBe(0)
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => expect(charLength(text)).toBe([...text].length)))
})

test('full width becomes half width', () => {
  expect(foldWidth('ＡＺａｚ０９（）　＠')).toBe('AZaz09() @')
  expect(foldWidth('武汉，。')).toBe('武汉,。')
})

test('one line and several lines are tidied', () => {
  expect(tidyLine(' \t示范　　大学 \n')).toBe('示范 大学')
  expect(tidyLine('e\u0301')).toBe('é')
  expect(tidyLines('一 \r\n二\r三\u2028四\t五\n\n')).toBe('一\n二\n三\n四 五')
})

test.each([
  [`张${nul}三`, 2],
  [`张三${loneSurrogate}`, 3],
  [`${rightToLeft}张三`, 1],
  [`𠮷${zeroWidth}`, 2],
  ['张\n三', 2],
  ['张三', 0],
])('the invisible character of %j stands at %i', (text, at) => {
  expect(invisibleAt(text)).toBe(at)
})

test('line ends are visible in texts of several lines, nothing else is', () => {
  expect(invisibleAt('一\n二', { lines: true })).toBe(0)
  expect(invisibleAt(`一\n${nul}`, { lines: true })).toBe(3)
})

test('codes lose blanks, dashes and what is pasted with them', () => {
  expect(compactCode(` ${rightToLeft}１２３ －４５–6${zeroWidth}\u00a0 `)).toBe('123456')
})

describe('pinyin', () => {
  test.each([
    ['武汉大学', 'wuhandaxue', 'whdx'],
    ['重庆市', 'chongqingshi', 'cqs'],
    ['绿色建筑（一期）', 'lvsejianzhuyiqi', 'lsjzyq'],
    ['3D打印', '3ddayin', '3dy'],
    ['ＡＢＣ 研究院', 'abcyanjiuyuan', 'ayjy'],
    ['བོད་', '', ''],
  ])('%s is read %s, %s', (text, full, initials) => {
    expect(pinyinOf(text)).toBe(full)
    expect(initialsOf(text)).toBe(initials)
  })

  test.each([
    ['单一鸣', 'shanyiming'],
    ['仇小云', 'qiuxiaoyun'],
    ['尉迟明', 'yuchiming'],
    ['John Smith', 'johnsmith'],
  ])('the name %s is read %s', (name, full) => {
    expect(pinyinOf(name, 'person')).toBe(full)
  })

  test('answers any text with letters and digits only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), text => {
        for (const syllable of syllablesOf(text)) expect(syllable).toMatch(/^[a-z0-9]+$/)
      }),
    )
  })
})
