import { compactCode, nameKey } from '@/lib/platform/text'
import type { Sections } from '@/lib/profile/facts.rules'
import {
  codesOf,
  type PersonValue,
  peopleOf,
  periodOf,
  type RowData,
  rowsOf,
  textOf,
  type UnitValue,
  unitOf,
} from '@/lib/profile/values.rules'

/** What ties an expert to people, units and works. `name`, `unit`: himself, for rules that look from the other side. */
export const tieKinds = {
  name: '姓名',
  unit: '工作单位',
  post: '其他任职单位',
  shares: '持股、投资',
  work: '工作经历',
  study: '学习经历',
  mail: '单位邮箱',
  project: '科研项目',
  paper: '论文著作',
  award: '科技奖励',
  right: '知识产权',
  teammate: '项目组成员',
  coauthor: '论文合作者',
  cowinner: '共同获奖人',
  coinventor: '共同发明人',
  supervisor: '导师',
} as const
export type TieKind = keyof typeof tieKinds

/** One row of `expert_tie`; years are calendar years, null: not said, or still. */
export type Tie = {
  kind: TieKind
  key: string
  fromYear: number | null
  toYear: number | null
  words: string
  detail: string | null
}

/** Who he is beside the profile. `mail`: the address of his account. */
export type TieOwner = { name: string; unitId: string; unitName: string; mail: string | null }

/** Far more than anybody has typed; what lies behind is not compared. */
const MOST = 5_000
const MOST_WORDS = 300

/** Providers whose addresses say nothing about where somebody works (B2). */
const freeMail = new Set(
  `qq.com foxmail.com vip.qq.com 163.com vip.163.com 126.com yeah.net 188.com sina.com sina.cn vip.sina.com sohu.com
   139.com wo.cn 189.cn 21cn.com tom.com aliyun.com 263.net gmail.com googlemail.com hotmail.com outlook.com live.com
   live.cn msn.com icloud.com me.com yahoo.com yahoo.com.cn yahoo.cn protonmail.com proton.me example.com`.split(/\s+/),
)

/** The domain of an address where it says who the employer is; null for free mail and for what is no address. */
export function employerDomain(address: string | null): string | null {
  const domain = /@([^@\s]+\.[^@\s.]+)$/.exec(address ?? '')?.[1]?.toLowerCase() ?? null
  return domain === null || freeMail.has(domain) ? null : domain
}

/** Keys of things: by the number they have everywhere, and by their title. A number says more. */
export const numberKey = (number: string): string => `n:${compactCode(number).toUpperCase()}`
export const titleKey = (title: string): string => `t:${nameKey(title)}`
export const isNumberKey = (key: string): boolean => key.startsWith('n:')

type Years = Pick<Tie, 'fromYear' | 'toYear'>

const yearOf = (text: string): number | null => {
  const year = Number(/^(\d{4})(?!\d)/.exec(text)?.[1])
  return year >= 1900 && year <= 2200 ? year : null
}
const inPeriod = (value: unknown): Years => {
  const { from, to, current } = periodOf(value)
  return { fromYear: yearOf(from), toYear: current ? null : yearOf(to) }
}
const inYear = (value: unknown): Years => {
  const year = yearOf(textOf(value))
  return { fromYear: year, toYear: year }
}

const said = (...parts: string[]): string => parts.filter(Boolean).join(' ').slice(0, MOST_WORDS)
const folded = (text: string): string | null => nameKey(text) || null
const unitKeyOf = ({ unitId, name }: UnitValue): string => unitId || nameKey(name)

/**
 * Everything in a version by which its expert is tied to others, for avoidance (V2, V3, B2, G4): units with faculties
 * and years, works by number and title, people by folded name with their unit. The same people of many works are one
 * row with the years of all. Pure and total: whatever a stored section holds.
 */
