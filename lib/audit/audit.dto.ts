import { roleInfo } from '@/lib/staff/role.rules'
import { actionLabel, actorKindLabel, hasActionLabel, isAlert, objectLabel, resultLabel } from './labels.rules'

/** One event as the auditor reads it. */
export type AuditRow = {
  id: string
  at: Date
  who: string
  kind: string
  address: string
  requestId: string
  action: string
  label: string
  alert: boolean
  object: string
  objectId: string
  result: string
  resultLabel: string
  /** place in the chain; null as long as it is not sealed */
  position: string | null
}

/** One event in full. */
export type AuditView = AuditRow & {
  /** what it is about, as a code */
  objectType: string | null
  hash: string | null
  sealedAt: Date | null
  detail: { label: string; value: string }[]
}

type Stored = {
  id: bigint
  at: Date
  actorKind: string
  actorName: string
  address: string
  requestId: string
  action: string
  objectType: string | null
  objectId: string | null
  result: string
  seal: { position: bigint } | null
}

export const toAuditRow = (row: Stored): AuditRow => ({
  id: row.id.toString(),
  at: row.at,
  who: row.actorName,
  kind: actorKindLabel(row.actorKind),
  address: row.address,
  requestId: row.requestId,
  action: row.action,
  label: actionLabel(row.action),
  alert: isAlert(row.action),
  object: objectLabel(row.objectType),
  objectId: row.objectId ?? '',
  result: row.result,
  resultLabel: resultLabel(row.result),
  position: row.seal?.position.toString() ?? null,
})

const detailLabels: Record<string, string> = {
  from: '原状态',
  to: '新状态',
  version: '版本',
  policyVersionId: '政策版本',
  reason: '原因',
  kind: '类别',
  why: '原因',
  count: '数量',
  ended: '结束的会话数',
  before: '原来',
  after: '现在',
  revoked: '收回的角色',
  role: '角色',
  fields: '改动的项目',
  wanted: '所需权限',
  filters: '查询条件',
  locked: '账号被锁定',
  method: '方式',
  stage: '登录到了哪一步',
  purpose: '用途',
  way: '方式',
  action: '所验证的操作',
  what: '项目',
  checked: '核对的条数',
  brokenAt: '对不上的封存序号',
  names: '涉及的登录名个数',
  status: '状态',
  unitId: '单位编号',
  accountId: '账号编号',
  drawRequestId: '抽取需求编号',
  seatId: '席位编号',
  where: '发生的地方',
  error: '错误类型',
  code: '错误代码',
  since: '开始时间',
  minutes: '分钟数',
  actions: '各项操作的次数',
}

/** Times of each action, with its name in words. */
const timesOf = (actions: object): string =>
  Object.entries(actions)
    .map(([action, times]) => `${actionLabel(action)} ${times} 次`)
    .join('、')

const codeWords: Record<string, string> = {
  totp: '身份验证器',
  smsCode: '短信验证码',
  recovery: '恢复码',
  slip: '激活单',
  password: '密码',
  enrol: '绑定身份验证器',
  verify: '第二步验证',
  renewal: '更换到期的密码',
  renew: '更换到期的密码',
  full: '登录完成',
  email: '电子邮箱',
  phone: '手机号码',
  contactPhone: '联系电话',
  name: '姓名',
  place: '所在部门',
  logout: '本人退出',
  killed: '本人在别处结束',
  staff: '工作人员',
  unitAdmin: '单位管理员',
  individual: '个人',
  passwordChanged: '修改了密码',
  recovered: '找回了密码',
  phoneChanged: '更换了登录手机',
  factorReset: '重设了二次验证',
  linked: '重发了激活链接',
  rescued: '在服务器上重置',
  rolesChanged: '角色有调整',
  disabled: '停用',
}

const wordsFor = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(wordsFor).join('、') || '无'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  const text = String(value)
  if (Object.hasOwn(roleInfo, text)) return roleInfo[text as keyof typeof roleInfo].label
  if (Object.hasOwn(codeWords, text)) return codeWords[text]!
  return hasActionLabel(text) ? actionLabel(text) : text
}

/** What was recorded beside an event; names we know in words, codes as they are. */
export const toDetail = (detail: unknown): AuditView['detail'] =>
  typeof detail === 'object' && detail !== null
    ? Object.entries(detail).map(([key, value]) => ({
        label: detailLabels[key] ?? key,
        value: key === 'actions' && typeof value === 'object' && value ? timesOf(value) : wordsFor(value),
      }))
    : []
