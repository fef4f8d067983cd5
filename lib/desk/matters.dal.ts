import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { may, type Permission } from '@/lib/access/permissions'
import { avoidancesWaiting } from '@/lib/draw/avoidance-desk.dal'
import { feedbackLate } from '@/lib/draw/feedback-remind.dal'
import { drawsToApprove, drawsToRun } from '@/lib/draw/request-round.dal'
import { exportsReady, exportsWaiting } from '@/lib/export/view.dal'
import { countIntakes } from '@/lib/intake/view.dal'
import { listAbsences } from '@/lib/membership/absence.dal'
import { countWaitingMembership } from '@/lib/membership/worklist.dal'
import { draftsWaiting } from '@/lib/policy/console/view.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { publicityDesk } from '@/lib/publicity/view.dal'
import { countToConfirm } from '@/lib/slip/slip.dal'
import type { Matter } from './desk.dto'

type Source = {
  permission: Permission
  /** shown although nothing waits */
  always?: (policy: Policy) => boolean
  count: (actor: Actor) => Promise<{ label: string; href: string; count: number }[]>
}

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
      const { count, requestId } = await avoidancesWaiting(actor)
      return [{ label: '待核准的回避声明', href: `/bureau/draws/${requestId ?? ''}/subjects`, count }]
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
    permission: 'draw.run',
    count: async actor => [
      { label: '等待抽取的需求', href: '/bureau/draws?status=approved', count: await drawsToRun(actor) },
    ],
  },
  {
    permission: 'draw.check',
    count: async actor => [
      { label: '履职反馈逾期的评审', href: '/bureau/draws?status=feedback', count: await feedbackLate(actor) },
    ],
  },
  {
    permission: 'expert.export',
    count: async actor => [
      { label: '可以下载的名单导出', href: '/bureau/exports?status=ready', count: await exportsReady(actor) },
    ],
  },
]

/** What waits for somebody of the bureau beside the queues of units and applications, each with the page it leads to. */
export async function bureauMatters(actor: Actor): Promise<Matter[]> {
  await allow(actor, 'expert.list')
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
