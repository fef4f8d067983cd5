import { ConditionNotes } from '@/components/eligibility/review-conditions'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import type { SignedInActor } from '@/lib/access/actor'
import type { ApplicationView } from '@/lib/application/application.dto'
import { standInWords } from '@/lib/application/path.rules'
import { nextWaiting } from '@/lib/application/queue.dal'
import { MINE, queueSpec } from '@/lib/application/queue.rules'
import { viewApplication } from '@/lib/application/review.dal'
import { found } from '@/lib/auth/page'
import { backHref, type RawParams } from '@/lib/platform/list-params'
import { isEntry } from '@/lib/policy/desk.rules'
import { applicationLabels, peopleMenu } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { ApplicationDecision, type ConsoleDesk } from './application-decision'
import { Proposing } from './changes/proposing'
import type { Show } from './changes/version-bar'
import { ReviewPage } from './review-page'
import { ApplicationBadge } from './status'

type Place = {
  home: string
  list: string
  menu: (policy: Policy) => string
  next: string
  queue: string
  withUnit: boolean
}

/** Where each console keeps its applications, and what its menu calls them. */
const places: Record<ConsoleDesk, Place> = {
  unit: {
    home: '/unit',
    list: '/unit/users',
    menu: policy => peopleMenu(policy).applications,
    next: '下一位',
    queue: 'atUnit',
    withUnit: false,
  },
  department: {
    home: '/department',
    list: '/department/applications',
    menu: () => '专家审核',
    next: '下一位',
    queue: MINE,
    withUnit: true,
  },
  bureau: {
    home: '/bureau',
    list: '/bureau/applications',
    menu: () => '专家审核',
    next: '下一份',
    queue: MINE,
    withUnit: true,
  },
}

const idleWords: Record<ConsoleDesk, string> = {
  unit: '单位不需要办理。',
  department: '归口管理部门不需要办理。',
  bureau: '不需要在这里办理。',
}

type ReviewScreenProps = {
  actor: SignedInActor
  desk: ConsoleDesk
  id: string
  /** the address of the list somebody came from, carried along */
  query: RawParams
}

/** 专家信息查看, the same at every desk: the application, what was said before, and where to decide. */
export async function ReviewScreen({ actor, desk, id, query }: ReviewScreenProps) {
  const asked = Number(query.version)
  const application = await found(viewApplication(actor, id, Number.isInteger(asked) ? asked : undefined))
  const { policy } = await currentPolicy()
  const { home, list, menu, next: nextWord, queue, withUnit } = places[desk]
  const spec = queueSpec(policy, withUnit ? { unit: true } : {})
  const back = backHref(list, spec, query)
  const next = await nextWaiting(actor, id)
  const entry = isEntry(application.course)
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[{ label: '首页', href: home }, { label: menu(policy), href: back }, { label: '专家信息查看' }]}
          />
        }
        title={application.name}
        status={
          <>
            {entry || <Badge tone="info">变更</Badge>}
            {application.invitation && <Badge tone="success">邀请</Badge>}
            <ApplicationBadge status={application.status} label={application.statusLabel} />
          </>
        }
        actions={desk !== 'bureau' && <Proposing proposing={application.proposing} place={desk} />}
        description={`${entry ? '申请' : '变更'}编号 ${application.number}`}
      />
      <StandIn application={application} desk={desk} policy={policy} />
      <Proposed application={application} />
      {application.invitation && (
        <Alert tone="info" title={`${application.invitation.by}邀请入库`} className="mb-5">
          邀请理由：{application.invitation.reason}
        </Alert>
      )}
      <Namesake namesake={application.barredNamesake} />
      <ReviewPage
        application={application}
        policy={policy}
        show={shown(query.show, entry)}
        hrefOf={(version, show) => `${list}/${id}?${new URLSearchParams({ version: String(version), show })}`}
        linkOf={earlier => `${list}/${earlier}`}
        decision={
          <ApplicationDecision
            application={application}
            desk={desk}
            next={next && { href: `${list}/${next.id}?status=${queue}`, label: `${nextWord}：${next.name}` }}
            back={{ href: back, label: '返回列表' }}
            note={
              application.status === 'proposed' ? (
                <p className="text-ink-2">已同意拟入库，等待公示。发现有误的，公示之前可以在这里更正。</p>
              ) : (
                <ConditionNotes application={application} bureau={desk === 'bureau' && !application.standIn} />
              )
            }
            idle={`现在是「${application.statusLabel}」，${idleWords[desk]}`}
          />
        }
      />
    </>
  )
}

/** Who proposed the change that is read, and why. */
function Proposed({ application: { proposal } }: { application: ApplicationView }) {
  if (!proposal?.reason) return null
  return (
    <Alert tone="info" title={`${proposal.office}提出的信息变更`} className="mb-5">
      理由：{proposal.reason}
    </Alert>
  )
}

/** Somebody of that name and birthday may not apply yet: it may be the same person with another document. */
function Namesake({ namesake }: { namesake: ApplicationView['barredNamesake'] }) {
  if (!namesake) return null
  const { expertId, unitName, reason, reentryFrom } = namesake
  return (
    <Alert tone="warning" title="有一位同名、同出生日期的专家已出库，还不能重新申请" className="mb-5">
      {unitName}，出库原因：{reason}，{reentryFrom} 起可以重新申请。请核对是不是同一人：
      <Link href={`/bureau/experts/${expertId}`} prefetch={false} className="underline">
        查看出库情况
      </Link>
    </Alert>
  )
}

/** A change is read as what it changes, unless the whole text is asked for. */
const shown = (asked: unknown, entry: boolean): Show =>
  asked === 'changes' || asked === 'whole' ? asked : entry ? 'whole' : 'changes'

type StandInProps = { application: ApplicationView; desk: ConsoleDesk; policy: Policy }

/** Why the bureau has the department's step on its own desk, and that its own step comes after it (F7). */
function StandIn({ application, desk, policy }: StandInProps) {
  if (desk !== 'bureau' || !application.standIn) return null
  const { course } = application
  const entry = isEntry(course)
  const { atBureau } = applicationLabels(policy, course)
  return (
    <Alert tone="info" title={entry ? '代归口推荐' : '代归口审核'} className="mb-5">
      {standInWords(policy, course)}
      {entry ? '推荐之后，申请' : '同意之后，变更'}转到「{atBureau}
      」，再作一次审核，那一步由另一位审核人员办理。
    </Alert>
  )
}
