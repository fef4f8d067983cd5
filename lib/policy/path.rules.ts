import { possibleDesks } from './desk.rules'
import type { Desk, Policy } from './policy.schema'

/** One step on the way into the pool, as the public is told about it. */
export type PathStep = { label: string; text: string; note?: string }

/** The steps of becoming an expert under a policy (E1): what one does oneself, then the desks in their order. */
export function expertPath(policy: Policy): PathStep[] {
  const { aims, publicityDays, recommenderChoice, stampedForm } = policy.path
  const bureau = policy.authority.short
  const { department } = policy.terms
  const aim = (days: number) => `一般 ${days} 个工作日`
  const atDesk: Record<Desk, PathStep> = {
    unit: {
      label: '单位推荐',
      text: '所在单位核实您的信息，同意后推荐；需要补充的会退回并写明意见。',
      note: aim(aims.unit),
    },
    department: {
      label: '归口部门推荐',
      text: `${department}核实并推荐；没有归口管理部门的，由${bureau}代为核实推荐。`,
      note: aim(aims.department),
    },
    bureau: {
      label: `${bureau}审核`,
      text: '审核入库条件，无论通过与否都会通知本人。',
      note: aim(aims.bureau),
    },
  }
  const chosen: PathStep = {
    label: firstChoice(policy),
    text: `提交时由您选择：所在单位推荐，或${department}推荐。推荐人核实您的信息；需要补充的会退回并写明意见。`,
    note: aim(Math.max(aims.unit, aims.department)),
  }
  const stepsOf = (desks: Desk[]): PathStep[] =>
    recommenderChoice
      ? [chosen, ...desks.filter(desk => desk === 'bureau').map(desk => atDesk[desk])]
      : desks.map(desk => atDesk[desk])
  return [
    ...joiningUnit(policy),
    {
      label: '申请成为专家',
      text: `登录后填写职称、学科、工作经历，上传证明材料，${stampedForm ? '导出专家信息表请单位盖章后上传，' : ''}提交申请。内容自动保存，可以分几次填。`,
      note: '可以分几次填',
    },
    ...stepsOf(possibleDesks(policy)),
    ...(publicityDays === null
      ? []
      : [{ label: '公示入库', text: '在本站公示，没有异议即入库。', note: `${publicityDays} 天` }]),
  ]
}

/** How one gets an account and comes under a unit: at once, or in two steps where the unit speaks first (A1). */
export function joiningUnit(policy: Policy): PathStep[] {
  if (policy.individualRegistration.affiliation === 'onRecommendation')
    return [{ label: '个人注册', text: '选择已注册的所在单位，填写证件和手机号码，设置密码。', note: '约 5 分钟' }]
  return [
    { label: '个人注册', text: '填写证件和手机号码，设置密码。', note: '约 5 分钟' },
    {
      label: '完善信息',
      text: '登录后选择所在单位，填写学历和职称，上传证件和职称证明，提交单位审核；通过后可以申请。',
      note: '约 10 分钟',
    },
  ]
}

/** The first station where the expert chooses his recommender: 单位或市州科技局推荐. */
export const firstChoice = (policy: Policy): string => `单位或${policy.terms.department}推荐`

/** How long a unit waits for its account, in words. */
export function unitAim(policy: Policy): string {
  const { workingDays, workingMinutes } = policy.unitRegistration.aim
  if (workingMinutes !== null) return `工作时间一般 ${workingMinutes} 分钟内审核`
  return workingDays === 0 ? '一般当个工作日审核' : `一般 ${workingDays} 个工作日内审核`
}
