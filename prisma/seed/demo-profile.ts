import 'server-only'
import type { IndividualActor } from '@/lib/access/actor'
import { writeTx } from '@/lib/access/transaction'
import { saveSection } from '@/lib/application/fill.dal'
import { keepPart } from '@/lib/application/section.dal'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { draftSchema } from '@/lib/profile/draft.schema'
import { sectionFor } from '@/lib/profile/resolve.schema'
import { rowsOf, type SectionData } from '@/lib/profile/values.rules'
import { attachSample } from './demo-people'

export type DemoProfile = { unitName: string; title: string; disciplines: string[]; research: string }

type Applicant = IndividualActor & { applicationId: string }

const row = (fields: object) => ({ id: newId(), ...fields })
const unit = (name: string) => ({ unitId: '', name })
const period = (from: string, to: string) => ({ from, to, current: to === '' })

/** A made-up profile that lacks nothing under any policy. */
const profileOf = ({ name }: { name: string }, data: DemoProfile): Record<ProfileSection, SectionData> => ({
  basic: {
    ethnic: '01',
    inside: 'yes',
    atCapital: 'no',
    employer: 'institute',
    instituteOwner: 'provincial',
    education: '11',
    degree: '2',
    department: '科研处',
    expertTypes: ['technology'],
    disciplines: data.disciplines,
    industries: ['Q'],
    research: data.research,
  },
  posts: {
    rows: [
      row({
        unit: unit('示范省医学会'),
        kind: 'society',
        position: '理事',
        period: period('2019-01', ''),
      }),
    ],
  },
  education: {
    rows: [
      row({
        school: unit('示范大学'),
        faculty: '医学院',
        major: '临床医学',
        education: '11',
        degree: '2',
        supervisors: [{ name: '示导师', unit: '示范大学', self: false }],
        period: period('2003-09', '2008-06'),
      }),
    ],
  },
  titles: {
    rows: [
      row({
        kind: 'title',
        titleCode: data.title,
        obtainedOn: '2016-09',
        authority: '示范省卫生系列高级职称评审委员会',
      }),
    ],
  },
  reviews: {
    rows: [
      row({
        name: '示范市科技计划项目评审',
        kind: 'project',
        organiser: unit('示范市科学技术局'),
        date: '2024-05',
        role: 'member',
      }),
    ],
  },
  projects: {
    rows: [
      row({
        name: '围手术期风险预警方法研究',
        number: '示科-2022-018',
        level: 'provincial',
        role: 'leader',
        rank: 1,
        period: period('2022-01', '2024-12'),
        unit: unit(data.unitName),
        members: [
          { name, unit: '', self: true },
          { name: '示同事', unit: data.unitName, self: false },
        ],
      }),
    ],
  },
  papers: {
    rows: [
      row({
        kind: 'journal',
        title: '多学科诊疗质量指标体系的构建',
        authors: [
          { name, unit: '', self: true },
          { name: '示同事', unit: '', self: false },
        ],
        role: 'first',
        source: '示范医学杂志',
        date: '2023-06',
        pages: '45(6): 401-407',
      }),
    ],
  },
  awards: { rows: [], none: true },
  rights: { rows: [], none: true },
  work: {
    rows: [
      row({
        unit: unit(data.unitName),
        faculty: '科研处',
        position: '主任',
        field: 'technology',
        period: period('2008-07', ''),
      }),
    ],
    resume: '',
  },
  evidence: { note: '' },
})

/** Fills every section that the policy asks for and attaches what it wants proved, as the person himself. */
export async function fillProfile(person: Applicant, data: DemoProfile): Promise<void> {
  const { policy } = await currentPolicy()
  const { applicationId } = person
  const sections = profileOf(person, data)
  const name = '职称证书（示例）.pdf'
  const [first, ...others] = policy.profile.sections
  await saveSection(person, { applicationId, section: first!, version: 0, data: sections[first!] })
  // the first has begun it; the others leave the same rows as if each had been saved by itself
  await writeTx(person, async tx => {
    for (const section of others)
      await keepPart(person, tx, { applicationId, section }, 0, draftSchema(section).parse(sections[section]))
  })
  for (const section of policy.profile.sections) {
    const { proof, rows } = sectionFor(policy, section)
    if (proof?.required) await attachSample(person, { purpose: 'evidence', applicationId, section, name })
    if (rows?.proof?.required)
      for (const { id } of rowsOf(sections[section]))
        await attachSample(person, { purpose: 'evidence', applicationId, section, rowId: String(id), name })
  }
}
