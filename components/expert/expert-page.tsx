import type { ReactNode } from 'react'
import { SnapshotView } from '@/components/application/snapshot-view'
import { applicationTone } from '@/components/application/status'
import { MemberCards } from '@/components/membership/member-cards'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { History } from '@/components/workflow/history'
import type { ExpertView } from '@/lib/expert/expert.dto'
import type { MemberView } from '@/lib/membership/membership.dto'
import { isEntry } from '@/lib/policy/desk.rules'
import type { ProfilePolicy } from '@/lib/profile/resolve.schema'
import { NumbersCard } from './numbers-card'
import { originItems } from './origin'

type ExpertPageProps = {
  expert: ExpertView
  member: MemberView
  policy: ProfilePolicy
  back: { href: string; label: string }
  /** whose numbers the reader may see in clear */
  reveals: { phone: boolean; document: boolean }
  /** what else the reader may know, at the end */
  aside?: ReactNode
}

/** One expert of the pool: the version he was admitted with, how he came in, and his place there. */
export function ExpertPage({ expert, member, policy, back, reveals, aside }: ExpertPageProps) {
  const place = <MemberCards key="place" member={member} name={expert.name} back={back} />
  const entry = (
    <Card key="entry" title="在库信息">
      <DescriptionList
        columns={1}
        items={[
          { label: '技术职称', value: expert.title },
          { label: '职称级别', value: expert.titleLevel },
          { label: '学科', value: expert.disciplines.join('、') },
          { label: '入库时间', value: <Time value={expert.admittedAt} /> },
          ...(expert.origin ? originItems(expert.origin) : []),
          {
            label: isEntry(expert.course) ? '入库申请' : '信息变更',
            value: expert.applicationId ? (
              <Link href={`/bureau/applications/${expert.applicationId}`} className="text-accent-strong underline">
                {expert.applicationNumber}
              </Link>
            ) : (
              expert.applicationNumber
            ),
          },
          {
            label: '依据版本',
            value: (
              <>
                第 {expert.submitted.number} 次提交，
                <Time value={expert.submitted.at} />
              </>
            ),
          },
        ]}
      />
    </Card>
  )
  const numbers = <NumbersCard key="numbers" expert={expert} reveals={reveals} />
  // what waits for a decision comes first; by their keys the cards keep what they say when they change places
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="order-2 min-w-0 xl:order-1">
        <SnapshotView snapshot={expert.snapshot} policy={policy} />
      </div>
      <div className="order-1 space-y-5 xl:sticky xl:top-4 xl:order-2">
        {member.status === 'leaving' ? [place, entry, numbers] : [entry, numbers, place]}
        <Card title={isEntry(expert.course) ? '入库申请的办理记录' : '信息变更的办理记录'}>
          <History steps={expert.history} toneOf={applicationTone} label="办理记录" />
        </Card>
        {aside}
      </div>
    </div>
  )
}
