import fc from 'fast-check'
import { endsName, splitNames } from '@/lib/platform/name-list'
import { authorNames } from '@/lib/profile/author-names.rules'
import { readCitations } from '@/lib/profile/citations.rules'
import { citedDate } from '@/lib/profile/cited-date.rules'
import { latexText } from '@/lib/profile/latex.rules'

const people = (...names: string[]) =>
  names.map(name => ({ name: name.replace('*', ''), unit: '', self: name.endsWith('*') }))
const one = (text: string, own = '示例甲') => {
  const { rows, problems } = readCitations(text, own)
  expect(problems).toEqual([])
  expect(rows).toHaveLength(1)
  return rows[0]!
}

describe('BibTeX', () => {
  test('as 知网 exports it: Chinese key, authors by and, no month', () => {
    expect(
      one(`@article{示例甲2021某湖水质研究,
 author = {示例甲 and 示例乙 and 欧阳示例},
 title = {某湖水质的 {pH} 研究},
 journal = {示范大学学报(自然科学版)},
 year = {2021},
 volume = {12},
 number = {03},
 pages = {45--51},
 issn = {1000-0001},
 doi = {10.12345/j.issn.1000-0001.2021.03.007},
 摘要 = {不用读的内容, 有逗号},
}`),
    ).toEqual({
      kind: 'journal',
      title: '某湖水质的 pH 研究',
      authors: people('示例甲*', '示例乙', '欧阳示例'),
      source: '示范大学学报(自然科学版)',
      date: '2021',
      pages: '12(03): 45-51',
      doi: '10.12345/j.issn.1000-0001.2021.03.007',
      isbn: '',
      indexing: '',
    })
  })

  test.each([
    ['semicolons', '示例甲;示例乙;', ['示例甲*', '示例乙']],
    ['full-width semicolons and blanks', '示例甲；示 乙', ['示例甲*', '示乙']],
    ['commas', '示例甲,示例乙，示例丙', ['示例甲*', '示例乙', '示例丙']],
    ['family name apart', '示, 乙 and 示, 例甲', ['示乙', '示例甲*']],
    ['Western', `Garc{\\'\\i}a, Jos{\\'e} and Kim M{\\"u}ller and others`, ['José García', 'Kim Müller']],
    ['Western in one list', 'Ann Example, Bo Example, Cy Example', ['Ann Example', 'Bo Example', 'Cy Example']],
  ])('authors: %s', (_, author, names) => {
    expect(one(`@article{a, title={T}, author={${author}}}`).authors).toEqual(people(...names))
  })

  test.each([
    [
      '@inproceedings{k, title="In {Q}uotes", booktitle=proc # { 2020}, date={2020-06-01}}',
      'conference',
      'proc 2020',
      '2020-06',
    ],
    ['@phdthesis{k, title={T}, school={示范大学}, year=2019, month=jun}', 'other', '示范大学', '2019-06'],
    ['@book{k, title={T}, publisher={示例出版社}, year={2018年}, month={5}}', 'monograph', '示例出版社', '2018-05'],
    ['@book{k, title={T}, editor={示例乙}, publisher={示例出版社}}', 'edited', '示例出版社', ''],
    ['@techreport(k, title={T}, institution={示例所}, year={2017})', 'report', '示例所', '2017'],
    ['@misc{k, title={T}, howpublished={网上}}', 'other', '网上', ''],
    ['@ARTICLE{ , TITLE={T}, JOURNAL={J}, YEAR="2016", MONTH="Sept."}', 'journal', 'J', '2016-09'],
  ])('%s', (text, kind, source, date) => {
    expect(one(text)).toMatchObject({ kind, source, date })
  })

  test('a macro of the file stands for its text', () => {
    expect(one('@string{jx = "示范学报"}\n@article{k, title={T}, journal=jx}')).toMatchObject({ source: '示范学报' })
  })

  test('one broken entry does not spoil its neighbours; each is named by number and line', () => {
    const text = `导出时间 2026
@article{a, title={甲}}
@article{b, title={没有合上, author={x}
@article{c, author={示例乙}}
@patent{d, title={一种示例装置}}
@article{e, title={丁}}`
    const { rows, problems } = readCitations(text, '')
    expect(rows.map(row => row.title)).toEqual(['甲', '丁'])
    expect(problems).toEqual([
      { line: 3, message: '第 2 条：括号或引号不成对，请检查这一条的开头和结尾，没有加入' },
      { line: 4, message: '第 3 条：没有题名，没有加入，请手工填写' },
      { line: 5, message: '第 4 条：“一种示例装置”是专利，请填写到“知识产权”中' },
    ])
  })
})

