import type { Metadata } from 'next'
import { InForce } from '@/components/application/changes/in-force'
import { Fresh } from '@/components/application/fresh'
import { NotYet } from '@/components/application/not-yet'
import { ReturnedNotice } from '@/components/application/profile/returned-notice'
import { TaskList } from '@/components/application/profile/task-list'
import { SnapshotView } from '@/components/application/snapshot-view'
import { ApplicationBadge } from '@/components/application/status'
import { OwnConditions } from '@/components/eligibility/own-conditions'
import { ContactBlock } from '@/components/policy/contact-block'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { namedMends } from '@/lib/application/mend.rules'
import { checkWorkingCopy, ownInForce, returnedWith } from '@/lib/application/own.dal'
import { requirePage } from '@/lib/auth/current'
import { ownMembership } from '@/lib/expert/own.dal'
import { asksForStamp } from '@/lib/infoform/code.rules'
import { now } from '@/lib/platform/clock'
import { isEntry } from '@/lib/policy/desk.rules'
import { firstOpen } from '@/lib/profile/progress.rules'

export const metadata: Metadata = { title: '专家信息' }

/**
 * 专家信息: the sections as tasks while they can be filled in, as a text to read otherwise. `show=inForce`: what the pool
 * holds, also while a change is being filled in.
 */
export default async function Page({ searchParams }: PageProps<'/expert/profile'>) {
  const actor = await requirePage('individual')
  const at = now().getTime()
  const checking = await checkWorkingCopy(actor)
  if (!checking) return <NotYet actor={actor} />
  const { copy, snapshot, progress } = checking
  const { policy, status, statusLabel, course, closed } = copy
  const change = !isEntry(course)
  const label = change ? `变更：${statusLabel}` : statusLabel
  const badge = <ApplicationBadge status={status} label={label} />
  const contacts = <ContactBlock contacts={policy.authority.contacts} />
  const asked = (await searchParams).show === 'inForce'
  if (closed || (change && asked)) {
    const [member, inForce] = await Promise.all([ownMembership(actor), ownInForce(actor)])
    return (
      <Fresh renderedAt={at}>
        {member && inForce ? (
          <InForce member={member} snapshot={inForce} copy={copy} />
        ) : (
          <>
            <PageHeader title="专家信息" status={badge} />
            <div className="space-y-4">
              <Alert tone="info">{closed}</Alert>
              <SnapshotView snapshot={snapshot} policy={policy} />
            </div>
          </>
        )}
        <div className="mt-4">{contacts}</div>
      </Fresh>
    )
  }
  const open = firstOpen(progress)
  return (
    <Fresh renderedAt={at}>
      <PageHeader
        title={change ? '更新专家信息' : '专家信息'}
        status={badge}
        description={
          change
            ? '点开有变化的部分修改，其他部分不用动。改好后检查提交；审核通过之前，库中仍使用原来的信息。'
            : '逐个填好下面的部分，再检查提交。内容会自动保存，可以分几次填写。'
        }
        actions={
          <LinkButton href={open ? `/expert/profile/${open}` : '/expert/check'} variant="primary">
            {!open ? '检查并提交' : status === 'empty' ? '开始填写' : '继续填写'}
          </LinkButton>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="space-y-5">
          <ReturnedNotice
            decision={await returnedWith(actor, copy)}
            mends={namedMends(copy.policy, copy.sections, copy.mends)}
            stamped={asksForStamp(copy.policy, copy.course)}
          />
          <TaskList progress={progress} />
        </div>
        <div className="space-y-5">
          {change || <OwnConditions policy={policy} snapshot={snapshot} />}
          {contacts}
        </div>
      </div>
    </Fresh>
  )
}
