import fc from 'fast-check'
import { codesBy, educationWords } from '@/lib/intake/codes.rules'
import { cellsOf, columnsFor, findHeader, type RawRow } from '@/lib/intake/columns.rules'
import { faultsOf, findings, whyNotGoLive } from '@/lib/intake/finding.rules'
import { rowReader, type Tables } from '@/lib/intake/intake.rules'
import type { SheetRow } from '@/lib/platform/sheet-reader'
import {
  fixtureCreditCode,
  fixtureId,
  fixturePassport,
  fixturePhone,
  fixtureTravelPermit,
} from '../support/fixtures-ids'

const tables: Tables = {
  title: codesBy([
    { code: '231', name: '教授', group: '高等学校教师' },
    { code: '082', name: '高级工程师', group: '工程技术人员' },
    { code: '999', name: '无' },
  ]),
  discipline: codesBy([
    { code: '520', name: '计算机科学技术' },
    { code: '52020', name: '人工智能', path: ['计算机科学技术', '人工智能'] },
    { code: '11099', name: '其他学科', path: ['数学', '其他学科'] },
    { code: '12099', name: '其他学科', path: ['信息科学与系统科学', '其他学科'] },
  ]),
  education: codesBy(
    [
      { code: '11', name: '博士研究生毕业' },
      { code: '21', name: '大学本科毕业' },
    ],
    educationWords,
  ),
  degree: codesBy([{ code: '2', name: '博士' }]),
  region: codesBy([{ code: '420106', name: '武昌区', path: ['湖北省', '武汉市', '武昌区'] }]),
  documentType: codesBy([{ code: 'mainlandId', name: '中国大陆居民身份证' }]),
  sex: codesBy([
    { code: '1', name: '男' },
    { code: '2', name: '女' },
  ]),
}
const documentTypes = ['mainlandId', 'hkmotPermit', 'passport', 'hkmotResidence', 'foreignPrId']
const legacy = rowReader({ kind: 'legacy', tables, documentTypes })
const automatic = rowReader({ kind: 'automatic', tables, documentTypes })

const fine: Record<string, string> = {
  name: '沈名册',
  docNumber: fixtureId(1, { birth: '1970-01-05', sex: 'female' }),
  phone: fixturePhone(1),
  unitName: '示范研究院',
  titleCode: '教授',
  discipline1: '520',
}
const raw = (change: Record<string, string | undefined> = {}): RawRow =>
  Object.fromEntries(
    Object.entries({ ...fine, ...change }).flatMap(([key, text]) => (text === undefined ? [] : [[key, { text }]])),
  )
const faultOf = (change: Record<string, string | undefined>) =>
  legacy(raw(change)).faults.map(({ column, text }) => `${column}：${text}`)

test('a row that is as it should be is a person, with sex and birth out of the number', () => {
  expect(legacy(raw())).toEqual({
    faults: [],
    person: {
      ...{ name: '沈名册', docType: 'mainlandId', docNumber: fine.docNumber, phone: fine.phone },
      ...{ sex: '2', birthDate: '1970-01-05', unitName: '示范研究院', titleCode: '231', disciplines: ['520'] },
    },
  })
})

test.each([
  ['name', undefined, '姓名：没有填写'],
  ['name', 'X', '姓名：'],
  [
    'docNumber',
    `${fine.docNumber!.slice(0, 17)}${fine.docNumber!.endsWith('X') ? '1' : 'X'}`,
    '证件号码：证件号码的校验位',
  ],
  ['docNumber', '110101700105001', '证件号码：15 位的旧身份证'],
  ['docNumber', `${fixturePhone(2)}`, '证件号码：请填写 18 位'],
  ['docType', '军官证', '证件类型：本系统不接受'],
  ['phone', '1990000', '手机号码：手机号码应为 11 位'],
  ['unitName', undefined, '工作单位：没有填写'],
  ['creditCode', 'O1', '统一社会信用代码：'],
  ['titleCode', '大师傅', '技术职称：“大师傅”不在职称名称中'],
  ['discipline1', '其他学科', '学科专业1：有几个都叫“其他学科”'],
  ['discipline2', '并无此学', '学科专业2：“并无此学”不在'],
  ['education', '小学堂', '学历：“小学堂”不在'],
  ['email', 'nobody', '电子邮箱：'],
  ['sex', '男', '性别：与身份证号码不一致'],
  ['birthDate', '1971-01-05', '出生年月：与身份证号码不一致'],
  ['joinedOn', '2019-02-30', '原入库日期：'],
  ['joinedOn', '2999-01-01', '原入库日期：原入库日期不能晚于今天'],
  ['note', `电话 ${fixturePhone(3)}`, '来源说明：这一列里有手机号码'],
  ['outerNumber', fixtureId(3), '原编号：这一列里有手机号码或证件号码'],
] as const)('%s %s: %s', (key, text, sentence) => {
  const said = faultOf({ [key]: text })
  expect(said).toHaveLength(1)
  expect(said[0]).toContain(sentence)
})

