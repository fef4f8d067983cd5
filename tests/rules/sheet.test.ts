import fc from 'fast-check'
import { dict } from '@/lib/dict'
import { readSheet, type SheetCell } from '@/lib/platform/sheet-reader'
import { workbookOf } from '@/lib/platform/workbook'
import { demo } from '@/lib/policy/presets/demo'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { xizang } from '@/lib/policy/presets/xizang'
import { foundIn } from '@/lib/profile/import.rules'
import { type Field, type Section, sectionFor, sectionsFor } from '@/lib/profile/resolve.schema'
import { choicesOf, type SheetColumn, sheetColumns, sheetTexts } from '@/lib/profile/sheet.rules'
import { READ_ROWS, rowsOfSheet } from '@/lib/profile/sheet-rows.rules'
import { readCell, sheetMonth } from '@/lib/profile/sheet-values.rules'
import { applies, type RowData } from '@/lib/profile/values.rules'
import { rowsXml, workbookBytes } from '../support/small-zip'

const papers = sectionFor(demo, 'papers')
const header = (column: SheetColumn) => `${column.header}${column.required ? '＊' : ''}`

async function backAgain(section: Section, rows: RowData[]) {
  const columns = sheetColumns(section)
  const bytes = await workbookOf([
    {
      name: section.title,
      columns: columns.map(column => ({ header: header(column), width: 20, choices: column.choices })),
      example: columns.map(column => column.example),
      rows: rows.map(row => sheetTexts(columns, row)),
      reach: 20,
    },
  ])
  return rowsOfSheet(section, readSheet(bytes, READ_ROWS), '')
}
const read = (section: Section, rows: string[][], more = '', own = '') =>
  rowsOfSheet(section, readSheet(workbookBytes(`${rowsXml(rows)}${more}`), READ_ROWS), own)

