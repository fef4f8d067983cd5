import type { NavGroup, NavItem } from '@/components/shell/nav-item'
import type { SignedInActor } from '@/lib/access/actor'
import { may, type Permission } from '@/lib/access/permissions'
import { peopleMenu } from '@/lib/policy/labels.rules'
import type { Policy } from '@/lib/policy/policy.schema'

type Entry = Omit<NavItem, 'label'> & {
  /** the literal words, which some authorities choose differently */
  label: string | ((policy: Policy) => string)
  permission: Permission
  /** heading in the menu, in the order of first appearance */
  group?: string
  /** what it is for, on the first page of a unit */
  about?: string
  kind: SignedInActor['kind']
  /** only where there is 公示 */
  publicity?: true
  /** only where experts are drawn, for units that may ask for it, and as long as something is to be finished */
  draws?: true
}

/** Every entry of the consoles. One appears when its feature exists and the actor may use it. */
const entries: readonly Entry[] = [
  { kind: 'individual', label: '首页', href: '/expert', exact: true, permission: 'application.viewOwn' },
  { kind: 'individual', label: '专家信息', href: '/expert/profile', permission: 'application.fill' },
  { kind: 'individual', label: '用户中心', href: '/expert/person', permission: 'person.viewOwn' },
  { kind: 'individual', label: '我的评审', href: '/expert/reviews', permission: 'application.viewOwn', draws: true },
  { kind: 'individual', label: '评审请假', href: '/expert/leave', permission: 'expert.leave', draws: true },
  { kind: 'individual', label: '修改单位', href: '/expert/unit', permission: 'affiliation.own' },
  { kind: 'unitAdmin', label: '单位首页', href: '/unit', exact: true, permission: 'unit.viewOwn' },
  {
    kind: 'unitAdmin',
    group: '专家管理',
    label: policy => peopleMenu(policy).applications,
    href: '/unit/users?status=atUnit',
    permission: 'application.listUnit',
    about: '核实并推荐本单位人员的专家申请',
  },
  {
    kind: 'unitAdmin',
    group: '专家管理',
    label: '专家抽取',
    href: '/unit/draws',
    permission: 'draw.request',
    draws: true,
  },
  {
    kind: 'unitAdmin',
    group: '用户中心',
    label: policy => peopleMenu(policy).people,
    href: '/unit/people',
    permission: 'affiliation.list',
    about: '审核、锁定从属本单位的人员，管理他们的账号',
  },
  {
    kind: 'unitAdmin',
    group: '用户中心',
    label: '单位管理员',
    href: '/unit/administrators',
    permission: 'unit.administrators',
    about: '邀请、交接和移除本单位的管理员',
  },
  {
    kind: 'unitAdmin',
    group: '用户中心',
    label: '院系、部门',
    href: '/unit/divisions',
    permission: 'unit.divisions',
    about: '本单位的院系、部门名单，人员注册时选择',
  },
  {
    kind: 'unitAdmin',
    group: '用户中心',
    label: '信息更改',
    href: '/unit/data',
    permission: 'unit.editOwn',
    about: '法定代表人、通讯信息、银行信息',
  },
  {
    kind: 'unitAdmin',
    group: '用户中心',
    label: '账号与安全',
    href: '/account',
    permission: 'account.own',
  },
  { kind: 'staff', label: '工作台', href: '/department', exact: true, permission: 'application.listDepartment' },
  {
    kind: 'staff',
    label: '专家审核',
    href: '/department/applications?status=mine',
    permission: 'application.listDepartment',
  },
  { kind: 'staff', label: '归口单位', href: '/department/units', permission: 'department.viewUnits' },
  { kind: 'staff', label: '统计分析', href: '/department/statistics', permission: 'statistics.department' },
  { kind: 'staff', label: '工作台', href: '/bureau', exact: true, permission: 'desk.view' },
  {
    kind: 'staff',
    label: '专家审核',
    href: '/bureau/applications?status=mine',
    permission: 'application.listBureau',
  },
  { kind: 'staff', label: '邀请入库', href: '/bureau/invitations', permission: 'invite.send' },
  { kind: 'staff', label: '公开征集', href: '/bureau/calls', permission: 'call.view' },
  {
    kind: 'staff',
    label: '专家公示',
    href: '/bureau/publicity',
    permission: 'publicity.view',
    publicity: true,
  },
  {
    kind: 'staff',
    label: '公示异议',
    href: '/bureau/objections',
    permission: 'objection.view',
    publicity: true,
  },
  { kind: 'staff', label: '单位审核', href: '/bureau/units', permission: 'unit.list' },
  { kind: 'staff', label: '单位名录', href: '/bureau/organisation/units', permission: 'unit.manage' },
  { kind: 'staff', label: '专家库', href: '/bureau/experts', permission: 'expert.list' },
  { kind: 'staff', label: '专家抽取', href: '/bureau/draws', permission: 'draw.view', draws: true },
  { kind: 'staff', label: '劳务费', href: '/bureau/pay', permission: 'draw.pay', draws: true },
  { kind: 'staff', label: '名单导入', href: '/bureau/intake', permission: 'intake.view' },
  { kind: 'staff', label: '名单导出', href: '/bureau/exports', permission: 'expert.export' },
  { kind: 'staff', label: '休眠与出库', href: '/bureau/membership', permission: 'membership.list' },
  { kind: 'staff', label: '统计分析', href: '/bureau/statistics', permission: 'statistics.view' },
  { kind: 'staff', label: '短信和邮件', href: '/bureau/messages', permission: 'message.list' },
  { kind: 'staff', label: '激活单', href: '/bureau/slips', permission: 'slip.list' },
  {
    kind: 'staff',
    label: '归口管理部门',
    href: '/bureau/organisation/departments',
    permission: 'department.manage',
  },
  { kind: 'staff', label: '规则管理', href: '/bureau/policy', permission: 'policy.view' },
  { kind: 'staff', label: '工作日历', href: '/bureau/organisation/calendar', permission: 'calendar.correct' },
  { kind: 'staff', label: '通知公告', href: '/bureau/notices', permission: 'notice.write' },
  { kind: 'staff', label: '审核分工', href: '/bureau/organisation/duties', permission: 'duty.manage' },
  { kind: 'staff', label: '处室', href: '/bureau/organisation/offices', permission: 'office.manage' },
  { kind: 'staff', label: '我的分工', href: '/bureau/duty', permission: 'duty.own' },
  { kind: 'staff', label: '请假与代办', href: '/account/leave', permission: 'leave.own' },
  { kind: 'staff', label: '管理员首页', href: '/admin', exact: true, permission: 'admin.home' },
  { kind: 'staff', label: '工作人员账号', href: '/admin/accounts', permission: 'staff.create' },
  { kind: 'staff', label: '角色授权', href: '/admin/grants', permission: 'staff.grant' },
  { kind: 'staff', label: '审计记录', href: '/admin/audit', permission: 'audit.read' },
  { kind: 'staff', label: '等保自查', href: '/admin/selfcheck', permission: 'selfcheck.view' },
  { kind: 'staff', label: '消息发送情况', href: '/admin/messages', permission: 'message.watch' },
]

