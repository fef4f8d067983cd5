import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { Suspense } from 'react'
import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { found } from '@/lib/auth/page'
import { beforeDraw } from '@/lib/draw/further.rules'
import { countDraws, countDrawTabs, listDraws } from '@/lib/draw/list.dal'
import { drawSpec } from '@/lib/draw/list.rules'
import { materialsOf } from '@/lib/draw/materials.dal'
import { rolesNobodyHas } from '@/lib/draw/nobody.dal'
import { saveRequestAction, saveRoundAction } from '@/lib/draw/request.actions'
import { editDraw, editRound, newDraw } from '@/lib/draw/request-edit.dal'
import { viewDraw } from '@/lib/draw/request-view.dal'
import { checkAskAction } from '@/lib/draw/run.actions'
import { seesWhole } from '@/lib/draw/run.rules'
import { sealsWaiting } from '@/lib/draw/seal-view.dal'
import { backHref, parseListParams, type RawParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type DrawBase, DrawTabs } from './draw-tabs'
import { enterDraws } from './enter-draws'
import { HealthCard } from './health-card'
import { Lasting } from './lasting'
import { NobodyNotice } from './nobody-notice'
import { CancelRequest, OpenRound, SubmitRequest, TakeOverRequest } from './request-dialogs'
import { RequestForm } from './request-form'
import { GoesOn } from './request-goes-on'
import { newDrawButton, RequestList } from './request-list'
import { MaterialsCard } from './request-materials'
import { RequestPage } from './request-page'
import { RoundForm } from './request-round-form'
import { SealSection } from './seal-section'
import { DrawBadge } from './status'

const listItem = (base: DrawBase, href: string = base) => ({ label: '专家抽取', href })

/** All requests somebody may see. */
export async function RequestListScreen({ base, raw }: { base: DrawBase; raw: RawParams }) {
  const actor = await enterDraws(base, 'draw.view')
  const params = parseListParams(raw, drawSpec)
  const filter = params.filters
  const asks = may(actor, 'draw.request')
  const [page, total, tabs, start, wanted, lacking] = await Promise.all([
    listDraws(actor, { ...filter, after: params.after, size: params.size, order: params.order }),
    countDraws(actor, filter),
    countDrawTabs(actor, filter),
    asks ? newDraw(actor) : null,
    may(actor, 'draw.contribute') ? sealsWaiting(actor) : null,
    seesWhole(actor) ? rolesNobodyHas(actor) : [],
  ])
  const { policy } = await currentPolicy()
  const mayRequest = start !== null && typeof start !== 'string'
  const closed = typeof start === 'string' ? start : !policy.draw.enabled && '现行规则没有启用专家抽取。'
  return (
    <>
      <PageHeader
        title="专家抽取"
        description="评审活动需要的专家，由使用单位提出、业务管理员审批、抽取人随机抽取。抽中的专家只参加这一次评审。"
        actions={
          <>
            {may(actor, 'draw.balance') && <LinkButton href="/bureau/draws/balance">抽取均衡</LinkButton>}
            {mayRequest && newDrawButton(base)}
          </>
        }
      />
      <NobodyNotice roles={lacking} className="mb-4" />
      {wanted !== null && wanted.count > 0 && (
        <div className="mb-4">
          <Alert tone="warning" title={`有 ${wanted.count} 份需求等您交或公开三方内容`}>
            三方交齐以后才能抽取。
            <Link href={`${base}/${wanted.requestId}${seesWhole(actor) ? '/draw' : ''}`}>打开第一份</Link>
          </Alert>
        </div>
      )}
      {closed && (
        <div className="mb-4">
          <Alert tone="info" title="现在不能提出需求">
            {closed}
          </Alert>
        </div>
      )}
      <RequestList
        {...{ base, params, total, tabs, mayRequest }}
        watches={may(actor, 'draw.balance')}
        rows={page.rows}
        next={page.next}
      />
    </>
  )
}