/** A text of signs that matter, as a line is stored. */
const line = fc
  .array(
    fc.constantFrom(
      '甲',
      '乙',
      '𠮷',
      'A',
      ' ',
      '=',
      '+',
      '-',
      '@',
      '＝',
      "'",
      '"',
      '&',
      '<',
      '0',
      '7',
      '，',
      '_x',
      '%',
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map(signs => signs.join('').replace(/ +/g, ' ').trim())
  .filter(text => text !== '' && !/^\d(\.\d+)?E/.test(text))
const name = fc.constantFrom('示例甲', '示例乙', '𠮷示例', '买买提·示例', 'A. Example')
const month = fc
  .tuple(fc.integer({ min: 1950, max: 2026 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`)

function anyValue(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'month':
      return month
    case 'period':
      return fc.oneof(
        fc.record({ from: month, to: month, current: fc.constant(false) }),
        fc.record({ from: month, to: fc.constant(''), current: fc.constant(true) }),
      )
    case 'unit':
      return fc.record({ unitId: fc.constant(''), name: line })
    case 'people':
      return fc.array(fc.record({ name, unit: fc.constantFrom('', '示例大学、附属医院', 'X=1'), self: fc.boolean() }), {
        minLength: 1,
        maxLength: 5,
      })
    case 'choice':
    case 'dict':
      return fc.constantFrom(...choicesOf(field).map(([code]) => code))
    case 'count':
      return fc.integer({ min: 1, max: 500 }).map(String)
    default:
      return line
  }
}

const rowFor = (section: Section): fc.Arbitrary<RowData> =>
  fc
    .record(Object.fromEntries(section.rows!.fields.map(field => [field.name, anyValue(field)])))
    .map(row =>
      Object.fromEntries(
        section.rows!.fields.filter(field => applies(field, row)).map(field => [field.name, row[field.name]]),
      ),
    )

describe('one definition, both ways', () => {
  const sections = sectionsFor(demo).filter(section => section.rows)
  test.each(sections.map(section => [section.title, section] as const))(
    '%s: rows → Excel → the same rows',
    async (_, section) => {
      await fc.assert(
        fc.asyncProperty(fc.array(rowFor(section), { minLength: 1, maxLength: 6 }), async rows => {
          const found = await backAgain(section, rows)
          expect(found.notes).toEqual([])
          expect(found.rows.map(row => row.data)).toEqual(rows)
          expect(found.rows.flatMap(row => row.problems)).toEqual([])
        }),
        { numRuns: 15 },
      )
    },
  )

  test.each([wuhan, xizang, shaoxing, demo].flatMap(policy => sectionsFor(policy).filter(section => section.rows)))(
    'columns are told apart by their headers ($title)',
    section => {
      const headers = sheetColumns(section).map(column => column.header)
      expect(new Set(headers).size).toBe(headers.length)
      for (const field of section.rows!.fields) {
        const labels = choicesOf(field).map(([, label]) => label)
        expect([field.name, new Set(labels).size]).toEqual([field.name, labels.length])
      }
    },
  )

  test('the template alone gives nothing: its grey row is an example', async () => {
    expect(await backAgain(papers, [])).toEqual({ rows: [], notes: ['表头下面没有内容。灰色的一行是示例，不会导入'] })
  })
})

describe('files people send', () => {
  test('columns in any order, a title above, unknown columns and missing ones said', () => {
    const { rows, notes } = read(
      papers,
      [['我的论文'], ['备注', '题名*', '作者（必填）', '发表时间'], ['x', '某题', '示例甲、示例乙', '2019年5月']],
      '',
      '示例乙',
    )
    expect(rows).toEqual([
      {
        place: '第 3 行',
        data: {
          title: '某题',
          authors: [
            { name: '示例甲', unit: '', self: false },
            { name: '示例乙', unit: '', self: true },
          ],
          date: '2019-05',
        },
        problems: [],
      },
    ])
    expect(notes).toEqual([
      '文件中没有必填的列“类别”“期刊、会议或出版社”，导入后请补填',
      '列“备注”不在模板中，没有读取',
    ])
    expect(foundIn(papers, rows[0]!).problems).toEqual(['还要补填：类别、期刊、会议或出版社'])
  })

  test('each row says what is wrong with which column; the others are kept', () => {
    const projects = sectionFor(demo, 'projects')
    const { rows } = read(projects, [
      ['项目名称', '项目编号', '级别', '本人排名', '开始时间', '结束时间'],
      ['甲', '<c r="B2"><v>1.2E+17</v></c>', '国家', '１２', '2019/3/1', '至今'],
      ['=1+1', '@SUM(A1)', '部级', '第一', '<c r="E3"><v>2019.1</v></c>', '去年'],
      ['乙', '<c r="B4" t="str"><f>A1&amp;"x"</f><v>甲x</v></c>', '', '', '', ''],
    ])
    expect(rows.map(row => row.data)).toEqual([
      { name: '甲', number: '', level: 'national', rank: '12', period: { from: '2019-03', to: '', current: true } },
      {
        name: '=1+1',
        number: '@SUM(A1)',
        level: '',
        rank: '第一',
        period: { from: '2019', to: '去年', current: false },
      },
      { name: '乙', number: '甲x' },
    ])
    expect(rows.map(row => row.problems)).toEqual([
      [expect.stringMatching(/^“项目编号”：数字太长.*文本/)],
      [
        '“级别”：“部级”不在可选的内容中，请填写：国家级、省部级、市厅级、县区级、企业委托、其他',
        '“本人排名”：这里应当是数字，请核对',
        '“开始时间”：看不出“2019.1”是 2019 年 1 月还是 10 月，请写成 2019-01 或 2019-10',
        '“结束时间”：“去年”不是年月，请写成 2019-05 这样',
      ],
      ['“项目编号”：这一格是公式，已按它显示的结果读取，请核对'],
    ])
  })

  test('merged cells, too many rows, no header', () => {
    const merged = read(
      papers,
      [
        ['题名', '作者'],
        ['甲', '示例甲'],
        ['', '示例乙'],
        ['乙', '示例丙'],
      ],
      '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>',
    )
    expect(merged.rows.map(row => row.data.title)).toEqual(['乙'])
    expect(merged.notes).toContain('第 2 行有合并的单元格，没有读取。请取消合并，每一行单独填写后再上传')
    const many = read(papers, [
      ['题名', '作者'],
      ...Array.from({ length: 10_000 }, (_, index) => [`题${index}`, '示例甲']),
    ])
    expect(many).toEqual({
      rows: [],
      notes: ['这个文件有 10000 行，一次最多导入 500 行，没有读取。请分成几个文件，每个不超过 500 行'],
    })
    expect(
      read(papers, [
        ['甲', '乙'],
        ['丙', '丁'],
      ]).notes[0],
    ).toMatch(/没有找到“类别”等表头。请下载“论文著作”的模板/)
    expect(
      read(papers, [['题名', '作者'], ...Array.from({ length: 500 }, (_, index) => [`题${index}`, ''])]).rows,
    ).toHaveLength(500)
  })
})

test.each([
  ['2019-5', '2019-05'],
  ['２０１９／０５／２０', '2019-05'],
  ['2019年5月1日', '2019-05'],
  ['2019.05', '2019-05'],
  ['201905', '2019-05'],
  ['20190520', '2019-05'],
  ['2019', null],
  ['2019-13', null],
  ['五月', null],
])('month %s', (text, month) => {
  expect(sheetMonth(text)).toBe(month)
})

test('reading a cell is total for every kind of field', () => {
  const fields = sectionsFor(demo).flatMap(section => [...(section.rows?.fields ?? []), ...section.fields])
  const cell: fc.Arbitrary<SheetCell> = fc.record(
    { text: fc.string({ unit: 'binary' }), odd: fc.constantFrom('formula', 'lost', 'decimal', 'error' as const) },
    { requiredKeys: ['text'] },
  )
  fc.assert(
    fc.property(fc.constantFrom(...fields), cell, fc.string(), (field, one, own) => {
      expect(readCell(field, one, own).value).toBeDefined()
    }),
    { numRuns: 500 },
  )
})

test('a title of any series is found by its name', () => {
  const field = sectionFor(demo, 'titles').rows!.fields.find(one => one.name === 'titleCode')!
  for (const { value } of dict('title').options()) {
    const label = choicesOf(field).find(([code]) => code === value)![1]
    expect(readCell(field, { text: label }, '')).toEqual({ value })
  }
})
