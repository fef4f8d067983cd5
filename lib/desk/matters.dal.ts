import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { may, type Permission } from '@/lib/access/permissions'
import { avoidancesWaiting, changesWaiting } from '@/lib/draw/avoidance-desk.dal'
import {
  callsToMake,
  drawsToMend,
  drawsToRun,
  drawsToTell,
  drawsUnchecked,
  feedbackOwed,
  sessionsToEnd,
  type WaitingDraws,
} from '@/lib/draw/desk.dal'
import { feedbackLate } from '@/lib/draw/feedback-remind.dal'
import { rolesNobodyHas } from '@/lib/draw/nobody.dal'
import { countPay } from '@/lib/draw/pay.dal'
import { drawsToApprove } from '@/lib/draw/request-round.dal'
import { seesWhole } from '@/lib/draw/run.rules'
import { sealsWaiting } from '@/lib/draw/seal-view.dal'
import { listsToUnseal } from '@/lib/draw/unseal.dal'
import { exportsReady, exportsWaiting } from '@/lib/export/view.dal'
import { countIntakes } from '@/lib/intake/view.dal'
import { listAbsences } from '@/lib/membership/absence.dal'
import { countWaitingMembership } from '@/lib/membership/worklist.dal'
import { draftsWaiting } from '@/lib/policy/console/view.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { publicityDesk } from '@/lib/publicity/view.dal'
import { countToConfirm } from '@/lib/slip/slip.dal'
import { roleLabels } from '@/lib/staff/role.rules'
import type { Matter } from './desk.dto'

type Source = {
  permission: Permission
  /** shown although nothing waits */
  always?: (policy: Policy) => boolean
  count: (actor: Actor) => Promise<{ label: string; href: string; count: number }[]>
}

/** The page of the request that waits longest. */
const drawAt = ({ requestId }: WaitingDraws, page = '') => `/bureau/draws/${requestId ?? ''}${page}`

