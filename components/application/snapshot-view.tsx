import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { PersonFacts, Snapshot } from '@/lib/application/application.dto'
import { sectionTitles } from '@/lib/application/profile.rules'
import { type ProfileSection, profileSections } from '@/lib/policy/policy.schema'
import { SectionView } from './section-view'

/** Who the person is, with masked numbers. */
export function PersonFactsView({ person }: { person: PersonFacts }) {
  return (
    <DescriptionList
      items={[
        { label: '姓名', value: person.name },
        { label: '性别', value: person.sex },
        { label: '出生日期', value: person.birthDate },
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

type SnapshotViewProps = {
  /** a submitted version, or the working copy in the same shape */
  snapshot: Snapshot
  /** which sections, in this order; those that the snapshot holds unless given */
  sections?: readonly ProfileSection[]
  /** stands beside a section's title, e.g. a link 修改 */
  actionOf?: (section: ProfileSection) => ReactNode
  /** stands above a section's content, e.g. what is still missing */
  noticeOf?: (section: ProfileSection) => ReactNode
}

/**
 * A whole profile to read, the same for the applicant before he submits and for everybody who reviews it. Server side;
 * files are links to the gated route.
 */
export function SnapshotView({ snapshot, sections, actionOf, noticeOf }: SnapshotViewProps) {
  const holds = (section: ProfileSection) =>
    Boolean(snapshot.sections[section]) || (section === 'evidence' && snapshot.files.length > 0)
  const shown = sections ?? profileSections.filter(holds)
  return (
    <div className="space-y-4">
      <Card title="本人信息">
        <PersonFactsView person={snapshot.person} />
      </Card>
      {shown.map(section => (
        <Card key={section} title={sectionTitles[section].title} actions={actionOf?.(section)}>
          {noticeOf?.(section)}
          <SectionView section={section} data={snapshot.sections[section]} files={snapshot.files} />
        </Card>
      ))}
    </div>
  )
}
