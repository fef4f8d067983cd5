import { percent } from './chances.rules'
import type { Progress } from './engine/fair/progress'

/** A lottery that is being reckoned, as a page says it. */
export type Reckoning = { since: Date; lasting: string; words: string }

/** Who reckons says every so often that he still does. */
export const BEAT_MS = 2_000
/** Who has said nothing for so long does so no more: his process has ended. */
export const GONE_MS = 30_000

/** A lottery that nobody wants any more: called off, begun anew, or its round is not what it was. */
export class CalledOff extends Error {
  constructor() {
    super('the lottery was called off')
    this.name = 'CalledOff'
  }
}

/** What is reckoned: for the seal of a round, or the 试算 of somebody. */
export const sealKey = (roundId: string): string => `seal:${roundId}`
export const trialKey = (accountId: string): string => `trial:${accountId}`

/** How long since, in words: 8 秒, 1 分 20 秒. */
export function lastingWords(since: Date, at: Date): string {
  const seconds = Math.max(0, Math.round((at.getTime() - since.getTime()) / 1000))
  return seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`
}

/** Parts of a whole as people read them, never more than all of it, and all of it only when it is. */
const share = (part: number): string => `${(Math.floor(Math.min(1, Math.max(0, part)) * 1000) / 10).toFixed(1)}%`

function phaseWords({ phase, left, panels, attained }: Progress): string {
  if (phase === 'bound') return '正在算最低的机会最多能有多高'
  if (phase === 'panels') return `正在配出一份份名单，已配 ${share(1 - left)}`
  if (phase === 'tickets') return '正在给名单分签'
  const reached = attained === null ? '' : `，最低的机会已到目标的 ${share(attained)}`
  return `正在调匀各人的机会，已有 ${panels} 份名单${reached}`
}

/**
 * How far a lottery is, as a sentence.
 * @param whole false for whoever asks: nothing by which the pool could be counted
 */
export function progressWords(progress: Progress | null, whole: boolean): string {
  if (!progress) return '刚刚开始。'
  const { part, parts, phase, people, kinds, bound } = progress
  const place = parts > 1 ? `第 ${part + 1} 部分，共 ${parts} 部分：` : ''
  if (!whole) return phase === 'rounds' ? '正在调匀各人的机会。' : `${phaseWords(progress).replace(/，.*/, '')}。`
  const upTo = bound === null ? '' : `；任何抽法的最低机会都不超过约 ${percent(bound)}`
  return `${place}${phaseWords(progress)}${upTo}。候选 ${people} 人，分 ${kinds} 类。`
}
