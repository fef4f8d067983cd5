import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Fresh } from '@/components/application/fresh'
import { ClosedSection } from '@/components/application/profile/closed-section'
import { PersonCard } from '@/components/application/profile/person-card'
import { ReturnedNotice } from '@/components/application/profile/returned-notice'
import { SectionForm } from '@/components/application/profile/section-form'
import { SectionNav } from '@/components/application/profile/section-nav'
import { SectionView } from '@/components/application/section-view'
import { OwnConditions } from '@/components/eligibility/own-conditions'
import { BankPointer } from '@/components/privacy/bank-pointer'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { PageHeader } from '@/components/ui/page-header'
import { namedMends, rowRemarks } from '@/lib/application/mend.rules'
import { checkWorkingCopy, returnedWith } from '@/lib/application/own.dal'
import { requirePage } from '@/lib/auth/current'
import { asksForStamp } from '@/lib/infoform/code.rules'
import { now } from '@/lib/platform/clock'
import { isEntry } from '@/lib/policy/desk.rules'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { profileSections } from '@/lib/policy/profile-policy'
import { sectionFor } from '@/lib/profile/resolve.schema'
import { sectionDefs } from '@/lib/profile/sections.schema'

type Props = PageProps<'/expert/profile/[section]'>

const isSection = (text: string): text is ProfileSection => (profileSections as readonly string[]).includes(text)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { section } = await params
  return { title: isSection(section) ? sectionDefs[section].title : '专家信息' }
}

/** One section of the profile: its form, or its text with the reason why it cannot be changed now. */
export default async function Page({ params, searchParams }: Props) {
  const actor = await requirePage('individual')
  const { section } = await params
  const at = now().getTime()
  const checking = await checkWorkingCopy(actor)
  if (!checking) redirect('/expert/profile')
  const { copy, snapshot, progress } = checking
  const sections = copy.policy.profile.sections
  if (!isSection(section) || !sections.includes(section)) notFound()
  const index = sections.indexOf(section)
  const step = `当前第 ${index + 1} 页，共 ${sections.length} 页`
  const definition = sectionFor(copy.policy, section)
  const { title, hint } = definition
  if (copy.closed)
    return (
      <Fresh renderedAt={at}>
        <PageHeader title={title} />
        <div className="space-y-4">
          <Alert tone="info">{copy.closed}</Alert>
          <Card>
            <SectionView section={definition} data={snapshot.sections[section]} files={snapshot.files} />
          </Card>
        </div>
      </Fresh>
    )

  const opening = copy.openings?.[section] ?? 'all'
  const before = sections[index - 1]
  const after = sections[index + 1]
  const { field } = await searchParams
  const ways = {
    previous: before ? `/expert/profile/${before}` : '/expert/profile',
    next: after
      ? { href: `/expert/profile/${after}`, label: '下一页' }
      : { href: '/expert/check', label: '保存，去检查' },
  } as const
  return (
    <Fresh renderedAt={at}>
      <div className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-[14rem_minmax(0,46rem)] lg:grid-rows-[auto_auto_1fr] xl:grid-rows-[auto_1fr] xl:grid-cols-[13rem_minmax(0,46rem)_auto] xl:gap-x-6">
        <div className="max-lg:hidden lg:sticky lg:top-[calc(var(--sticky-top)+1rem)] lg:row-span-3 xl:row-span-2">
          <SectionNav progress={progress} current={section} />
        </div>
        <div className="min-w-0">
          <p className="num text-sm text-ink-3">{step}</p>
          <PageHeader title={title} description={hint} />
          <div className="lg:hidden">
            <Disclosure summary="全部页面">
              <SectionNav progress={progress} current={section} />
            </Disclosure>
          </div>
        </div>
        <div className="empty:hidden xl:sticky xl:w-68 xl:top-[calc(var(--sticky-top)+1rem)] xl:col-start-3 xl:row-span-2 xl:row-start-1">
          {!isEntry(copy.course) || <OwnConditions policy={copy.policy} snapshot={snapshot} />}
        </div>
        <div className="min-w-0 space-y-5 lg:col-start-2">
          <ReturnedNotice
            decision={await returnedWith(actor, copy)}
            mends={namedMends(copy.policy, copy.sections, copy.mends)}
            stamped={asksForStamp(copy.policy, copy.course)}
          />
          <Card>
            {opening === 'none' ? (
              <ClosedSection section={definition} snapshot={snapshot} {...ways} />
            ) : (
              <SectionForm
                key={`${copy.applicationId}-${section}`}
                copy={copy}
                section={section}
                opening={opening}
                remarks={rowRemarks(copy.mends, section)}
                ownName={snapshot.person.name}
                wanted={typeof field === 'string' && /^[\w.]{1,60}$/.test(field) ? field : undefined}
                {...ways}
              />
            )}
          </Card>
          {section === 'basic' && <PersonCard person={snapshot.person} contacts={copy.policy.authority.contacts} />}
          {section === 'basic' && copy.policy.profile.bank !== 'off' && <BankPointer />}
        </div>
      </div>
    </Fresh>
  )
}
