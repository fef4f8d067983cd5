import { isEntry } from './desk.rules'
import type { Course, Policy } from './policy.schema'

/**
 * Literal status labels of 入库申请 (design §5); the bureau's name in them comes from the policy's terms. A change after
 * entry is checked at the same desks, not recommended (S§7).
 */
export function applicationLabels(policy: Policy, course: Course = 'entry') {
  const entry = isEntry(course)
  return {
    empty: '信息未填写',
    draft: '填写中',
    atUnit: entry ? '待单位推荐' : '待单位审核',
    atDepartment: entry ? '待归口部门推荐' : `待${policy.terms.department}审核`,
    atBureau: `待${policy.authority.short}审核`,
    proposed: '拟入库',
    published: '公示中',
    objected: '异议处理',
    admitted: '审核通过',
    refused: '审核不通过',
    returned: '退回修改',
    withdrawn: '已撤回',
  } as const
}

/** Literal status labels of 单位; one or two reviews by policy. */
export const unitLabels = {
  submitted: '待审核',
  incomplete: '待完善',
  resubmitted: '待复审',
  active: '正常',
  refused: '不通过',
  disabled: '停用',
} as const

export const unitLabelsFor = (policy: Policy) =>
  policy.unitRegistration.reviews === 2 ? { ...unitLabels, submitted: '待初审' as const } : unitLabels

export const membershipLabels = {
  active: '在库',
  dormant: '休眠',
  suspended: '暂停',
  leaving: '待出库核实',
  left: '出库',
} as const

/** The names of the two menus of a unit about its people, literal where the seeds name them (U9, U10, E4). */
export const peopleMenu = (policy: Policy): { people: string; applications: string } =>
  policy.individualRegistration.affiliation === 'beforeApplying'
    ? { people: '单位从属用户管理', applications: '专家推荐' }
    : { people: '本单位人员', applications: '用户账号管理' }
