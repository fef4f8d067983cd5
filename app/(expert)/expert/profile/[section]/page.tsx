import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Fresh } from '@/components/application/fresh'
import { PersonCard } from '@/components/application/profile/person-card'
import { ReturnedNotice } from '@/components/application/profile/returned-notice'
import { SectionForm } from '@/components/application/profile/section-form'
import { SectionNav } from '@/components/application/profile/section-nav'
import { SectionView } from '@/components/application/section-view'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { PageHeader } from '@/components/ui/page-header'
import { checkWorkingCopy, returnedWith } from '@/lib/application/own.dal'
import { whyClosed } from '@/lib/application/path.rules'
import { sectionTitles } from '@/lib/application/profile.rules'
import { requirePage } from '@/lib/auth/current'
import { now } from '@/lib/platform/clock'
import { type ProfileSection, profileSections } from '@/lib/policy/policy.schema'

type Props = PageProps<'/expert/profile/[section]'>

const isSection = (text: string): text is ProfileSection => (profileSections as readonly string[]).includes(text)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { section } = await params
  return { title: isSection(section) ? sectionTitles[section].title : '专家信息' }
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
  const step = `当前第 ${index + 1} 步，共 ${sections.length} 步`
  const { title, hint } = sectionTitles[section]
  const why = whyClosed(copy.policy, copy.status)
  if (why)
    return (
      <Fresh renderedAt={at}>
        <PageHeader title={title} />
        <div className="space-y-4">
          <Alert tone="info">{why}</Alert>
          <Card>
            <SectionView section={section} data={snapshot.sections[section]} files={snapshot.files} />
          </Card>
        </div>
      </Fresh>
    )

  const before = sections[index - 1]
  const after = sections[index + 1]
  const { field } = await searchParams
  return (
    <Fresh renderedAt={at}>
      <div className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-[14rem_minmax(0,46rem)]">
        <div className="max-lg:hidden lg:sticky lg:top-[calc(var(--sticky-top)+1rem)]">
          <SectionNav progress={progress} current={section} />
        </div>
        <div className="min-w-0">
          <p className="num text-sm text-ink-3">{step}</p>
          <PageHeader title={title} description={hint} />
          <div className="mb-3 lg:hidden">
            <Disclosure summary="全部步骤">
              <SectionNav progress={progress} current={section} />
            </Disclosure>
          </div>
          <div className="space-y-5">
            <ReturnedNotice decision={await returnedWith(actor, copy)} />
            <Card>
              <SectionForm
                key={`${copy.applicationId}-${section}`}
                copy={copy}
                section={section}
                wanted={typeof field === 'string' && /^[\w.]{1,60}$/.test(field) ? field : undefined}
                previous={before ? `/expert/profile/${before}` : '/expert/profile'}
                next={
                  after
                    ? { href: `/expert/profile/${after}`, label: '保存，下一步' }
                    : { href: '/expert/check', label: '保存，去检查' }
                }
              />
            </Card>
            {section === 'basic' && <PersonCard person={snapshot.person} contacts={copy.policy.authority.contacts} />}
          </div>
        </div>
      </div>
    </Fresh>
  )
}
