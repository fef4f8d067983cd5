import type { SheetCell, SheetRow } from '@/lib/platform/sheet-reader'
import { nameKey } from '@/lib/platform/text'

/** 存量: those one has already; 自动入库: those the superior pool vouches for. */
export const intakeKinds = ['legacy', 'automatic'] as const
export type IntakeKind = (typeof intakeKinds)[number]
export const kindLabels: Readonly<Record<IntakeKind, string>> = { legacy: '存量导入', automatic: '自动入库' }

/** The most rows of one list; a longer one is sent in parts. */
export const MOST_ROWS = 200_000

const defs = {
  name: { header: '姓名', required: true, note: '与证件上的一致', example: '张示例', other: ['专家姓名'] },
  docType: { header: '证件类型', note: '不填的按居民身份证', example: '中国大陆居民身份证', other: ['证件种类'] },
  docNumber: {
    header: '证件号码',
    required: true,
    note: '居民身份证为 18 位；这一列请设为文本格式，否则号码会丢失后三位',
    example: '示例：18 位号码',
    other: ['身份证号', '身份证号码', '身份证件号码', '证件号'],
  },
  phone: {
    header: '手机号码',
    required: true,
    note: '11 位，专家首次登录时用它收验证码',
    example: '示例：11 位号码',
    other: ['手机', '手机号', '联系电话', '移动电话'],
  },
  sex: { header: '性别', note: '身份证不用填，按号码得出；其他证件必填', example: '男', other: [] },
  birthDate: {
    header: '出生年月',
    note: '身份证不用填；其他证件必填出生日期',
    example: '1970-01-05',
    other: ['出生日期'],
  },
  unitName: {
    header: '工作单位',
    required: true,
    note: '单位全称',
    example: '示例研究院',
    other: ['单位', '单位名称', '所在单位'],
  },
  creditCode: {
    header: '统一社会信用代码',
    note: '工作单位的，18 位；填了按它找单位，不填的按名称',
    example: '',
    other: ['信用代码', '单位代码'],
  },
  titleCode: {
    header: '技术职称',
    required: true,
    note: '职称名称，如 教授、高级工程师；没有的填“无”',
    example: '教授',
    other: ['职称', '专业技术职务', '专业技术职称'],
  },
  discipline1: {
    header: '学科专业1',
    required: true,
    note: '学科分类与代码（GB/T 13745）的名称或代码',
    example: '520 或 计算机科学技术',
    other: ['学科专业', '学科', '专业', '从事专业', '学科专业一'],
  },
  discipline2: { header: '学科专业2', note: '没有的不填', example: '', other: ['学科专业二'] },
  discipline3: { header: '学科专业3', note: '没有的不填', example: '', other: ['学科专业三'] },
  education: { header: '学历', note: '如 博士研究生、大学本科', example: '博士研究生', other: ['最高学历'] },
  degree: { header: '学位', note: '如 博士、硕士', example: '博士', other: ['最高学位'] },
  email: { header: '电子邮箱', note: '', example: 'name@example.com', other: ['邮箱', 'email', 'e-mail'] },
  regionCode: {
    header: '所在地区',
    note: '到县区的名称或 6 位代码；不填的按单位所在地',
    example: '',
    other: ['地区', '行政区划'],
  },
  joinedOn: {
    header: '原入库日期',
    note: '如 2019-05-20；只有年月的按当月 1 日；不填的按启用日期',
    example: '2019-05-20',
    other: ['入库日期', '入库时间'],
  },
  note: {
    header: '来源说明',
    note: '如 第三批入库；写在这位专家的来源里',
    example: '第三批入库',
    other: ['来源', '备注'],
  },
  outerNumber: { header: '原编号', note: '原来的专家编号', example: 'A0001', other: ['专家编号', '编号'] },
} as const satisfies Record<string, ColumnDef>

type ColumnDef = { header: string; required?: true; note: string; example: string; other: readonly string[] }
export type ColumnKey = keyof typeof defs
export type Column = { key: ColumnKey; header: string; required: boolean; note: string; example: string }

const keys = Object.keys(defs) as ColumnKey[]
const def = (key: ColumnKey): ColumnDef => defs[key]

/** The columns of a list, in the order of the template. What the superior pool vouches for has the number there. */
export const columnsFor = (kind: IntakeKind): Column[] =>
  keys.map(key => {
    const { header, required = false, note, example } = def(key)
    if (key === 'outerNumber' && kind === 'automatic')
      return { key, header: '上级库编号', required: true, note: '在上级专家库的编号，核对资格用', example }
    return { key, header, required, note, example }
  })

const headerKey = (text: string): string => nameKey(text.replace(/[*＊]|[（(](?:必填|选填)[)）]/gu, ''))

/** Where each column stands in a file: by its header, in any order. */
export type Places = ReadonlyMap<ColumnKey, number>

const placesOf = (kind: IntakeKind, { cells }: SheetRow): Places => {
  const at = new Map<string, number>()
  for (const [column, { text }] of cells) if (!at.has(headerKey(text))) at.set(headerKey(text), column)
  const found = columnsFor(kind).flatMap(({ key, header }): [ColumnKey, number][] => {
    const place = [header, ...def(key).other].map(name => at.get(headerKey(name))).find(one => one !== undefined)
    return place === undefined ? [] : [[key, place]]
  })
  return new Map(found)
}

/**
 * The line of headers among the first rows of a file, where its columns are, and which are in nobody's way.
 * @returns a sentence for a file without them
 */
export function findHeader(
  kind: IntakeKind,
  rows: readonly SheetRow[],
): { row: number; places: Places; strange: string[] } | { problem: string } {
  const lines = rows.slice(0, 10).map(row => ({ row, places: placesOf(kind, row) }))
  const best = lines.reduce((one, other) => (other.places.size > (one?.places.size ?? 0) ? other : one), lines[0])
  if (!best || best.places.size < 3)
    return { problem: '没有找到“姓名”“证件号码”等表头。请下载模板，把名单填在模板里，第一行的列名不要改动，再上传' }
  const missing = columnsFor(kind).filter(({ key, required }) => required && !best.places.has(key))
  if (missing.length > 0)
    return { problem: `文件中没有必填的列${missing.map(({ header }) => `“${header}”`).join('')}，请补上这一列再上传` }
  const strange = [...best.row.cells]
    .filter(([at]) => ![...best.places.values()].includes(at))
    .map(([, { text }]) => text.trim().slice(0, 20))
  return { row: best.row.number, places: best.places, strange }
}

/** The cells of a row by their columns; what stands in none of them is not read. */
export type RawRow = Partial<Record<ColumnKey, SheetCell>>

export function cellsOf(places: Places, { cells }: SheetRow): RawRow {
  const raw: RawRow = {}
  for (const [key, at] of places) {
    const cell = cells.get(at)
    if (cell) raw[key] = cell
  }
  return raw
}

/** The grey row of the template, which is nobody. */
export const isExample = (raw: RawRow): boolean =>
  raw.name?.text.trim() === defs.name.example && raw.docNumber?.text.trim() === defs.docNumber.example