/** One request: what is asked for, where it stands, what can be done with it. */
export async function RequestScreen({ base, id, raw }: { base: DrawBase; id: string; raw: RawParams }) {
  const actor = await enterDraws(base, 'draw.view')
  const draw = await found(viewDraw(actor, id))
  const [materials, { policy }, lacking] = await Promise.all([
    ...([materialsOf(actor, id), currentPolicy()] as const),
    seesWhole(actor) && draw.status === 'requested' ? rolesNobodyHas(actor) : [],
  ])
  const opens = (event: string) => draw.events.find(one => one.event === event)
  const submit = opens('submit')
  const cancel = opens('cancel')
  const asks = [draw.first, ...draw.later].filter(round => round.status === 'requested')
  // whoever agrees to 特邀 beside the draw reads whether the pool can serve without them
  const beside = beforeDraw(draw.status) && asks.length > 0 ? draw.first : undefined
  const waiting = asks.find(({ kind }) => kind !== 'special') ?? beside
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb items={[listItem(base, backHref(base, drawSpec, raw)), { label: draw.number }]} />}
        title={draw.title}
        status={<DrawBadge status={draw.status} label={draw.statusLabel} />}
        description={`${draw.number}，${draw.purpose}，${draw.requester}提出`}
        actions={
          <>
            {draw.first.missing && <LinkButton href={`${base}/${id}/edit`}>修改</LinkButton>}
            {submit && !submit.whyNot && <SubmitRequest id={id} version={draw.version} />}
            {draw.opensRounds.length > 0 && <OpenRound requestId={id} kinds={draw.opensRounds} />}
            {opens('takeOver') && <TakeOverRequest id={id} version={draw.version} />}
            {cancel && !cancel.whyNot && <CancelRequest id={id} version={draw.version} />}
          </>
        }
      />
      <DrawTabs actor={actor} base={base} request={draw} open="" />
      <NobodyNotice roles={lacking} className="mb-4" />
      {!seesWhole(actor) && <SealSection actor={actor} requestId={id} />}
      <RequestPage
        draw={draw}
        base={base}
        materials={
          materials && <MaterialsCard requestId={id} materials={materials} rule={policy.uploads.drawMaterial} />
        }
        health={
          waiting &&
          seesWhole(actor) && (
            <Suspense
              fallback={
                <Card title="抽取检查">
                  正在检查。专家多、要求多时要十几秒，可以先看别的内容。
                  <Lasting />
                </Card>
              }
            >
              <HealthCard actor={actor} roundId={waiting.id} />
            </Suspense>
          )
        }
      />
    </>
  )
}

/** Where a new request is written. */
export async function RequestNewScreen({ base }: { base: DrawBase }) {
  const actor = await enterDraws(base, 'draw.request')
  const start = await newDraw(actor)
  const { policy } = await currentPolicy()
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb items={[listItem(base), { label: '新建需求' }]} />}
        title="新建抽取需求"
        description={
          typeof start === 'string' ? undefined : `使用单位：${start.office}。先保存草稿，核对无误后再提交审批。`
        }
      />
      {typeof start === 'string' ? (
        <Alert tone="info" title="现在不能提出需求">
          {start}
        </Alert>
      ) : (
        <>
          {start.draft && <GoesOn id={null} savedAt={start.draft.savedAt} saved={false} />}
          <Card>
            <RequestForm
              action={saveRequestAction as never}
              check={checkAskAction as never}
              key={start.draft?.version ?? 0}
              values={start.values}
              draft={start.draft}
              base={base}
              policy={policy.draw}
              names={policy.terms}
            />
          </Card>
        </>
      )}
    </>
  )
}

/** Where a draft, or a returned request, is changed. */
export async function RequestEditScreen({ base, id }: { base: DrawBase; id: string }) {
  const actor = await enterDraws(base, 'draw.request')
  const [edited, { policy }] = await Promise.all([found(editDraw(actor, id)), currentPolicy()])
  if (!edited) redirect(`${base}/${id}` as Route)
  const { values, number, draft } = edited
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb items={[listItem(base), { label: number, href: `${base}/${id}` }, { label: '修改' }]} />
        }
        title={`修改需求 ${number}`}
      />
      {draft && <GoesOn id={id} savedAt={draft.savedAt} saved />}
      <Card>
        <RequestForm
          action={saveRequestAction as never}
          check={checkAskAction as never}
          key={`${values.version}-${draft?.version ?? 0}`}
          values={values}
          draft={draft}
          base={base}
          policy={policy.draw}
          names={policy.terms}
        />
      </Card>
    </>
  )
}

/** Where the conditions of a 补抽 are written. */
export async function RoundEditScreen({ base, id, round }: { base: DrawBase; id: string; round: string }) {
  const actor = await enterDraws(base, 'draw.request')
  const [edited, { policy }] = await Promise.all([found(editRound(actor, id, round)), currentPolicy()])
  if (!edited) redirect(`${base}/${id}` as Route)
  const { values, number, draft } = edited
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb items={[listItem(base), { label: number, href: `${base}/${id}` }, { label: '补抽' }]} />
        }
        title={`补抽条件 ${number}`}
        description="只勾选要补抽的专业组。条件按上一轮填好，可以重新写。"
      />
      {draft && <GoesOn id={round} savedAt={draft.savedAt} saved />}
      <Card>
        <RoundForm
          key={`${values.version}-${draft?.version ?? 0}`}
          draft={draft}
          action={saveRoundAction as never}
          requestId={id}
          values={values}
          check={checkAskAction as never}
          back={`${base}/${id}`}
          policy={policy.draw}
          names={policy.terms}
        />
      </Card>
    </>
  )
}
