import type { Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import type { SignedInActor } from '@/lib/access/actor'
import { namedMends, rowRemarks } from '@/lib/application/mend.rules'
import { proposedCopy } from '@/lib/application/propose.dal'
import { found } from '@/lib/auth/page'
import { sectionFor } from '@/lib/profile/resolve.schema'
import { ClosedSection } from '../profile/closed-section'
import { ReturnedNotice } from '../profile/returned-notice'
import { SectionForm } from '../profile/section-form'
import { SectionNav } from '../profile/section-nav'
import { proposalWays } from '../profile/ways'
import type { ProposalPlace } from './proposal-screen'

type ProposalSectionProps = {
  actor: SignedInActor
  place: ProposalPlace
  id: string
  section: string
  field: string | string[] | undefined
}

/** One part of what a unit or a department proposes about an expert: the same form as his own. */
export async function ProposalSection({ actor, place, id, section: asked, field }: ProposalSectionProps) {
  const { copy, snapshot, progress, decision } = await found(proposedCopy(actor, id))
  const ways = proposalWays(place, id)
  if (copy.closed) redirect(ways.check as Route)
  const { policy, mends } = copy
  const index = (policy.profile.sections as readonly string[]).indexOf(asked)
  const section = policy.profile.sections[index]
  if (!section) notFound()
  const definition = sectionFor(policy, section)
  const before = policy.profile.sections[index - 1]
  const pages = {
    previous: before ? `${ways.sections}/${before}` : ways.check,
    next: { href: ways.check, label: '保存，看变更' },
  }
  const opening = copy.openings?.[section] ?? 'all'
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '首页', href: `/${place}` },
              { label: `提出信息变更：${snapshot.person.name}`, href: ways.check },
              { label: definition.title },
            ]}
          />
        }
        title={definition.title}
        description={definition.hint}
      />
      <div className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-[14rem_minmax(0,46rem)]">
        <div className="max-lg:hidden lg:sticky lg:top-[calc(var(--sticky-top)+1rem)]">
          <SectionNav progress={progress} current={section} ways={ways} />
        </div>
        <div className="min-w-0 space-y-5">
          <ReturnedNotice
            decision={decision}
            mends={namedMends(policy, copy.sections, mends, ways.sections)}
            stamped={false}
          />
          <Card>
            {opening === 'none' ? (
              <ClosedSection section={definition} snapshot={snapshot} {...pages} />
            ) : (
              <SectionForm
                key={`${id}-${section}`}
                copy={copy}
                section={section}
                opening={opening}
                remarks={rowRemarks(mends, section)}
                ownName={snapshot.person.name}
                wanted={typeof field === 'string' && /^[\w.]{1,60}$/.test(field) ? field : undefined}
                {...pages}
              />
            )}
          </Card>
        </div>
      </div>
    </>
  )
}
