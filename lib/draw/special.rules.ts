import { type OutReason, outLabels } from './pool.rules'

/** Why somebody who was named for a 特邀 is not asked. What is a rule of the draw only (yearly, of one unit) is not asked of him. */
export const specialReasons = [
  'involved',
  'notActive',
  'disabled',
  'asked',
  'onLeave',
  'taken',
  'avoids',
  'number',
] as const
export type SpecialReason = (typeof specialReasons)[number]

export const asSpecialReason = (reason: OutReason | undefined): SpecialReason | null =>
  reason !== undefined && (specialReasons as readonly string[]).includes(reason) ? (reason as SpecialReason) : null

/** Reasons out of which it could be read who was drawn, here or elsewhere: until the list is open they are one sentence. */
const oneOfThese: readonly string[] = ['asked', 'onLeave', 'taken']

/**
 * Why somebody is not asked, for the manager who agreed to him.
 * @param open the names of the draw may be read
 */
export function specialWords(reason: string, open: boolean): string {
  if (!open && oneOfThese.includes(reason)) return '那段时间不能参加（请假、另有安排，或已在这次的名单中）'
  if (reason === 'number') return '手机号码登记在另一位在库专家名下，请核对'
  return outLabels[reason as OutReason] ?? reason
}
