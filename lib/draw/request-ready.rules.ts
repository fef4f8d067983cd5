import { chinaTime } from '@/lib/platform/time'
import type { DrawPolicy } from '@/lib/policy/draw-policy'
import { askProblems, impossible } from './ask.rules'
import { capFeatureLabel } from './ask-feature.rules'
import type { Asked } from './request-canon.rules'

/**
 * What is still missing before a round can be sent, as sentences in the order of the form; none: it can.
 * @param at the instant of sending
 */
export function missing(sent: Asked, policy: DrawPolicy, at: Date): string[] {
  return sent.kind === 'first'
    ? [...sessionMissing(sent, policy, at), ...groupsMissing(sent, policy)]
    : laterMissing(sent, policy, at)
}

/** Names that nobody may ever read would be a list that nobody can hold to account. */
export const UNLOCK_WITHIN_DAYS = 7
const latestUnlock = (sessionTo: Date): number => sessionTo.getTime() + UNLOCK_WITHIN_DAYS * 86_400_000

function sessionMissing(sent: Asked, policy: DrawPolicy, at: Date): string[] {
  const found: string[] = []
  if (!sent.sessionFrom || !sent.sessionTo) found.push('请填写评审的开始和结束时间。')
  else if (new Date(sent.sessionFrom) <= at)
    found.push(`评审时间 ${chinaTime(new Date(sent.sessionFrom))} 已经过了，请改到以后。`)
  if (!sent.place) found.push('请填写评审地点。')
  if (sent.purpose === 'other' && !sent.purposeNote) found.push('用途选了「其他」，请在用途说明里写清楚。')
  const { least, most } = policy.answer
  if (sent.answerMinutes < least || sent.answerMinutes > most)
    found.push(`按规定，答复时限在 ${least} 到 ${most} 分钟之间，请修改。`)
  if (sent.unlock === 'time' && !sent.unlockAt) found.push('请填写名单公开的日期和时间。')
  if (sent.unlockAt && new Date(sent.unlockAt) <= at) found.push('名单公开的时间已经过了，请改到以后。')
  if (sent.unlockAt && sent.sessionFrom && new Date(sent.unlockAt) < new Date(sent.sessionFrom))
    found.push('名单公开的时间不能早于评审开始的时间。')
  if (sent.unlockAt && sent.sessionTo && new Date(sent.unlockAt).getTime() > latestUnlock(new Date(sent.sessionTo)))
    found.push(`名单最迟在评审结束后 ${UNLOCK_WITHIN_DAYS} 天内公开，请把公开的日期改早。`)
  return found
}

function groupsMissing({ groups, caps }: Asked, policy: DrawPolicy): string[] {
  const found: string[] = []
  if (groups.length === 0) found.push('请至少写一个专业组。')
  if (groups.length > policy.groupsAtMost)
    found.push(`按规定一次最多 ${policy.groupsAtMost} 个专业组，现在有 ${groups.length} 个。请分成几份需求。`)
  for (const group of groups) found.push(...askProblems(group, policy).map(sentence => `「${group.name}」${sentence}`))
  // over all groups together the same counting holds as in one
  const size = groups.reduce((sum, group) => sum + group.size, 0)
  found.push(...impossible({ size, caps }).map(sentence => sentence.replace('本组的', '各组合计的')))
  for (const { feature, most } of caps) {
    const own = groups.flatMap(group => group.caps.filter(cap => cap.feature === feature).map(cap => cap.most))
    if (own.some(one => one > most))
      found.push(`各组合计的「${capFeatureLabel(feature)}」上限是 ${most} 人，少于其中一组自己的上限。请改其中一条。`)
  }
  return found
}

function laterMissing(sent: Asked, policy: DrawPolicy, at: Date): string[] {
  const found: string[] = []
  if (!sent.reason) found.push('请写明理由。')
  if (sent.sessionFrom && new Date(sent.sessionFrom) <= at) found.push('评审已经开始，不能再补抽或特邀。')
  if (sent.kind === 'special') return sent.specials.length > 0 ? found : [...found, '请至少写一位特邀专家。']
  if (sent.groups.length === 0) found.push('请至少写一个专业组。')
  for (const group of sent.groups)
    found.push(...askProblems(group, policy, false).map(sentence => `「${group.name}」${sentence}`))
  return found
}

/**
 * Said where what is stored of a round is other than what was sent: the system has learnt to keep more since, or rows were
 * changed by hand. Sending it again is the way out in both cases.
 */
export const notAsSent = {
  approve:
    '这一轮的内容与提交时不一致（提交以后系统升级过，或数据有变动），不能同意。请退回，由提出的人核对后重新提交。',
  draw: '这一轮的内容与审批时不一致（审批以后系统升级过，或数据有变动），不能抽取。请业务管理员退回，由提出的人核对后重新提交、重新审批。',
} as const

/** Why nothing can be agreed to any more; null while the session lies ahead. */
export const begun = ({ sessionFrom }: { sessionFrom: Date | null }, at: Date): string | null =>
  sessionFrom && sessionFrom <= at ? '评审时间已经到了，不能再同意。请退回，由使用单位改期后重新提交。' : null
