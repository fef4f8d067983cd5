import { type OutReason, outLabels } from './pool.rules'

/** Why a round is not sealed. */
export type SealTrouble = 'infeasible' | 'tooLarge' | 'nobody' | 'failed' | 'calledOff'

/** What hinders, and what helps, as sentences. */
export const troubleWords: Readonly<Record<SealTrouble, string>> = {
  infeasible:
    '按现在的人选，凑不齐所要的专家。请看下面的检查结果，由业务管理员退回，提出的人修改要求后重新审批；人选有变化的，可以再试一次。',
  tooLarge:
    '候选人按条件分成的类别太多，抽签方案在限定的步数里算不出来。请由业务管理员退回，提出的人收窄条件、去掉一些结构要求或减少专业组后重新审批。',
  nobody: '没有一位专家符合条件。请由业务管理员退回，提出的人放宽条件后重新审批；人选有变化的，可以再试一次。',
  calledOff: '业务管理员停止了计算，还没有封存。请再试一次；不再抽取的，请退回或撤销需求。',
  failed: '抽签方案没有算成，不是您的问题。请再试一次；还不行的，请联系系统管理员查看日志。',
}

/** The number that stands on a seal. */
export const sealNumber = (request: string, round: number, attempt: number): string => `${request}-${round}-${attempt}`

/** Whatever somebody adds is read by everybody in the end. */
const NUMBER = /(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)/
/** Why words cannot be added to a seed; null: they can. */
export const whyNotAdded = (words: string): string | null =>
  NUMBER.test(words) ? '这里写的内容会公开，请不要填手机号码或证件号码。' : null

/** Why somebody who was drawn could not be asked, in words. */
export const passedLabel = (reason: string): string =>
  reason === 'changed' ? '资料变动后不再符合条件' : (outLabels[reason as OutReason] ?? reason)

/** What a way of drawing strives for, in everybody's words. */
export const methodMeaning = {
  maximin: '满足全部要求的前提下，让机会最低的人机会尽量高。',
  leximin: '满足全部要求的前提下，让机会最低的人机会尽量高，再让其次低的尽量高，依次类推。',
} as const

export const methodWords = { maximin: '机会均衡（maximin）', leximin: '机会逐级均衡（leximin）' } as const
