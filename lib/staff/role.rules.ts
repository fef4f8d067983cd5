import type { StaffRoleName } from '@/lib/access/actor'

export type RoleInfo = {
  label: string
  /** what the holder answers for, in plain words */
  does: string
  /** what is kept from him */
  never: string
}

/** Every role of staff, in the order they are shown (GB/T 22239-2019 8.1.5 for the three administrators). */
export const roleInfo: Record<StaffRoleName, RoleInfo> = {
  bureauReviewer: {
    label: '业务审核人员',
    does: '审核单位注册和专家入库申请，查看专家库，提出出库。',
    never: '开设账号，授予权限，查看审计记录。',
  },
  bureauManager: {
    label: '业务管理员',
    does: '管理处室、归口管理部门、审核分工、单位变更和工作日历；暂停专家，提出出库，核实他人提出的出库。',
    never: '开设账号，授予权限，查看审计记录；不兼任审核人员时不能审核。',
  },
  noticeEditor: {
    label: '通知公告编辑',
    does: '撰写、发布和撤下通知公告。',
    never: '查看单位和专家的信息，开设账号，授予权限。',
  },
  departmentReviewer: {
    label: '归口部门审核人员',
    does: '推荐、退回或不予推荐本部门及下级部门的专家申请。',
    never: '查看其他部门的申请，担任其他角色。',
  },
  systemAdmin: {
    label: '系统管理员',
    does: '开设、停用工作人员账号，发放激活链接，维护系统运行。',
    never: '授予权限，查看业务数据，查看和改动审计记录。',
  },
  securityAdmin: {
    label: '安全管理员',
    does: '授予和收回工作人员的角色，管理安全策略。',
    never: '开设账号，给自己授权，查看业务数据，改动审计记录。',
  },
  auditAdmin: {
    label: '审计管理员',
    does: '查看、核对和导出审计记录。',
    never: '改动配置、账号、权限和业务数据。',
  },
  supervisor: {
    label: '监督人员',
    does: '查看公示、异议、专家库和出库、抽取、统计和审计记录（纪检等）；规则要求时与抽取人一起启封名单。',
    never: '办理其他业务，查看完整号码，导出名单和审计记录，兼任其他角色。',
  },
  drawRequester: {
    label: '使用处室人员',
    does: '为本处室的评审活动提出抽取需求，评审后反馈专家履职情况。',
    never: '同意自己的需求，抽取，通知专家，在名单公开前看到抽中的人。',
  },
  drawOperator: {
    label: '抽取人',
    does: '按已同意的需求抽取专家，看人数，办理签到；规则要求时与监督人员一起启封名单。',
    never: '提出和同意需求，改动条件，在名单公开前看到抽中的人。',
  },
  drawNotifier: {
    label: '通知员',
    does: '在通知时段内看到要通知的专家的姓名和电话，打电话并记录结果。',
    never: '提出和同意需求，抽取，在通知时段以外看到名单。',
  },
  drawPaymaster: {
    label: '财务',
    does: '评审结束后，按到场的专家登记劳务费、打印发放表（含银行账号）、登记发放。',
    never: '提出、同意需求，抽取，通知专家，在评审结束前看到名单，兼任其他角色。',
  },
}

export const staffRoles = Object.keys(roleInfo) as StaffRoleName[]
/** Stored grants as a list in the order of the table. */
export const rolesHeld = (grants: readonly { role: StaffRoleName }[]): StaffRoleName[] =>
  staffRoles.filter(role => grants.some(grant => grant.role === role))
export const roleLabel = (role: StaffRoleName): string => roleInfo[role].label
export const roleLabels = (roles: readonly StaffRoleName[]): string => roles.map(roleLabel).join('、')

/** 三员: the administrators who check each other. */
export const administratorRoles = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const
export type AdministratorRole = (typeof administratorRoles)[number]
export const isAdministrator = (role: StaffRoleName): role is AdministratorRole =>
  (administratorRoles as readonly StaffRoleName[]).includes(role)

/**
 * The only roles one person may hold beside each other; the trigger staff_grant_check says the same. Who asks for a
 * draw, who agrees, who draws and who calls are different people.
 */
const together: readonly (readonly [StaffRoleName, StaffRoleName])[] = [
  ['bureauReviewer', 'bureauManager'],
  ['bureauReviewer', 'noticeEditor'],
  ['bureauManager', 'noticeEditor'],
  ['drawRequester', 'bureauManager'],
  ['drawRequester', 'bureauReviewer'],
  ['drawRequester', 'noticeEditor'],
  ['drawOperator', 'bureauReviewer'],
  ['drawOperator', 'noticeEditor'],
  ['drawNotifier', 'bureauReviewer'],
  ['drawNotifier', 'noticeEditor'],
]

/** May one person hold both? */
export const goTogether = (a: StaffRoleName, b: StaffRoleName): boolean =>
  a === b || together.some(pair => pair.includes(a) && pair.includes(b))

export type Place = 'bureau' | 'department'

/**
 * Why somebody who sits there and holds these roles cannot be given a role; null when he can (trust AC9).
 * @param held what he holds, or is to hold, beside it
 */
export function whyNotRole(role: StaffRoleName, held: readonly StaffRoleName[], place: Place): string | null {
  if (place === 'department' && role !== 'departmentReviewer')
    return `归口管理部门的人员只能担任「${roleLabel('departmentReviewer')}」。`
  if (place === 'bureau' && role === 'departmentReviewer')
    return '要由归口管理部门的人员担任。请先让系统管理员把他的所在部门改为归口管理部门。'
  const other = held.find(one => !goTogether(one, role))
  if (!other) return null
  if (isAdministrator(role) || isAdministrator(other))
    return `不能与「${roleLabel(other)}」由同一人担任：三名管理员相互制约，也不兼任业务角色。`
  return `不能与「${roleLabel(other)}」由同一人担任。`
}

/** The first reason why a set of roles cannot be held together; null when it can. */
export function whyNotRoles(roles: readonly StaffRoleName[], place: Place): string | null {
  for (const role of roles) {
    const why = whyNotRole(role, roles, place)
    if (why) return `「${roleLabel(role)}」${why}`
  }
  return null
}

/** What would be left undone without the last holder of an administrator's role. */
const without: Record<AdministratorRole, string> = {
  systemAdmin: '就没有人能开设和停用账号了',
  securityAdmin: '就没有人能授予和收回角色了',
  auditAdmin: '就没有人能查看审计记录了',
}

/**
 * Why an account cannot lose these roles; null when it can: of each administrator one must remain who can log in.
 * @param others how many other accounts hold the role, are not disabled and have a password
 */
export function whyNotLose(
  roles: readonly StaffRoleName[],
  others: Readonly<Record<AdministratorRole, number>>,
): string | null {
  const last = roles.filter(isAdministrator).find(role => others[role] === 0)
  if (!last) return null
  const next = last === 'securityAdmin' ? '请先授权另一人担任。' : '请先由安全管理员授权另一人担任。'
  return `他是唯一能登录的${roleLabel(last)}，这样做以后${without[last]}。${next}`
}
