import fc from 'fast-check'
import { type FormInput, formContent } from '@/lib/infoform/form.rules'
import { piecesOf, runsOf, wrap } from '@/lib/platform/pdf-words'
import { formInput, formOf } from '../support/infoform'
import { textOfPdf } from '../support/pdf-page'

/** Where lines end on paper is no part of the content. */
const bare = (text: string) => text.replace(/\s/g, '')
const read = async (input: FormInput) => (await textOfPdf(await formOf(input))).map(bare)
const person = (change: Partial<FormInput['snapshot']['person']>) => {
  const input = formInput()
  return { ...input, snapshot: { ...input.snapshot, person: { ...input.snapshot.person, ...change } } }
}

/** Every label of 附件1 of the notice, in its order. */
const labels = [
  ...['一、基本信息', '专家姓名', '证件类型', '证件号码', '出生年月', '职称级别', '职务', '学历', '学位'],
  ...['移动电话', '办公电话', '电子邮箱', '开户银行', '银行账号'],
  ...[
    '二、工作单位',
    '单位名称',
    '统一社会信用代码',
    '单位类型',
    '单位所在地',
    '归口管理部门',
    '地域（绍兴市内/市外）',
  ],
  ...['三、学术信息', '专家类型', '学科分类', '是否符合优先入库条件'],
  ...['四、职称信息', '职称名称', '发证时间', '职称证书', '五、盖章', '单位意见'],
]

describe('专家信息表 (F2–F5)', () => {
  test('has the sections and labels of 附件1 in their order, and nothing else', () => {
    const printed = formContent(formInput()).sections.flatMap(({ heading, rows }) => [
      heading,
      ...rows.flatMap(row => (Array.isArray(row) ? row.map(field => field.label) : [row.stamp])),
    ])
    expect(printed.filter(Boolean)).toEqual(labels)
  })

  test('says which kinds of expert somebody applies as, and which conditions let him be preferred', () => {
    const [types, , preferred] = formContent(formInput({ priority: ['两院院士'] })).sections[2]!.rows.flat()
    expect(types).toMatchObject({
      text: ['1.技术专家', expect.stringMatching(/^☑从事/), '2.财务专家', expect.stringMatching(/^□从事/)],
    })
    expect(preferred).toMatchObject({ text: ['是', '1. 两院院士'] })
    expect(formContent(formInput({ priority: [] })).sections[2]!.rows[2]).toMatchObject([{ text: ['否'] }])
    expect(formContent(formInput({ priority: null })).sections[2]!.rows[2]).toMatchObject([{ text: [''] }])
  })

  test('the sentence beside a kind is ticked on paper only where it is true of the person', async () => {
    const vouched = '从事相关专业领域工作累计5年及以上'
    const [page] = await read(formInput({ qualified: false }))
    expect(page).toContain('1.技术专家（申请人所选）')
    expect(page).not.toContain(`✓${vouched}`)
    expect(page).toContain(vouched)
    expect((await read(formInput()))[0]).toContain(`✓${vouched}`)
  })

  test('text read off the PDF equals the data: rare characters, Tibetan, long texts', async () => {
    const name = '𠮷田𬎆·བཀྲ་ཤིས་དོན་གྲུབ།'
    const long = '长'.repeat(120)
    const input = person({ name, email: 'a.very.long.address@department.university.example.com' })
    input.snapshot.sections.basic = { ...input.snapshot.sections.basic, position: `处长${long}` }
    const page = (await read(input)).join('')
    for (const text of [
      ...['专家信息表', '示范市科技局', `申请编号：2026-000123`, '内容校验码：AB12CD34EF56AB78'],
      ...[name, '中国大陆居民身份证', '证件号码全文', '1975年3月', '正高级', `处长${long}`, '博士'],
      ...['a.very.long.address@department.university.example.com', '91350100M000100Y43', '示范市教育局'],
      ...['✓从事相关专业领域工作累计5年及以上', '1.学科11011', '教授', '2012年6月', '教授证书.pdf', '（单位盖章）'],
    ])
      expect(page).toContain(bare(text))
  })

  test('goes over to further pages with its headings, each page numbered and marked', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => ({ id: `t${n}`, titleCode: '011', obtainedOn: '2012-06' }))
    const input = formInput()
    input.snapshot.sections.titles = { rows }
    input.snapshot.files = rows.map(row => ({ name: `证书${row.id}。`, section: 'titles', rowId: row.id }))
    const pages = await read(input)
    expect(pages.length).toBeGreaterThan(2)
    pages.forEach((page, index) => {
      expect(page).toContain(`第${index + 1}页，共${pages.length}页`)
      expect(page).toContain('内容校验码：AB12CD34EF56AB78')
    })
    expect(pages[1]).toContain('四、职称信息（续）')
    const all = pages.join('')
    for (const row of rows) expect(all).toContain(`证书${row.id}。`)
  })

  test('what no font of ours has is marked as missing, never left out or taken for another', async () => {
    const [page] = await read(person({ name: '示\u{2ebf1}范😀甲' }))
    expect(page).toContain('示〓范〓甲')
  })

  test('the same content gives the same bytes, in a small file', async () => {
    const [one, other] = await Promise.all([formOf(formInput()), formOf(formInput())])
    expect(one.equals(other)).toBe(true)
    expect(one.length).toBeLessThan(250_000)
    expect((await formOf(person({ name: '示范乙' }))).equals(one)).toBe(false)
  })
})

describe('lines on paper', () => {
  const widthOf = (line: string) => [...line].length
  const texts = fc.string({ unit: fc.constantFrom(...'示范，。（）《》abc 12@.一二བཀ་ཤིས།\n𠮷'), maxLength: 80 })

  test('lose nothing but blanks, and are never too wide', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 30 }), (text, width) => {
        const lines = wrap(text, width, widthOf)
        expect(bare(lines.join(''))).toBe(bare(text))
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width)
      }),
    )
  })

  test('runs of scripts put together are the text', () => {
    fc.assert(
      fc.property(texts, text => {
        expect(
          runsOf(text)
            .map(run => run.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })

  test.each([
    ['他说：“好。”（完）', ['他', '说：', '“好。”', '（完）']],
    ['ab cd@e.f 二', ['ab ', 'cd@e.f ', '二']],
    ['བཀྲ་ཤིས།', ['བཀྲ་', 'ཤིས།']],
  ])('%s is broken at %j', (text, pieces) => {
    expect(piecesOf(text)).toEqual(pieces)
  })
})