describe('RIS, EndNote, RefWorks, NoteExpress', () => {
  test('RIS with mark, CR LF, day and ISSN', () => {
    const text =
      '\ufeffTY  - JOUR\r\nA1  - 示例乙\r\nA1  - 示例甲\r\nT1  - 关于 A  - B 的\r\n研究\r\nJF  - 示范学报\r\nY1  - 2019/05/01/\r\n' +
      'VL  - 12\r\nIS  - 3\r\nSP  - 45\r\nEP  - 51\r\nSN  - 1000-0001\r\nDO  - https://doi.org/10.12345/abc.\r\nER  - \r\n'
    expect(one(text)).toEqual({
      kind: 'journal',
      title: '关于 A - B 的 研究',
      authors: people('示例乙', '示例甲*'),
      source: '示范学报',
      date: '2019-05',
      pages: '12(3): 45-51',
      doi: '10.12345/abc',
      isbn: '',
      indexing: '',
    })
  })

  test.each([
    [
      'TY  - CONF\nAU  - 示例乙\nTI  - T\nT2  - 示例会议\nPY  - 2019\nDA  - 2019-05\nER  - ',
      'conference',
      '示例会议',
      '2019-05',
      '',
    ],
    ['TY  - THES\nTI  - T\nPB  - 示范大学\nPY  - 2019\nER  -', 'other', '示范大学', '2019', ''],
    ['TY - BOOK\nTI - T\nPB - 示例出版社\nSN - 978-7-04-000001-6', 'monograph', '示例出版社', '', '9787040000016'],
    [
      '%0 Journal Article\n%A 示例甲;示例乙;\n%+ 示范大学;\n%T T\n%J 示范学报\n%D 2020\n%V 8\n%N 02\n%P 1-9\n%@ 1000-0001\n%W CNKI',
      'journal',
      '示范学报',
      '2020',
      '',
    ],
    [
      '%0 Conference Paper\n%A 示例甲\n%T T\n%B 示例会议论文集\n%8 2020-11-01\n%D 2020',
      'conference',
      '示例会议论文集',
      '2020-11',
      '',
    ],
    ['%0 Thesis\n%A 示例甲\n%T T\n%I 示范大学\n%D 2020', 'other', '示范大学', '2020', ''],
    [
      'RT Journal Article\nSR 1\nA1 示例甲;示例乙\nT1 T\nJF 示范学报\nYR 2020\nIS 02\nvo 8\nOP 1-9',
      'journal',
      '示范学报',
      '2020',
      '',
    ],
    [
      '{Reference Type}: Journal Article\n{Title}: T\n{Author}: 示例甲;示例乙\n{Journal}: 示范学报\n{Year}: 2020',
      'journal',
      '示范学报',
      '2020',
      '',
    ],
  ])('%s', (text, kind, source, date, isbn) => {
    expect(one(text)).toMatchObject({ title: 'T', kind, source, date, isbn })
  })

  test('authors of EndNote, one a line or all on one', () => {
    expect(one('%0 Journal Article\n%A 示例乙\n%A 示例甲\n%T T').authors).toEqual(people('示例乙', '示例甲*'))
    expect(one('%0 Journal Article\n%A 示例乙;示例甲;\n%T T').authors).toEqual(people('示例乙', '示例甲*'))
  })
})

test('marks of web pages and invisible signs do not get in', () => {
  expect(one('%0 Journal Article\n%T CO<sub>2</sub> &amp; <i>in vivo</i>\u200b a<b').title).toBe('CO2 & in vivo a<b')
})

test.each([
  ['', 0],
  ['  \n', 0],
  ['随便的一段话', 1],
  ['x'.repeat(1_000_001), 1],
])('what is no list of works is answered with a sentence', (text, count) => {
  const { rows, problems } = readCitations(text, '')
  expect(rows).toEqual([])
  expect(problems).toHaveLength(count)
})

test('five hundred at a time', () => {
  const text = Array.from({ length: 502 }, (_, index) => `@misc{k${index}, title={第${index}篇}}`).join('\n')
  const { rows, problems } = readCitations(text, '')
  expect(rows).toHaveLength(500)
  expect(problems).toEqual([{ line: 501, message: '一次最多 500 条，从第 501 条起没有读取，请分几次粘贴' }])
})

