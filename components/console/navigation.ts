import type { NavItem } from '@/components/shell/nav-item'
import type { SignedInActor } from '@/lib/access/actor'
import { may, type Permission } from '@/lib/access/permissions'
import { peopleMenu } from '@/lib/policy/labels.rules'
import type { Policy } from '@/lib/policy/policy.schema'

type Entry = Omit<NavItem, 'label'> & {
  /** the literal words, which some authorities choose differently */
  label: string | ((policy: Policy) => string)
  permission: Permission
  kind: SignedInActor['kind']
}

/** Every entry of the consoles. One appears when its feature exists and the actor may use it. */
const entries: readonly Entry[] = [
  { kind: 'individual', label: '首页', href: '/expert', exact: true, permission: 'application.viewOwn' },
  { kind: 'individual', label: '专家信息', href: '/expert/profile', permission: 'application.fill' },
  { kind: 'individual', label: '用户中心', href: '/expert/person', permission: 'person.viewOwn' },
  { kind: 'individual', label: '修改单位', href: '/expert/unit', permission: 'affiliation.own' },
  { kind: 'unitAdmin', label: '单位首页', href: '/unit', exact: true, permission: 'unit.viewOwn' },
  {
    kind: 'unitAdmin',
    label: policy => peopleMenu(policy).applications,
    href: '/unit/users?status=atUnit',
    permission: 'application.listUnit',
  },
  {
    kind: 'unitAdmin',
    label: policy => peopleMenu(policy).people,
    href: '/unit/people',
    permission: 'affiliation.list',
  },
  { kind: 'unitAdmin', label: '单位管理员', href: '/unit/administrators', permission: 'unit.administrators' },
  { kind: 'unitAdmin', label: '院系、部门', href: '/unit/divisions', permission: 'unit.divisions' },
  { kind: 'unitAdmin', label: '信息更改', href: '/unit/data', permission: 'unit.editOwn' },
  { kind: 'staff', label: '工作台', href: '/department', exact: true, permission: 'application.listDepartment' },
  {
    kind: 'staff',
    label: '专家审核',
    href: '/department/applications?status=mine',
    permission: 'application.listDepartment',
  },
  { kind: 'staff', label: '归口单位', href: '/department/units', permission: 'department.viewUnits' },
  { kind: 'staff', label: '工作台', href: '/bureau', exact: true, permission: 'application.listBureau' },
  {
    kind: 'staff',
    label: '专家审核',
    href: '/bureau/applications?status=mine',
    permission: 'application.listBureau',
  },
  { kind: 'staff', label: '单位审核', href: '/bureau/units', permission: 'unit.list' },
  { kind: 'staff', label: '单位名录', href: '/bureau/organisation/units', permission: 'unit.manage' },
  { kind: 'staff', label: '专家库', href: '/bureau/experts', permission: 'expert.list' },
  { kind: 'staff', label: '短信和邮件', href: '/bureau/messages', permission: 'message.list' },
  { kind: 'staff', label: '激活单', href: '/bureau/slips', permission: 'slip.list' },
  {
    kind: 'staff',
    label: '归口管理部门',
    href: '/bureau/organisation/departments',
    permission: 'department.manage',
  },
  { kind: 'staff', label: '通知公告', href: '/bureau/notices', permission: 'notice.write' },
  { kind: 'staff', label: '管理员首页', href: '/admin', exact: true, permission: 'admin.home' },
  { kind: 'staff', label: '工作人员账号', href: '/admin/accounts', permission: 'staff.create' },
  { kind: 'staff', label: '角色授权', href: '/admin/grants', permission: 'staff.grant' },
  { kind: 'staff', label: '审计记录', href: '/admin/audit', permission: 'audit.read' },
  { kind: 'staff', label: '消息发送情况', href: '/admin/messages', permission: 'message.watch' },
]

/** The menu of an actor under a policy, with the neighbouring systems it names. */
export const navigationFor = (actor: SignedInActor, policy: Policy): NavItem[] => [
  ...entries
    .filter(entry => entry.kind === actor.kind && may(actor, entry.permission))
    .map(({ label, href, exact }) => ({ label: typeof label === 'string' ? label : label(policy), href, exact })),
  ...neighbours(actor, policy),
]

/** Entries of other systems (U9, A6): links the bureau configures, absent while there are none. */
function neighbours(actor: SignedInActor, { portal }: Policy): NavItem[] {
  const links = { individual: portal.neighbours.individual, unitAdmin: portal.neighbours.unit, staff: [] }[actor.kind]
  return links.map(({ label, href }) => ({ label, href }))
}
