import type { PersonFacts, Snapshot } from '@/lib/application/application.dto'
import { dict, titleLevelOf, titleLevels } from '@/lib/dict'
import type { Policy } from '@/lib/policy/policy.schema'
import { expertTypes } from '@/lib/profile/options.schema'
import { monthText, type Names } from '@/lib/profile/reading.rules'
import { codesOf, type RowData, rowsOf, textOf } from '@/lib/profile/values.rules'

/** What is said of the unit; `department` is who stands above it, the bureau itself where nobody else does. */
export type UnitOnForm = {
  name: string
  creditCode: string
  nature: string
  place: string
  department: string
  inside: boolean
}

export type FormInput = {
  /** of the application */
  number: string
  hash: string
  policy: Pick<Policy, 'terms' | 'authority'>
  snapshot: Pick<Snapshot, 'person' | 'sections'> & {
    files: readonly { name: string; section?: string | null; rowId?: string | null }[]
  }
  /** numbers in full or masked, as the reader may see them */
  numbers: { document: string; phone: string }
  bank: { name: string; account: string } | null
  unit: UnitOnForm
  /** by the conditions of the policy he has the years and the title that the form vouches for */
  qualified: boolean
  /** the conditions for being preferred that he meets; null where that is not known */
  priority: readonly string[] | null
  names: Names
}

/** A field of the form: its literal label and its text, in one paragraph or several. */
export type FormField = { label: string; text: readonly string[] }
/** One line of the table: two fields beside each other, one alone over the whole width, or the place of the stamp. */
export type FormRow = FormField[] | { stamp: string; text: readonly string[] }
export type FormContent = {
  title: string
  number: string
  hash: string
  name: string
  sections: { heading: string; rows: FormRow[] }[]
}

/** The sentence beside both boxes of 专家类型, as the notice of 绍兴 has it; ticked only where it is true. */
const statement = '从事相关专业领域工作累计 5 年及以上，具有副高级（含）以上职称或同等专业技术水平'

const field = (label: string, ...text: string[]): FormField => ({ label, text: text.length > 0 ? text : [''] })

/** 专家信息表 as 附件1 has it: five sections, their labels and order literal (F2–F5). Pure. */
export function formContent(input: FormInput): FormContent {
  const { person } = input.snapshot
  return {
    title: '专家信息表',
    number: input.number,
    hash: input.hash,
    name: person.name,
    sections: [
      { heading: '一、基本信息', rows: basic(input) },
      { heading: '二、工作单位', rows: workplace(input) },
      { heading: '三、学术信息', rows: academic(input) },
      { heading: '四、职称信息', rows: titles(input) },
      { heading: '五、盖章', rows: [{ stamp: '单位意见', text: ['（单位盖章）', '年　　月　　日'] }] },
    ],
  }
}

function basic({ snapshot: { person, sections }, numbers, bank }: FormInput): FormRow[] {
  const own = sections.basic ?? {}
  return [
    [field('专家姓名', person.name), field('证件类型', person.docType)],
    [field('证件号码', numbers.document), field('出生年月', bornOn(person))],
    [field('职称级别', highestLevel(rowsOf(sections.titles))), field('职务', textOf(own.position))],
    [
      field('学历', dict('education').name(textOf(own.education))),
      field('学位', dict('degree').name(textOf(own.degree))),
    ],
    [field('移动电话', numbers.phone), field('办公电话', textOf(own.officePhone))],
    [field('电子邮箱', person.email ?? ''), field('开户银行', bank?.name ?? '')],
    [field('银行账号', bank?.account ?? ''), field('')],
  ]
}

function workplace({ unit, policy: { terms } }: FormInput): FormRow[] {
  const area = unit.inside ? terms.inside : terms.outside
  return [
    [field('单位名称', unit.name), field('统一社会信用代码', unit.creditCode)],
    [field('单位类型', unit.nature), field('单位所在地', unit.place)],
    [field('归口管理部门', unit.department), field(terms.areaLabel, area)],
  ]
}

function academic({ snapshot: { sections }, qualified, priority, names }: FormInput): FormRow[] {
  const own = sections.basic ?? {}
  const chosen = codesOf(own.expertTypes)
  // where the sentence is not true of him, what he applies as must not go missing with its tick
  const boxes = expertTypes.flatMap(([code, label], index) => {
    const one = `${index + 1}.${label}`
    if (!chosen.includes(code)) return [one, `□${statement}`]
    return qualified ? [one, `☑${statement}`] : [`${one}（申请人所选）`, `□${statement}`]
  })
  const disciplines = codesOf(own.disciplines).map((code, index) => `${index + 1}. ${names.discipline(code)}`)
  return [
    [field('专家类型', ...boxes)],
    [field('学科分类', ...disciplines)],
    [field('是否符合优先入库条件', ...preferred(priority))],
  ]
}

function preferred(priority: readonly string[] | null): string[] {
  if (priority === null) return ['']
  return priority.length === 0 ? ['否'] : ['是', ...priority.map((one, index) => `${index + 1}. ${one}`)]
}

/** Two lines for each title; two empty ones for somebody without. */
function titles({ snapshot: { sections, files } }: FormInput): FormRow[] {
  const rows = rowsOf(sections.titles)
  return (rows.length > 0 ? rows : [{}]).flatMap((row): FormRow[] => [
    [field('职称名称', titleName(row)), field('发证时间', monthText(row.obtainedOn))],
    [field('职称证书', ...certificates(row, files))],
  ])
}

const titleName = (row: RowData): string => dict('title').name(textOf(row.titleCode)) || textOf(row.qualification)

const certificates = (row: RowData, files: FormInput['snapshot']['files']): string[] =>
  files.filter(file => file.section === 'titles' && file.rowId === textOf(row.id)).map(file => file.name)

const order = titleLevels.map(([code]) => code)

/** The highest level among his titles; '' without any. */
export function highestLevel(rows: readonly RowData[]): string {
  const ranks = rows.map(row => order.indexOf(titleLevelOf(textOf(row.titleCode)) ?? 'none')).filter(rank => rank >= 0)
  return ranks.length === 0 ? '' : titleLevels[Math.min(...ranks)]![1]
}

function bornOn({ birthDate }: Pick<PersonFacts, 'birthDate'>): string {
  return birthDate ? monthText(birthDate.slice(0, 7)) : ''
}
