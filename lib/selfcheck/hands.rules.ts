import type { StaffRoleName } from '@/lib/access/actor'
import { type Permission, permissions } from '@/lib/access/permissions'
import { rolesWanted } from '@/lib/draw/nobody.rules'
import type { Policy } from '@/lib/policy/policy.schema'

/** One of the bureau's staff who can log in, without a name: who he is, and what he may. */
export type Hand = { id: string; roles: readonly string[] }

/** A step by the permission it asks for, or by the role where several have the permission, each for a part of his own. */
type Step = Permission | { role: StaffRoleName }
/** Steps in a row that want different people, under the rules in force. */
type Chain = { title: string; steps: readonly Step[]; needed: (policy: Policy) => boolean }

const always = () => true
const isWanted = (draw: Policy['draw'], role: StaffRoleName) => rolesWanted(draw).includes(role)
const chains: readonly Chain[] = [
  {
    title: '单位初审、复审',
    steps: ['unit.decide', 'unit.decide'],
    needed: policy => policy.unitRegistration.reviews === 2,
  },
  {
    title: '代归口推荐、审核',
    steps: ['application.decide', 'application.decide'],
    needed: ({ path }) => path.desks.includes('department') || path.recommenderChoice,
  },
  { title: '邀请入库、审核', steps: ['invite.send', 'application.decide'], needed: always },
  {
    title: '审核、发布公示',
    steps: ['application.decide', 'publicity.manage'],
    needed: ({ path }) => path.publicityDays !== null,
  },
  {
    // who approved decides nothing that is said against it
    title: '审核、采用异议线索、决定异议',
    steps: ['application.decide', 'objection.decide', 'objection.decide'],
    needed: ({ path }) => path.publicityDays !== null,
  },
  { title: '提出出库、核实出库', steps: ['membership.propose', 'membership.decide'], needed: always },
  { title: '核实出库、撤销出库', steps: ['membership.decide', 'membership.decide'], needed: always },
  { title: '申请导出、审批导出', steps: ['expert.export', 'expert.exportDecide'], needed: always },
  { title: '上传名单、确认入库', steps: ['intake.write', 'intake.confirm'], needed: always },
  { title: '修改规则、发布规则', steps: ['policy.edit', 'policy.release'], needed: always },
  { title: '办理激活单、确认激活单', steps: ['slip.issue', 'slip.confirm'], needed: always },
  {
    title: '同意抽取需求、抽取人抽取',
    steps: ['draw.approve', 'draw.run'],
    needed: ({ draw }) => isWanted(draw, 'drawOperator') && !isWanted(draw, 'supervisor'),
  },
  {
    title: '同意抽取需求、抽取人和监督人员各交内容或启封',
    steps: ['draw.approve', { role: 'drawOperator' }, { role: 'supervisor' }],
    needed: ({ draw }) => isWanted(draw, 'supervisor'),
  },
]

const able = (hands: readonly Hand[], step: Step): string[] => {
  const roles: readonly string[] = typeof step === 'string' ? permissions[step] : [step.role]
  return hands.filter(hand => hand.roles.some(role => roles.includes(role))).map(hand => hand.id)
}

/** Whether each step can be given to somebody who has none of the others. */
function enough([first, ...rest]: readonly (readonly string[])[], taken: readonly string[] = []): boolean {
  if (!first) return true
  return first.some(id => !taken.includes(id) && enough(rest, [...taken, id]))
}

/**
 * The steps that nobody could finish without doing two of them himself, in words; empty when there are hands enough.
 * @param hands the bureau's own staff: who belongs to a department decides nothing for the bureau
 */
export function shortOfHands(policy: Policy, hands: readonly Hand[]): string[] {
  return chains
    .filter(({ steps, needed }) => needed(policy) && !enough(steps.map(step => able(hands, step))))
    .map(({ title }) => title)
}