test.each([
  [`{\\"O}sterreich \\& \\ss{} \\o re \\c{c}a \\v{s} \\'{\\i}`, 'Österreich & ß øre ça š í'],
  ['$\\alpha$-Fe$_2$O$_{3}$, 10$^{-3}$', 'α-Fe₂O₃, 10^-3'],
  ['\\textit{in vivo} A--B~C', 'in vivo A–B C'],
  ['US$100 and 50\\% of C_1', 'US$100 and 50% of C_1'],
])('LaTeX %s', (text, plain) => {
  expect(latexText(text)).toBe(plain)
})

test.each([
  [['2019/05/01/'], '', '2019-05'],
  [['2019', '2019-11-02'], '', '2019-11'],
  [['2019年5月'], '', '2019-05'],
  [['20190501'], '', '2019-05'],
  [['May 3, 2019'], '', '2019-05'],
  [['2019'], '十月', '2019'],
  [['2019'], '１２', '2019-12'],
  [['2019-13'], '', '2019'],
  [['网络首发'], '5', ''],
])('date %j %s', (dates, month, expected) => {
  expect(citedDate(dates, month)).toBe(expected)
})

test.each([
  ['张甲、李乙；王丙,赵丁', ['张甲', '李乙', '王丙', '赵丁']],
  ['张甲1,2，李乙2*', ['张甲', '李乙']],
  ['张 甲', ['张甲']],
  ['张甲 李乙\t王丙丁', ['张甲', '李乙', '王丙丁']],
  ['买买提·示例', ['买买提·示例']],
  ['A. Smith and B. Jones & C. Doe', ['A. Smith', 'B. Jones', 'C. Doe']],
  ['Smith, A.; Jones, B.', ['Smith, A.', 'Jones, B.']],
])('names of a pasted list: %s', (text, names) => {
  expect(splitNames(text)).toEqual(names)
})

describe('total', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '@article{',
      'k,',
      'title={',
      '}',
      '{',
      '"',
      '=',
      '#',
      '\\',
      '\n',
      'TY  - JOUR\n',
      'T1  - ',
      'ER  - ',
      '%0 Book\n',
      '%T ',
      '%A ',
      ' and ',
      ',',
      '$',
      '_{2}',
      'RT x\n',
      '{Reference Type}: x\n',
      'author',
      'title',
      'constructor',
      '__proto__',
      'year={2020}',
      '\ud83d',
    ),
  )
  const rowShape = ['authors', 'date', 'doi', 'indexing', 'isbn', 'kind', 'pages', 'source', 'title']
  test('any text is read or answered', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.string(), (pieces, own) => {
        const { rows, problems } = readCitations(pieces.join(''), own)
        for (const row of rows) {
          expect(Object.keys(row).sort()).toEqual(rowShape)
          expect(row.title).not.toBe('')
          expect(String(row.date)).toMatch(/^(\d{4}(-(0[1-9]|1[0-2]))?)?$/)
        }
        for (const problem of problems) expect(problem.message).not.toBe('')
      }),
      { numRuns: 300 },
    )
  })
  test('any author field', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), pieces => {
        for (const name of authorNames(pieces.join(''))) expect(name.trim()).not.toBe('')
      }),
    )
  })
  test.each(['{', '@a{', '\\', '$', '@a{b,c={', 'TY  - A\n', '%0 B\n', ' ', 'a=', '"', '<i', '\\u{ '])(
    'a megabyte of %s comes to an end',
    unit => {
      const text = `@article{k,title={${unit.repeat(Math.floor(900_000 / unit.length))}`
      expect(Array.isArray(readCitations(text, '').problems)).toBe(true)
      expect(
        Array.isArray(readCitations(`TY  - JOUR\nT1  - ${unit.repeat(Math.floor(900_000 / unit.length))}`, '').rows),
      ).toBe(true)
    },
  )
})

test.each([
  ['张三、', true],
  ['张三；', true],
  ['张三;', true],
  ['张三，', true],
  ['张三,', true],
  ['Smith, A.;', true],
  ['Smith,', false],
  ['张三', false],
  ['、张', false],
  ['', false],
])('%j ends a name: %s', (text, ends) => {
  expect(endsName(text)).toBe(ends)
})
