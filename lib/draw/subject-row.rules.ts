import { documentTypes } from '@/lib/dict'
import { phone } from '@/lib/platform/fields/contact'
import { creditCode } from '@/lib/platform/fields/credit-code'
import { documentNumber } from '@/lib/platform/fields/documents'
import { personName, unitName } from '@/lib/platform/fields/names'
import { shortText } from '@/lib/platform/fields/texts'
import { splitNames } from '@/lib/platform/name-list'
import { compactCode, nameKey } from '@/lib/platform/text'
import type { PartyKind } from './conflict-facts.rules'

/** One 评审对象 as it is typed, pasted or stands in a sheet: texts by column, whatever they hold. */
export const subjectColumns = {
  title: { header: '评审对象', note: '项目、成果或人选的名称；同名的几行合在一起', example: '示例材料的研究' },
  group: { header: '专业组', note: '由哪个组评审，写组的名称；由所有组评审的不填', example: '' },
  unit: { header: '申报单位', note: '单位全称', example: '示例研究院' },
  creditCode: { header: '申报单位信用代码', note: '18 位；填了按它找单位，不填的按名称', example: '' },
  division: { header: '院系', note: '申报单位是高校的，写院系全称；不写的全校都要核对', example: '' },
  leader: { header: '负责人', note: '姓名；不在申报单位的写“姓名（单位 院系）”', example: '张示例' },
  leaderNumber: { header: '负责人证件号码', note: '只用来比对，保存后谁也看不到', example: '' },
  leaderPhone: { header: '负责人手机号码', note: '只用来比对，保存后谁也看不到', example: '' },
  members: { header: '成员', note: '用顿号或换行隔开；不在申报单位的写“姓名（单位 院系）”', example: '李示例、王示例' },
  memberNumbers: { header: '成员证件号码', note: '与成员的顺序相同，没有的写“无”', example: '' },
  partners: { header: '合作单位', note: '单位全称，用顿号或换行隔开', example: '' },
} as const
export type SubjectColumn = keyof typeof subjectColumns
export type RawSubject = Partial<Record<SubjectColumn, string>>
export const subjectColumnKeys = Object.keys(subjectColumns) as SubjectColumn[]

export type ReadParty = {
  kind: PartyKind
  name: string | null
  unitName: string | null
  division: string | null
  docNumber: string | null
  phone: string | null
}
export type ReadSubject = { title: string; groupName: string; creditCode: string | null; parties: ReadParty[] }
export type Fault = { column: SubjectColumn; text: string }

export const MOST_SUBJECTS = 2_000
const MOST_PEOPLE = 200
const MOST_PARTNERS = 50

export type Parsed = { value: string } | { problem: string }
type Parses = {
  safeParse: (text: string) => { success: boolean; data?: string; error?: { issues: { message: string }[] } }
}
const parse = (schema: Parses, text: string): Parsed => {
  const read = schema.safeParse(text)
  return read.success ? { value: read.data! } : { problem: read.error!.issues[0]!.message }
}

/** A number of whatever document it is: that of a resident where it looks like one. */
export function readNumber(text: string, label: string): Parsed {
  const [first, ...others] = documentTypes.map(([type]) => parse(documentNumber(type, label), text))
  if ('value' in first! || /^\d{15,18}[\dXx]?$/.test(compactCode(text))) return first!
  return others.find(one => 'value' in one) ?? { problem: `${label}不是有效的证件号码，请核对` }
}

export const readMobile = (text: string): Parsed => parse(phone('手机号码'), text)

/** 张三（示范大学 医学院）: the name, and what stands in brackets behind it. */
function apart(text: string): { name: string; unit: string; division: string } {
  const [, name = text, inside = ''] =
    /^(.+?)\s*[（(]([^（()）]+(?:[（(][^（()）]*[)）][^（()）]*)?)[)）]\s*$/u.exec(text) ?? []
  const [unit = '', ...division] = inside.split(/[\s/／]+/u).filter(Boolean)
  return { name, unit, division: division.join('') }
}

const none = new Set(['', '无', '/', '-', '—', '没有'])
const split = (text: string): string[] => (none.has(text.trim()) ? [] : splitNames(text))