const wordsOf = (label: Entry['label'], policy: Policy): string => (typeof label === 'string' ? label : label(policy))

/**
 * The menu of an actor under a policy, in its groups, with the neighbouring systems the policy names (U9, A6): a
 * unit's stand under 项目管理.
 * @param publicity whether there is 公示, see `publicityMatters`
 * @param draws whether there is something of draws for the actor, see `drawsMatter`
 */
export function navigationFor(actor: SignedInActor, policy: Policy, publicity: boolean, draws = false): NavGroup[] {
  const groups: NavGroup[] = [{ items: [] }]
  const { individual, unit } = policy.portal.neighbours
  if (actor.kind === 'unitAdmin') groups.push({ title: '项目管理', items: unit.map(toItem) })
  for (const { group, label, href, exact } of open(actor, publicity, draws)) {
    const item = { label: wordsOf(label, policy), href, exact }
    const found = groups.find(one => one.title === group)
    if (found) found.items.push(item)
    else groups.push({ title: group, items: [item] })
  }
  if (actor.kind === 'individual') groups.push({ items: individual.map(toItem) })
  return groups.filter(({ items }) => items.length > 0)
}

const toItem = ({ label, href }: NavItem): NavItem => ({ label, href })

const open = (actor: SignedInActor, publicity: boolean, draws: boolean): Entry[] =>
  entries.filter(
    entry =>
      entry.kind === actor.kind &&
      may(actor, entry.permission) &&
      (publicity || !entry.publicity) &&
      (draws || !entry.draws),
  )

/** What a unit can do once its account is open, for its first page: the same entries as in the menu, open or not. */
export const unitModules = (policy: Policy): { label: string; href: string; description: string }[] =>
  entries.flatMap(({ kind, label, href, about }) =>
    kind === 'unitAdmin' && about ? [{ label: wordsOf(label, policy), href, description: about }] : [],
  )
