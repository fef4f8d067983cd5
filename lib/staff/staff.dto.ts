import type { StaffRoleName } from '@/lib/access/actor'
import type { PlaceCode } from './staff.schema'

export type StaffState = 'active' | 'waiting' | 'locked' | 'disabled'

export const staffStateLabels: Record<StaffState, string> = {
  active: '正常',
  waiting: '待激活',
  locked: '已锁定',
  disabled: '已停用',
}

/** Where a staff account stands. 待激活: its link was not used yet, so nobody can log in with it. */
export function staffState(
  account: { disabledAt: Date | null; lockedUntil: Date | null; waiting: boolean },
  at: Date,
): StaffState {
  if (account.disabledAt) return 'disabled'
  if (account.waiting) return 'waiting'
  return account.lockedUntil && account.lockedUntil > at ? 'locked' : 'active'
}

type Post = { office: { name: string } | null; department: { name: string } | null } | null

/** Where a post is, in words. */
export const placeLabel = (post: Post, bureau: string): string =>
  post?.department?.name ?? (post?.office ? `${bureau}${post.office.name}` : bureau)

/** One row of the staff lists; no phone, no business data. */
export type StaffRow = {
  id: string
  name: string
  login: string
  place: string
  state: StaffState
  roles: StaffRoleName[]
  lastLoginAt: Date | null
  createdAt: Date
}

export type StaffChangeKind =
  | 'created'
  | 'edited'
  | 'linked'
  | 'rescued'
  | 'activated'
  | 'disabled'
  | 'enabled'
  | 'roles'
  | 'duties'
  | 'leave'
  | 'handedOver'

/** One thing that was done with an account, in words. */
export type StaffStep = { id: string; label: string; detail: string; reason: string | null; by: string; at: Date }

/** One account as its administrators see it. */
export type StaffView = StaffRow & {
  version: number
  placeCode: PlaceCode
  inDepartment: boolean
  /** masked; null where there is none. For the system administrator only */
  phoneMask: string | null
  email: string | null
  disabledAt: Date | null
  lockedUntil: Date | null
  /** whether an authenticator is bound to it */
  hasFactor: boolean
  /** until when the open activation link works; null without one */
  linkUntil: Date | null
  history: StaffStep[]
}

/** A place somebody may be given. */
export type PlaceChoice = { value: PlaceCode; label: string; hint: string }

/** The link for handing over; null where only the person himself gets it by SMS. */
export type ActivationLink = { link: string | null; sentTo: string | null; hours: number; revoked: StaffRoleName[] }

const changeLabels: Record<StaffChangeKind, string> = {
  created: '开设账号',
  edited: '修改资料',
  linked: '重发激活链接',
  rescued: '在服务器上恢复登录',
  activated: '设置密码，账号激活',
  disabled: '停用',
  enabled: '启用',
  roles: '调整角色',
  duties: '调整分工',
  leave: '请假安排',
  handedOver: '移交分工',
}

type ChangeRow = {
  id: bigint
  kind: string
  reason: string | null
  before: unknown
  after: unknown
  actorName: string
  at: Date
}

const wordsOf = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join('、') || '无' : typeof value === 'string' ? value : ''

/** A stored change in words; `before` and `after` are a text or a list of texts. */
export function toStaffStep(row: ChangeRow): StaffStep {
  const [before, after] = [wordsOf(row.before), wordsOf(row.after)]
  return {
    id: row.id.toString(),
    label: changeLabels[row.kind as StaffChangeKind] ?? row.kind,
    detail: before && after ? `${before} → ${after}` : after || before,
    reason: row.reason,
    by: row.actorName,
    at: row.at,
  }
}