export function tiesOf(sections: Sections, owner: TieOwner): Tie[] {
  const self = nameKey(owner.name)
  const none = { fromYear: null, toYear: null }
  const ties: Tie[] = []
  const add = (kind: TieKind, key: string, words: string, years: Years, detail: string | null = null) => {
    if (key !== '') ties.push({ kind, key, words, detail, ...years })
  }
  const addUnit = (kind: TieKind, unit: UnitValue, faculty: string, years: Years, what: string) => {
    add(kind, unitKeyOf(unit), said(unit.name, faculty, what), years, folded(faculty))
  }
  const addThing = (kind: TieKind, title: string, numbers: string[], years: Years) => {
    for (const number of numbers.filter(Boolean)) add(kind, numberKey(number), said(`《${title}》`, number), years)
    if (nameKey(title)) add(kind, titleKey(title), said(`《${title}》`), years)
  }
  const addPeople = (kind: TieKind, people: PersonValue[], words: string, years: Years) => {
    for (const person of people)
      if (!person.self && nameKey(person.name) !== self)
        add(kind, nameKey(person.name), words.slice(0, MOST_WORDS), years, folded(person.unit))
  }

  const { basic } = sections
  add('name', self, owner.name, none)
  const department = textOf(basic?.department)
  add('unit', owner.unitId, said(owner.unitName, department), none, folded(department))
  const domain = employerDomain(owner.mail)
  if (domain) add('mail', domain, domain, none)

  for (const row of rowsOf(sections.posts)) {
    const kind = row.kind === 'shareholder' ? 'shares' : 'post'
    addUnit(kind, unitOf(row.unit), textOf(row.faculty), inPeriod(row.period), textOf(row.position))
  }
  for (const row of rowsOf(sections.work))
    addUnit('work', unitOf(row.unit), textOf(row.faculty), inPeriod(row.period), textOf(row.position))
  for (const row of rowsOf(sections.education)) {
    const years = inPeriod(row.period)
    const school = unitOf(row.school)
    addUnit('study', school, textOf(row.faculty), years, textOf(row.major))
    // a supervisor whose unit was not said taught where he studied
    const people = peopleOf(row.supervisors).map(one => ({ ...one, unit: one.unit || school.name }))
    addPeople('supervisor', people, said(school.name, textOf(row.major)), years)
  }
  for (const row of rowsOf(sections.projects)) {
    const years = inPeriod(row.period)
    addThing('project', textOf(row.name), [textOf(row.number)], years)
    addPeople('teammate', peopleOf(row.members), `《${textOf(row.name)}》`, years)
  }
  for (const row of rowsOf(sections.papers)) {
    const years = inYear(row.date)
    addThing('paper', textOf(row.title), [textOf(row.doi), textOf(row.isbn)], years)
    addPeople('coauthor', peopleOf(row.authors), `《${textOf(row.title)}》`, years)
  }
  for (const row of rowsOf(sections.awards)) {
    const years = inYear(row.date)
    addThing('award', awardTitle(row), [], years)
    addPeople('cowinner', peopleOf(row.winners), said(awardTitle(row)), years)
  }
  for (const row of rowsOf(sections.rights)) {
    const years = inYear(row.date)
    addThing('right', textOf(row.name), [textOf(row.number)], years)
    addPeople('coinventor', peopleOf(row.inventors), `《${textOf(row.name)}》`, years)
  }
  return together(ties).slice(0, MOST)
}

/** An award without what it was given for is shared with half a province: only the work tells it apart. */
const awardTitle = (row: RowData): string => {
  const work = textOf(row.work)
  return work === '' ? '' : `${work}（${textOf(row.name)}）`
}

const earliest = (a: number | null, b: number | null) => (a === null || b === null ? null : Math.min(a, b))
const latest = (a: number | null, b: number | null) => (a === null || b === null ? null : Math.max(a, b))

/** One row for one tie: from the first year to the last; the words are those of the newest. */
function together(ties: readonly Tie[]): Tie[] {
  const found = new Map<string, Tie>()
  for (const tie of ties) {
    const place = JSON.stringify([tie.kind, tie.key, tie.detail])
    const there = found.get(place)
    const newer = !there || (there.toYear !== null && (tie.toYear === null || tie.toYear > there.toYear))
    found.set(
      place,
      there
        ? {
            ...there,
            words: newer ? tie.words : there.words,
            fromYear: earliest(there.fromYear, tie.fromYear),
            toYear: latest(there.toYear, tie.toYear),
          }
        : tie,
    )
  }
  return [...found.values()]
}

/** What conditions ask beside the disciplines: 专家类型 (the first he ticked of F4), and the year he began to work. */
export function tieFacts(sections: Sections): { expertType: string | null; workSince: number | null } {
  const types = codesOf(sections.basic?.expertTypes)
  const years = rowsOf(sections.work).flatMap(row => inPeriod(row.period).fromYear ?? [])
  return {
    expertType: ['technology', 'finance'].find(type => types.includes(type)) ?? null,
    workSince: years.length > 0 ? Math.min(...years) : null,
  }
}
