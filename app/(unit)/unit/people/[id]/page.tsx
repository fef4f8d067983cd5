import type { Metadata } from 'next'
import { PersonDecision } from '@/components/affiliation/person-decision'
import { PersonPage } from '@/components/affiliation/person-page'
import { AffiliationBadge } from '@/components/affiliation/status'
import { Proposing } from '@/components/application/changes/proposing'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { peopleSpec } from '@/lib/affiliation/affiliation.rules'
import { nextPerson } from '@/lib/affiliation/queue.dal'
import { viewPerson } from '@/lib/affiliation/view.dal'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { backHref } from '@/lib/platform/list-params'
import { peopleMenu } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '人员信息查看' }

export default async function UnitPersonPage({ params, searchParams }: PageProps<'/unit/people/[id]'>) {
  const actor = await requirePage('affiliation.list')
  const { id } = await params
  const person = await found(viewPerson(actor, id))
  const [{ policy }, next] = await Promise.all([currentPolicy(), nextPerson(actor, id)])
  const back = backHref('/unit/people', peopleSpec, await searchParams)
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '首页', href: '/unit' },
              { label: peopleMenu(policy).people, href: back },
              { label: '人员信息查看' },
            ]}
          />
        }
        title={person.name}
        status={
          <>
            <AffiliationBadge status={person.status} label={person.statusLabel} />
            {person.locked && <Badge tone="warning">锁定</Badge>}
          </>
        }
        description={person.division}
        actions={<Proposing proposing={person.proposing} place="unit" />}
      />
      <PersonPage
        person={person}
        papers={policy.individualRegistration.affiliation === 'beforeApplying'}
        decision={
          <PersonDecision
            person={person}
            next={next && { href: `/unit/people/${next.id}`, label: `下一位：${next.name}` }}
            back={{ href: back, label: '返回列表' }}
          />
        }
      />
    </>
  )
}
