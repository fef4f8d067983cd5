import type { StaffRoleName } from '@/lib/access/actor'
import type { DrawPolicy } from '@/lib/policy/draw-policy'
import { roleLabels } from '@/lib/staff/role.rules'

/** Roles without which no draw comes to its end, under the rules in force: 三方内容 and 启封 want people of each. */
export function rolesWanted({ enabled, method, unseal }: DrawPolicy): StaffRoleName[] {
  if (!enabled) return []
  return method === 'uniform' && unseal === 'auto' ? ['drawOperator'] : ['drawOperator', 'supervisor']
}

const help = (roles: readonly StaffRoleName[]) =>
  `请系统管理员在「工作人员账号」中开设账号，再由安全管理员在「角色授权」中授予「${roleLabels(roles)}」角色。授权以后接着办，不用重新审批。`

/** That nobody has roles which draws want, and who mends it. */
export const nobodyHasWords = (roles: readonly StaffRoleName[]): string =>
  `现在没有人担任${roleLabels(roles)}，按现行规则抽取会停在那一步。${help(roles)}`

/** The same of one round: there may be somebody, but who asked for it or agreed to it adds nothing. */
export const nobodyAddsWords = (roles: readonly StaffRoleName[]): string =>
  `没有可以交内容的${roleLabels(roles)}（提出、同意这份需求的人不能交）。${help(roles)}`
