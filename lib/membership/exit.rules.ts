import type { MembershipStatus } from '@/lib/expert/membership.rules'
import { shiftDay } from '@/lib/platform/calendar'
import { addYears } from '@/lib/platform/fields/age'
import { daysInMonth } from '@/lib/platform/fields/dates'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import type { ExitReason, MembershipPolicy } from '@/lib/policy/membership-policy'
import type { ExitFacts } from '@/lib/workflow/membership.machine'

/** The nine reasons of S§8 in their words; `none` is an exit without one, after years without a login. */
export const exitReasonLabels: Readonly<Record<ExitReason, string>> = {
  unfit: '因超龄等个人原因不符合专家入库条件',
  ownWish: '本人书面申请不再担任专家',
  corruption: '徇私舞弊，接受或索取馈赠、宴请或不正当利益',
  absence: '接受邀请后无故缺席 2 次',
  unfair: '未能客观公正、科学合理履行专家职责',
  leak: '擅自泄露评审的内容、过程和结果等重要信息',
  noAvoidance: '应主动申请回避而不申请回避',
  offence: '触犯法律、法规而被追究法律责任',
  other: '其他情形不适宜担任专家',
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九']

/** Where a reason stands in the article: 第八条第三项. */
export const articleOf = (reason: ExitReason): string =>
  `第八条第${numerals[Object.keys(exitReasonLabels).indexOf(reason)]}项`

/** Reasons that say somebody did wrong: they are proved by a file, or by words about what proves them and where it is. */
const misconduct: readonly ExitReason[] = ['corruption', 'absence', 'unfair', 'leak', 'noAvoidance', 'offence']
export const owesEvidence = (reason: string): boolean => (misconduct as readonly string[]).includes(reason)

/** A stored reason in words; an exit without one came after years without a login. */
export const reasonLabel = (reason: string | null): string =>
  reason === null ? '超过规定的年限没有登录' : (exitReasonLabels[reason as ExitReason] ?? reason)

/** The day so many months later, the last of its month where there is no such day. */
function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const total = year * 12 + month - 1 + months
  const [laterYear, laterMonth] = [Math.floor(total / 12), (total % 12) + 1]
  const last = Math.min(date, daysInMonth(laterYear, laterMonth))
  return `${laterYear}-${String(laterMonth).padStart(2, '0')}-${String(last).padStart(2, '0')}`
}

/** The first day on which somebody who leaves for a reason now may apply again; null when nothing bars him. */
export function reentryDay(policy: MembershipPolicy, reason: ExitReason, at: Date): string | null {
  const months = policy.reentryMonths[reason] ?? 0
  return months === 0 ? null : addMonths(chinaDay(at), months)
}

/** Why somebody who left cannot apply again now; null when he can. */
export const whyNotReenter = (reentryFrom: string | null, at: Date): string | null =>
  reentryFrom !== null && chinaDay(at) < reentryFrom
    ? `按出库的原因，${reentryFrom} 起可以重新申请入库。对此有疑问的，请联系我们。`
    : null

/** The end of the last day on which an expert may answer: the day of the proposal does not count. */
export const hearingEnd = ({ hearingDays }: MembershipPolicy, at: Date): Date =>
  new Date(startOfDay(shiftDay(chinaDay(at), hearingDays + 1)).getTime() - 1)

/** The last day on which an automatic exit is undone on the expert's own request. */
export const lastRestoreDay = ({ reversibleDays }: MembershipPolicy, leftAt: Date): string =>
  shiftDay(chinaDay(leftAt), reversibleDays)

/** Why an exit cannot be undone by the expert himself; null when it can. */
export function whyNotRestore(
  policy: MembershipPolicy,
  exit: { source: string; at: Date } | null,
  at: Date,
): string | null {
  if (exit?.source !== 'automatic') return '只有长期未登录的自动出库可以由本人恢复。'
  const last = lastRestoreDay(policy, exit.at)
  return chinaDay(at) <= last
    ? null
    : `自动出库后 ${policy.reversibleDays} 天内可以恢复，已于 ${last} 到期。请重新申请入库。`
}

/**
 * The last day on which what somebody submitted is kept who leaves now: the years of the policy, and not less than he is
 * barred, since the bar is what it is kept for as well. null where the policy fixes no end.
 */
export function keepDay({ keepAfterExitYears }: MembershipPolicy, reentryFrom: string | null, at: Date): string | null {
  if (keepAfterExitYears === null) return null
  const years = addYears(chinaDay(at), keepAfterExitYears)
  return reentryFrom !== null && reentryFrom > years ? reentryFrom : years
}

const outside = '出库后不再参加抽取和评审，也不能更新专家信息；账号仍可登录。'
const byArchive = '已提交的申请、证明材料和办理记录按主管部门的档案规定保存，到期由主管部门决定删除或归档。'
const whatGoes = '已提交的申请内容、证明材料、出库的证据和银行账户信息'
const whatStays = '办理记录按主管部门的档案规定保存'

/** What an exit means, said before it counts. */
export const exitConsequence = ({ keepAfterExitYears }: MembershipPolicy): string =>
  outside +
  (keepAfterExitYears === null
    ? byArchive
    : `资料自出库之日起保存 ${keepAfterExitYears} 年（不得重新申请的期限更长的，到期限届满），之后删除${whatGoes}；${whatStays}。`)

/** 2029年11月22日 */
const plainDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** What an exit meant: until when what is kept, or that it is gone. @param whose 您的 to who left */
export function afterExit(exit: { keepUntil: string | null; erasedAt: Date | null } | null, whose = ''): string {
  if (exit?.erasedAt)
    return `${outside}保存期已满，${whatGoes}已于 ${plainDay(chinaDay(exit.erasedAt))}删除；${whatStays}。`
  if (!exit?.keepUntil) return outside + byArchive
  return `${outside}${whose}资料保存到 ${plainDay(exit.keepUntil)}，之后删除${whatGoes}；在此之前重新入库的，不删除。${whatStays}。`
}

/**
 * The state an exit leads back to when it is not confirmed: the one it was proposed in; but who was 休眠 and has logged in
 * since is awake.
 */
export const backTo = (
  exit: { fromStatus: MembershipStatus; at: Date } | null,
  activatedAt: Date,
): MembershipStatus | undefined =>
  exit?.fromStatus === 'dormant' && activatedAt > exit.at ? 'active' : exit?.fromStatus

type StoredExit = {
  source: string
  reason: string | null
  statements: readonly unknown[]
  hearingUntil: Date | null
  outcome: string | null
}

/**
 * What the machine asks of an exit that is under way; null when none is.
 * @param told whether the message about the proposal went out
 * @param byActor whether the acting person proposed it
 */
export const exitFacts = (exit: StoredExit | null, told: boolean, byActor: boolean): ExitFacts | null =>
  exit?.outcome === null && exit.source !== 'automatic'
    ? {
        proposedByActor: byActor,
        requested: exit.source === 'requested',
        told,
        answered: exit.statements.length > 0,
        hearingUntil: exit.hearingUntil,
      }
    : null
