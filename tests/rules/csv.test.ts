import { csvCell, csvOf } from '@/lib/platform/csv'

describe('what a spreadsheet takes for a formula stays text (trust IN18)', () => {
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '\u00a0=1',
    '\n=1',
    '\ufeff=1',
    '\u200b=1',
    '　＝1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '=HYPERLINK("http://evil","x")',
  ])('%j', value => {
    expect(csvCell(value)).toBe(`"'${value.replaceAll('"', '""')}"`)
  })
  test.each(['张三', '2026-11-21', '127.0.0.1', '1=1', 'a-b', '', '《=》', '{"a":1}'])('%j is left as it is', value => {
    expect(csvCell(value)).toBe(`"${value.replaceAll('"', '""')}"`)
  })
})

test('a file has the mark of UTF-8, quoted cells and lines that end as spreadsheets expect', () => {
  expect(
    csvOf([
      ['甲', 'a"b,c\nd'],
      ['1', ''],
    ]),
  ).toBe('\ufeff"甲","a""b,c\nd"\r\n"1",""\r\n')
})
