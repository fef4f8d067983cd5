import type { ProfileSection } from '@/lib/policy/policy.schema'
import type { SectionData } from '@/lib/profile/values.rules'

export const rowIds = {
  title: '11111111-1111-4111-8111-111111111111',
  work: '22222222-2222-4222-8222-222222222222',
} as const

/** Sections that lack nothing where no policy asks for more than 武汉, as they are typed. */
export const typedSections = {
  basic: {
    ethnic: '01',
    education: '11',
    degree: '2',
    department: ' 科研处',
    position: '',
    disciplines: ['32027', '32024'],
    research: '肿瘤外科临床研究。',
  },
  posts: { none: true, rows: [] },
  titles: { rows: [{ id: rowIds.title, kind: 'title', titleCode: '231', obtainedOn: '2016年9月' }] },
  work: {
    rows: [
      {
        id: rowIds.work,
        unit: { unitId: '', name: '示范医院' },
        position: '主任',
        field: 'technology',
        period: { from: '2008-7', to: '', current: true },
      },
    ],
    resume: '',
  },
} as const

/** An id for the n-th row of something. */
export const rowId = (n: number): string => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`

export const unit = (name: string) => ({ unitId: '', name })
export const period = (from: string, to = '') => ({ from, to, current: to === '' })
export const people = (...names: string[]) => names.map((name, at) => ({ name, unit: '', self: at === 0 }))

/** A row in which every field of its section is filled in, with values that strict reading leaves as they are. */
export const fullRows = {
  posts: { unit: unit('示范学会'), faculty: '秘书处', kind: 'society', position: '理事', period: period('2019-01') },
  education: {
    school: unit('示范大学'),
    faculty: '医学院',
    major: '临床医学',
    education: '11',
    degree: '2',
    supervisors: [{ name: '示导师', unit: '示范大学', self: false }],
    period: period('2003-09', '2008-06'),
  },
  titles: {
    kind: 'title',
    titleCode: '231',
    obtainedOn: '2016-09',
    authority: '示范省评审委员会',
    certificateNo: '示-001',
  },
  reviews: {
    name: '示范市项目评审',
    kind: 'project',
    organiser: unit('示范市科学技术局'),
    date: '2024-05',
    role: 'member',
  },
  projects: {
    name: '围手术期风险预警',
    number: '示科-2022-018',
    level: 'provincial',
    programme: '重点研发计划',
    role: 'leader',
    rank: '1',
    period: period('2022-01', '2024-12'),
    unit: unit('示范医院'),
    members: people('初晓', '示同事'),
  },
  papers: {
    kind: 'journal',
    title: '质量指标体系的构建',
    authors: people('初晓', '示同事'),
    role: 'first',
    source: '示范医学杂志',
    date: '2023-06',
    pages: '45(6): 401-407',
    doi: '10.1000/182',
    isbn: '9787111111115',
    indexing: 'SCI',
  },
  awards: {
    name: '示范省科学技术进步奖',
    work: '早期诊断技术',
    level: 'provincial',
    grade: 'second',
    rank: '3',
    date: '2020-12',
    authority: '示范省人民政府',
    winners: people('初晓'),
  },
  rights: {
    kind: 'invention',
    name: '一种探头',
    number: 'ZL00000000',
    date: '2021-03',
    state: 'granted',
    inventors: people('初晓'),
    owner: unit('示范医院'),
  },
  work: {
    unit: unit('示范医院'),
    faculty: '外科',
    position: '主任',
    field: 'technology',
    period: period('2008-07'),
  },
} as const

export type RowSection = keyof typeof fullRows
export const rowSections = Object.keys(fullRows) as RowSection[]

function oneRowEach(): Record<RowSection, SectionData> {
  const lists: [string, SectionData][] = rowSections.map((section, at) => [
    section,
    { rows: [{ id: rowId(at), ...fullRows[section] }] },
  ])
  return Object.fromEntries(lists) as Record<RowSection, SectionData>
}

/** A profile with one full row in each list, that lacks nothing under any policy but the papers. */
export const fullSections: Record<ProfileSection, SectionData> = {
  basic: {
    ethnic: '01',
    inside: 'yes',
    officePhone: '027-80000000',
    department: '科研处',
    position: '处长',
    atCapital: 'no',
    employer: 'institute',
    instituteOwner: 'provincial',
    education: '11',
    degree: '2',
    expertTypes: ['technology'],
    disciplines: ['32027', '32024'],
    industries: ['Q'],
    research: '肿瘤外科临床研究。',
    talents: [],
  },
  ...oneRowEach(),
  evidence: { note: '' },
}

/** A paper for everything that may be attached to {@link fullSections}. */
export const fullFiles = [
  { section: 'basic', rowId: null },
  { section: 'evidence', rowId: null },
  ...rowSections.map((section, at) => ({ section, rowId: rowId(at) })),
]