/** Work of the bureau beside the two queues; a thing that comes to wait for somebody gets its place here. */
const sources: readonly Source[] = [
  {
    permission: 'publicity.view',
    always: policy => policy.path.publicityDays !== null,
    count: async actor => {
      const { waiting, objections } = await publicityDesk(actor)
      return [
        { label: '公示异议待办', href: '/bureau/objections', count: objections },
        { label: '等待公示的专家', href: '/bureau/publicity/waiting', count: waiting },
      ]
    },
  },
  {
    permission: 'membership.decide',
    count: async actor => {
      const { leaving, runs } = await countWaitingMembership(actor)
      return [
        { label: '待核实的出库', href: '/bureau/membership/exits?status=ready', count: leaving },
        { label: '等待确认的休眠、出库名单', href: '/bureau/membership', count: runs },
      ]
    },
  },
  {
    permission: 'membership.decide',
    count: async actor => [
      { label: '无故缺席达到次数的专家', href: '/bureau/membership', count: (await listAbsences(actor)).people.length },
    ],
  },
  {
    permission: 'draw.approve',
    count: async actor => {
      const [wishes, changes] = await Promise.all([avoidancesWaiting(actor), changesWaiting(actor)])
      return [
        { label: '待核准的回避声明', href: drawAt(wishes, '/subjects'), count: wishes.count },
        { label: '待核准的评审对象变更', href: drawAt(changes, '/subjects'), count: changes.count },
      ]
    },
  },
  {
    permission: 'intake.confirm',
    count: async actor => [
      {
        label: '等待确认的入库名单',
        href: '/bureau/intake?status=checked',
        count: await countIntakes(actor, { status: 'checked' }),
      },
    ],
  },
  {
    permission: 'slip.confirm',
    count: async actor => [
      { label: '等待确认的激活单', href: '/bureau/slips?state=waiting', count: await countToConfirm(actor) },
    ],
  },
  {
    permission: 'policy.release',
    count: async actor => [
      { label: '等待发布的规则', href: '/bureau/policy/draft', count: await draftsWaiting(actor) },
    ],
  },
  {
    permission: 'expert.exportDecide',
    count: async actor => [
      { label: '待审批的名单导出', href: '/bureau/exports?status=requested', count: await exportsWaiting(actor) },
    ],
  },
  {
    permission: 'draw.approve',
    count: async actor => [
      { label: '待审批的抽取需求', href: '/bureau/draws?status=requested', count: await drawsToApprove(actor) },
    ],
  },
  {
    permission: 'draw.approve',
    count: async actor => {
      const lacking = await rolesNobodyHas(actor)
      return [{ label: `抽取还没有人担任：${roleLabels(lacking)}`, href: '/bureau/draws', count: lacking.length }]
    },
  },
  {
    permission: 'draw.run',
    count: async actor => {
      const told = await drawsToTell(actor)
      return [
        { label: '等待抽取的需求', href: '/bureau/draws?status=approved', count: await drawsToRun(actor) },
        { label: '已抽取、等待开始通知的评审', href: drawAt(told, '/seats'), count: told.count },
      ]
    },
  },
  {
    permission: 'draw.signIn',
    count: async actor => {
      const over = await sessionsToEnd(actor)
      return [{ label: '时间已过、等待办理“评审结束”的评审', href: drawAt(over, '/sign-in'), count: over.count }]
    },
  },
  {
    permission: 'draw.notify',
    count: async actor => {
      const calls = await callsToMake(actor)
      return [{ label: '还没有答复、可以打电话通知的专家', href: drawAt(calls, '/seats'), count: calls.count }]
    },
  },
  {
    permission: 'draw.request',
    count: async actor => {
      const [mend, owed] = await Promise.all([drawsToMend(actor), feedbackOwed(actor)])
      return [
        { label: '被退回、等您修改的抽取需求', href: drawAt(mend), count: mend.count },
        { label: '等您反馈履职情况的评审', href: drawAt(owed, '/feedback'), count: owed.count },
      ]
    },
  },
  {
    permission: 'draw.pay',
    count: async actor => {
      const { count } = await countPay(actor, { status: 'open' })
      return [{ label: '等待发放劳务费的评审', href: '/bureau/pay?status=open', count }]
    },
  },
  {
    permission: 'draw.contribute',
    count: async actor => {
      const { count, requestId } = await sealsWaiting(actor)
      return [
        {
          label: '等您交或公开三方内容的抽取',
          href: drawAt({ count, requestId }, seesWhole(actor) ? '/draw' : ''),
          count,
        },
      ]
    },
  },
  {
    permission: 'draw.unseal',
    count: async actor => [
      { label: '等待启封的名单', href: '/bureau/draws?status=unseal', count: await listsToUnseal(actor) },
    ],
  },
  {
    permission: 'draw.check',
    count: async actor => [
      { label: '履职反馈逾期的评审', href: '/bureau/draws?status=feedback', count: await feedbackLate(actor) },
      { label: '近一年结束、没有抽查过的评审', href: '/bureau/draws?check=due', count: await drawsUnchecked(actor) },
    ],
  },
  {
    permission: 'expert.export',
    count: async actor => [
      { label: '可以下载的名单导出', href: '/bureau/exports?status=ready', count: await exportsReady(actor) },
    ],
  },
]

/**
 * What waits for somebody of the bureau beside the queues of units and applications, each with the page it leads to: by
 * whatever role he has, also one that has to do with draws alone.
 */
export async function bureauMatters(actor: Actor): Promise<Matter[]> {
  await allow(actor, 'desk.view')
  const { policy } = await currentPolicy()
  const open = sources.filter(source => may(actor, source.permission))
  const found = await Promise.all(
    open.map(async ({ always, count }) => {
      const kept = always?.(policy) ?? false
      return (await count(actor)).filter(matter => kept || matter.count > 0)
    }),
  )
  return found.flat()
}
