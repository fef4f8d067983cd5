import { actionGroups } from './action-groups.rules'

export type ActionGroup = (typeof actionGroups)[number]['code']

const labels = new Map<string, string>(actionGroups.flatMap(group => Object.entries(group.actions)))

const alerts: Record<string, string> = {
  'alert.spray': '同一来源大量登录失败',
  'alert.scraping': '一小时内查看的专家信息过多',
}

export const isAlert = (action: string): boolean => action.startsWith('alert.')

/** An action in words; its code where there are none. */
export const actionLabel = (action: string): string => labels.get(action) ?? alerts[action] ?? action
export const hasActionLabel = (action: string): boolean => labels.has(action)

/** The actions of a group. */
export const actionsOf = (group: string): string[] =>
  Object.keys(actionGroups.find(one => one.code === group)?.actions ?? {})

export const resultLabels: Record<string, string> = { done: '成功', denied: '被拒绝', failed: '失败' }
export const resultLabel = (result: string): string => resultLabels[result] ?? result

export const objectLabels: Record<string, string> = {
  account: '账号',
  unit: '单位',
  application: '入库申请',
  expert: '专家',
  membership: '在库状态',
  membershipRun: '休眠、出库名单',
  person: '个人',
  notice: '通知',
  policy: '规则',
  policyVersion: '规则版本',
  publicity: '公示',
  call: '征集批次',
  invitation: '入库邀请',
  draw: '抽取需求',
  drawRound: '抽取轮次',
  drawSeat: '抽中的专家',
  drawSeal: '抽取的封存',
  objection: '公示异议',
  export: '名单导出',
  intake: '名单导入',
  slip: '激活单',
  file: '文件',
  session: '登录会话',
  office: '处室',
  duty: '审核分工',
  calendarDay: '工作日历',
  division: '院系、部门',
  report: '年度报告',
  smsCode: '短信验证码',
  department: '归口管理部门',
  affiliation: '从属关系',
  message: '短信',
  phone: '手机号',
  failure: '错误编号',
  auditEvent: '审计记录',
}
export const objectLabel = (type: string | null): string => (type ? (objectLabels[type] ?? type) : '')

const kinds: Record<string, string> = {
  staff: '工作人员',
  unitAdmin: '单位管理员',
  individual: '个人',
  anonymous: '未登录',
}
/** What an actor was: 工作人员, 个人 …, 自动任务 for jobs. */
export const actorKindLabel = (kind: string): string => kinds[kind] ?? '自动任务'
