import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { PersonFacts, Snapshot } from '@/lib/application/application.dto'
import { now } from '@/lib/platform/clock'
import { ageOn } from '@/lib/platform/fields/age'
import { chinaDay } from '@/lib/platform/time'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { profileSections } from '@/lib/policy/profile-policy'
import { rowSummary } from '@/lib/profile/reading.rules'
import { type ProfilePolicy, type Section, sectionFor } from '@/lib/profile/resolve.schema'
import { type RowData, textOf } from '@/lib/profile/values.rules'
import { MendMark } from './mend/mend-mark'
import { SectionView } from './section-view'

/** Who the person is, with masked numbers. */
export function PersonFactsView({ person }: { person: PersonFacts }) {
  return (
    <DescriptionList
      items={[
        { label: '姓名', value: person.name },
        { label: '性别', value: person.sex },
        {
          label: '出生日期',
          value: person.birthDate && `${person.birthDate}（${ageOn(person.birthDate, chinaDay(now()))} 周岁）`,
        },
        { label: '证件类型', value: person.docType },
        { label: '证件号码', value: person.docMask },
        { label: '手机号码', value: person.phoneMask },
        { label: '电子邮箱', value: person.email },
        { label: '所在地区', value: person.region },
        { label: '所在单位', value: person.unitName, wide: true },
      ]}
    />
  )
}

/** 科研项目第 2 条：…… */
const rowLabel = (section: Section, row: RowData, index: number): string =>
  [`${section.title}第 ${index + 1} 条`, section.rows && rowSummary(section.rows, row).title].filter(Boolean).join('：')

type SnapshotViewProps = {
  /** a submitted version, or the working copy in the same shape */
  snapshot: Snapshot
  /** how sections are called and what belongs to them */
  policy: ProfilePolicy
  /** every section of the policy, also what is still empty: for who fills it in */
  whole?: boolean
  /** stands beside a section's title, e.g. a link 修改 */
  actionOf?: (section: ProfileSection) => ReactNode
  /** stands above a section's content, e.g. what is still missing */
  noticeOf?: (section: ProfileSection) => ReactNode
  /** a desk reads it and may mark what shall be mended */
  marking?: boolean
}

/**
 * A whole profile to read, the same for the applicant before he submits and for everybody who reviews it. Server side;
 * files are links to the gated route.
 */
export function SnapshotView({ snapshot, policy, whole, actionOf, noticeOf, marking }: SnapshotViewProps) {
  const holds = (section: ProfileSection) =>
    Boolean(snapshot.sections[section]) || snapshot.files.some(file => (file.section ?? 'evidence') === section)
  const asked = policy.profile.sections
  // a version may hold a section that is no longer asked for
  const shown = whole ? asked : [...asked, ...profileSections.filter(one => !asked.includes(one))].filter(holds)
  return (
    <div className="space-y-4">
      <Card title="本人信息">
        <PersonFactsView person={snapshot.person} />
      </Card>
      {shown.map(name => {
        const section = sectionFor(policy, name)
        return (
          <div key={name} id={`section-${name}`} className="scroll-mt-[calc(var(--sticky-top,0px)+1rem)]">
            <Card
              title={section.title}
              actions={marking ? <MendMark section={name} rowId={null} label={section.title} /> : actionOf?.(name)}
            >
              {noticeOf?.(name)}
              <SectionView
                section={section}
                data={snapshot.sections[name]}
                files={snapshot.files}
                actionOf={
                  marking
                    ? (row, index) => (
                        <MendMark section={name} rowId={textOf(row.id)} label={rowLabel(section, row, index)} />
                      )
                    : undefined
                }
              />
            </Card>
          </div>
        )
      })}
    </div>
  )
}
