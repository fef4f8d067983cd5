import type { SheetRow } from '@/lib/platform/sheet-reader'
import { nameKey } from '@/lib/platform/text'
import {
  type Fault,
  type RawSubject,
  type ReadSubject,
  readSubject,
  type SubjectColumn,
  subjectColumnKeys,
  subjectColumns,
  unlike,
} from './subject-row.rules'

/** Other words that lists of projects have over these columns. */
const others: Partial<Record<SubjectColumn, readonly string[]>> = {
  title: ['项目名称', '名称', '成果名称', '课题名称', '人选'],
  group: ['分组', '组别'],
  unit: ['承担单位', '单位', '单位名称', '工作单位', '第一完成单位'],
  creditCode: ['统一社会信用代码', '信用代码'],
  division: ['所在部门', '部门'],
  leader: ['项目负责人', '姓名', '第一完成人'],
  leaderNumber: ['证件号码', '身份证号', '身份证号码', '负责人身份证号'],
  leaderPhone: ['手机', '手机号', '手机号码', '联系电话', '负责人手机'],
  members: ['项目组成员', '参加人', '主要参加人', '完成人'],
  partners: ['参加单位', '协作单位', '合作单位名称'],
}

/** What becomes of one 评审对象 of a list: where it stands, what was read of it, what is wrong with it. */
export type ListedSubject = { number: number; subject: ReadSubject; faults: Fault[] }

const headerKey = (text: string): string => nameKey(text.replace(/[*＊]|[（(](?:必填|选填)[)）]/gu, ''))
const HEADER_WITHIN = 10
/** Of one 评审对象 in several rows. */
export const MOST_LINES = 6_000

function placesOf({ cells }: SheetRow): Map<SubjectColumn, number> {
  const at = new Map<string, number>()
  for (const [column, { text }] of cells) if (!at.has(headerKey(text))) at.set(headerKey(text), column)
  const found = new Map<SubjectColumn, number>()
  for (const key of subjectColumnKeys) {
    const place = [subjectColumns[key].header, ...(others[key] ?? [])].map(name => at.get(headerKey(name)))
    const first = place.find(one => one !== undefined && ![...found.values()].includes(one))
    if (first !== undefined) found.set(key, first)
  }
  return found
}

/**
 * The 评审对象 of a sheet or of pasted rows: columns by their headers, or in the order of the template where there are
 * none; rows of one title (or with none, below it) are one. Pure and total.
 */
export function readSubjects(rows: readonly SheetRow[]): { listed: ListedSubject[] } | { problem: string } {
  const heads = rows.slice(0, HEADER_WITHIN).map(row => ({ row, places: placesOf(row) }))
  const head = heads.find(({ places }) => places.has('title') && (places.has('leader') || places.has('unit')))
  const body = head ? rows.filter(row => row.number > head.row.number) : rows
  const places = head?.places ?? new Map(subjectColumnKeys.map((key, at) => [key, at] as const))
  if (body.length === 0) return { problem: '没有读到评审对象。请下载模板，填在表头下面再上传，或直接粘贴表格里的行' }
  if (body.length > MOST_LINES)
    return { problem: `一次最多读 ${MOST_LINES} 行，这里有 ${body.length} 行。请分几次导入` }
  const listed = new Map<string, ListedSubject>()
  let last = ''
  for (const row of body) {
    const raw: RawSubject = {}
    for (const [key, at] of places) raw[key] = row.cells.get(at)?.text ?? ''
    if (isExample(raw)) continue
    const title = raw.title?.trim() || last
    last = title
    const there = listed.get(nameKey(title))
    const read = readSubject(there ? { ...withUnit(raw, there.subject), title } : { ...raw, title })
    const lost = [...places].filter(([, at]) => row.cells.get(at)?.odd === 'lost')
    const faults = [
      ...(there ? read.faults.filter(one => !(one.column === 'leader' && !raw.leader)) : read.faults),
      ...lost.map(([column]) => ({ column, text: '号码在表格里丢失了后几位，请把这一列设为文本格式后重新填写' })),
      ...(row.merged ? [{ column: 'title' as const, text: '有合并的单元格，请取消合并，每一行单独填写' }] : []),
    ]
    if (!there) listed.set(nameKey(title), { number: row.number, subject: read.subject, faults })
    else {
      there.subject.parties = unlike([...there.subject.parties, ...read.subject.parties])
      there.subject.groupName ||= read.subject.groupName
      there.faults.push(...faults)
    }
  }
  return { listed: [...listed.values()] }
}

/** A further row of one 评审对象 need not say again who applies. */
function withUnit(raw: RawSubject, { parties }: ReadSubject): RawSubject {
  const unit = parties.find(one => one.kind === 'unit')
  return raw.unit?.trim() ? raw : { ...raw, unit: unit?.unitName ?? '', division: unit?.division ?? '' }
}

const isExample = ({ title, leader }: RawSubject): boolean =>
  title?.trim() === subjectColumns.title.example && leader?.trim() === subjectColumns.leader.example