/** Reads one 评审对象; each thing that cannot be taken is said beside its column. Pure and total. */
export function readSubject(raw: RawSubject): { subject: ReadSubject; faults: Fault[] } {
  const faults: Fault[] = []
  const of = (column: SubjectColumn): string => (raw[column] ?? '').trim()
  const take = (column: SubjectColumn, parsed: Parsed): string | null => {
    if ('value' in parsed) return parsed.value
    faults.push({ column, text: parsed.problem })
    return null
  }
  const nullable = (column: SubjectColumn, read: (text: string) => Parsed): string | null =>
    none.has(of(column)) ? null : take(column, read(of(column)))
  const title = take('title', parse(shortText('评审对象', 200), of('title'))) ?? ''
  const unit = take('unit', parse(unitName('申报单位'), of('unit')))
  const code = nullable('creditCode', text => parse(creditCode('申报单位信用代码'), text))
  const division = nullable('division', text => parse(shortText('院系', 100), text))
  const parties: ReadParty[] = []
  const person = (column: SubjectColumn, kind: PartyKind, text: string): ReadParty | null => {
    const { name, unit: own, division: faculty } = apart(text)
    const read = take(column, parse(personName(`“${text.slice(0, 20)}”的姓名`), name))
    const theirs = own === '' ? null : take(column, parse(unitName(`“${text.slice(0, 20)}”的单位`), own))
    if (read === null) return null
    return { kind, name: read, unitName: theirs, division: faculty || null, docNumber: null, phone: null }
  }
  const leaders = split(of('leader'))
  if (leaders.length === 0) faults.push({ column: 'leader', text: '请填写负责人' })
  if (leaders.length > 1 && (of('leaderNumber') || of('leaderPhone')))
    faults.push({ column: 'leader', text: '有几位负责人的，证件号码和手机请写在成员一栏，或分行填写' })
  const docNumber = nullable('leaderNumber', text => readNumber(text, '负责人证件号码'))
  const mobile = nullable('leaderPhone', text => parse(phone('负责人手机号码'), text))
  for (const text of leaders) {
    const one = person('leader', 'leader', text)
    if (one) parties.push({ ...one, docNumber, phone: mobile })
  }
  const members = split(of('members'))
  const numbers = of('memberNumbers') === '' ? [] : of('memberNumbers').split(/[、，,;；\s]+/u)
  if (numbers.length > 0 && numbers.length !== members.length)
    faults.push({
      column: 'memberNumbers',
      text: `有 ${members.length} 位成员、${numbers.length} 个证件号码，请对应起来；没有的写“无”`,
    })
  if (members.length > MOST_PEOPLE) faults.push({ column: 'members', text: `成员最多 ${MOST_PEOPLE} 人` })
  members.slice(0, MOST_PEOPLE).forEach((text, at) => {
    const one = person('members', 'member', text)
    const number = numbers[at] ?? ''
    const docNumber = none.has(number)
      ? null
      : take('memberNumbers', readNumber(number, `第 ${at + 1} 位成员的证件号码`))
    if (one) parties.push({ ...one, docNumber })
  })
  if (unit !== null) parties.push({ kind: 'unit', name: null, unitName: unit, division, docNumber: null, phone: null })
  for (const text of split(of('partners')).slice(0, MOST_PARTNERS)) {
    const name = take('partners', parse(unitName(`合作单位“${text.slice(0, 20)}”`), text))
    if (name !== null)
      parties.push({ kind: 'partner', name: null, unitName: name, division: null, docNumber: null, phone: null })
  }
  return { subject: { title, groupName: of('group'), creditCode: code, parties: unlike(parties) }, faults }
}

export const partyKey = ({ kind, name, unitName }: Pick<ReadParty, 'kind' | 'name' | 'unitName'>): string =>
  [kind, nameKey(name ?? ''), nameKey(unitName ?? '')].join('|')

/** Nobody twice; of two the one with a number. */
export function unlike(parties: readonly ReadParty[]): ReadParty[] {
  const found = new Map<string, ReadParty>()
  for (const one of parties) {
    // two people of one name with two numbers are two people
    const key = `${partyKey(one)}|${one.docNumber ?? ''}`
    const plain = `${partyKey(one)}|`
    if (one.docNumber === null && [...found.keys()].some(there => there.startsWith(plain))) continue
    if (one.docNumber !== null) found.delete(plain)
    if (!found.has(key)) found.set(key, one)
  }
  return [...found.values()]
}