test('what a spreadsheet has ruined is said, and a number is never repeated', () => {
  const { faults } = legacy({
    ...raw(),
    docNumber: { text: '9.9E+17', odd: 'lost' },
    titleCode: { text: '#N/A', odd: 'error' },
  })
  expect(faults.map(({ column }) => column)).toEqual(['证件号码', '技术职称'])
  expect(JSON.stringify(legacy(raw({ discipline1: fine.docNumber })).faults)).not.toContain(fine.docNumber!.slice(0, 8))
})

test.each([
  ['520', ['520']],
  ['520.20', ['52020']],
  ['52020 人工智能', ['52020']],
  ['人工智能', ['52020']],
  ['数学其他学科', ['11099']],
  [' 计算机科学技术 ', ['520']],
])('a discipline written as %s', (text, codes) => {
  expect(legacy(raw({ discipline1: text })).person.disciplines).toEqual(codes)
})

test.each([
  ['2019-05-20', '2019-05-20'],
  ['2019/5/20', '2019-05-20'],
  ['2019年5月20日', '2019-05-20'],
  ['20190520', '2019-05-20'],
  ['2019年5月', '2019-05-01'],
  ['2019.5', '2019-05-01'],
  ['2019', '2019-01-01'],
  ['2019年', '2019-01-01'],
  ['43605', '2019-05-20'],
])('a day written as %s', (text, day) => {
  expect(legacy(raw({ joinedOn: text })).person.joinedOn).toBe(day)
})

test('other documents: the kind in the words people use, and sex and birth are asked for', () => {
  const passport = { docType: '护照', docNumber: fixturePassport(1) }
  expect(faultOf(passport)).toEqual(['性别：这种证件要填写性别', '出生年月：这种证件要填写出生日期'])
  const whole = legacy(raw({ ...passport, sex: '女', birthDate: '1970年1月5日' }))
  expect(whole).toMatchObject({ faults: [], person: { docType: 'passport', sex: '2', birthDate: '1970-01-05' } })
  const permit = {
    docType: '港澳居民来往内地通行证',
    docNumber: fixtureTravelPermit(1),
    sex: '男',
    birthDate: '1970-01',
  }
  expect(legacy(raw(permit))).toMatchObject({ faults: [], person: { docType: 'hkmotPermit', birthDate: '1970-01-01' } })
})

test('自动入库 asks for the number in the superior pool; 存量 does not', () => {
  expect(automatic(raw()).faults).toEqual([{ column: '上级库编号', text: '没有填写' }])
  expect(automatic(raw({ outerNumber: 'ZJ-0001', creditCode: fixtureCreditCode(1) })).faults).toEqual([])
})

test('whatever stands in the cells, a row is read and never thrown at', () => {
  const keys = columnsFor('legacy').map(({ key }) => key)
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), fc.string({ unit: 'binary', maxLength: 60 })), cells => {
      const read = legacy(Object.fromEntries(Object.entries(cells).map(([key, text]) => [key, { text }])))
      expect(read.faults.length).toBeGreaterThan(0)
    }),
  )
})

const line = (number: number, ...texts: string[]): SheetRow => ({
  number,
  merged: false,
  cells: new Map(texts.map((text, at) => [at, { text }])),
})

test('columns are found by their names, in any order, below a title; what is missing is named', () => {
  const rows = [line(1, '专家名单'), line(3, '手机＊', '工作单位', '姓名', '身份证号', '职称', '专业', '备忘')]
  const found = findHeader('legacy', rows)
  if ('problem' in found) throw new Error(found.problem)
  expect(found).toMatchObject({ row: 3, strange: ['备忘'] })
  expect(cellsOf(found.places, line(4, fixturePhone(1), '示范研究院', '沈名册')).name).toEqual({ text: '沈名册' })
  expect(findHeader('legacy', [line(1, '姓名', '手机', '单位')])).toEqual({
    problem: expect.stringContaining('“证件号码”“技术职称”“学科专业1”'),
  })
  expect(findHeader('legacy', [line(1, '甲', '乙')])).toEqual({ problem: expect.stringContaining('没有找到') })
})

test('what stands against a row is said beside its own faults', () => {
  const own = { column: '姓名', text: '没有填写' }
  expect(faultsOf({ faults: [own], finding: null })).toEqual([own])
  expect(faultsOf({ faults: [], finding: 'left' })).toEqual([findings.left])
})

test.each([
  ['2026-11-21', null],
  ['2025-11-21', null],
  ['2025-11-20', '一年以前'],
  ['2027-11-21', null],
  ['2027-11-22', '一年以后'],
])('启用日期 %s', (day, why) => {
  const said = whyNotGoLive(day, '2026-11-21')
  expect(why === null ? said : said?.includes(why)).toBe(why === null ? null : true)
})
