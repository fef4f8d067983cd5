import type { DrawPolicy } from '@/lib/policy/draw-policy'
import type { CapAsked, ConditionsAsked, GroupAsk, QuotaAsked } from './ask.schema'

/** Why somebody who meets the conditions is not drawn, in the order they are asked: each is counted once. */
export const outReasons = [
  'involved',
  'notActive',
  'disabled',
  'asked',
  'onLeave',
  'taken',
  'avoids',
  'yearly',
  'unitFull',
] as const
export type OutReason = (typeof outReasons)[number]

export const outLabels: Readonly<Record<OutReason, string>> = {
  involved: '参与办理这次抽取的人本人',
  notActive: '休眠、暂停或待出库',
  disabled: '账号已停用',
  asked: '这次评审已经抽到或特邀',
  onLeave: '那几天请假',
  taken: '那个时间另有评审',
  avoids: '需要回避',
  yearly: '今年抽中的次数已到上限',
  unitFull: '同单位、同类的专家已满',
}

/** Seats that keep their holder from another at the same time; the exclusion constraint counts the same. */
export const seatsThatHold = ['drawn', 'notified', 'accepted', 'present'] as const
/** Seats that were somebody's turn, whether he came in the end or not. */
export const seatsThatCount = [...seatsThatHold, 'excused', 'absent'] as const

/** One 专业组 of a round, as it is drawn: what was asked, with what the policy asks of every draw. */
export type PanelSpec = {
  groupId: string | null
  name: string
  size: number
  alternates: number
  conditions: ConditionsAsked
  quotas: readonly { feature: string; value: string; min: number; max: number }[]
  caps: readonly { feature: string; most: number }[]
}

/** Features that are another in each group, because another part of a tree is asked for there: they bear its place. */
const byGroup: readonly string[] = ['discipline', 'region']
export const featureIn = (feature: string, panel: number): string =>
  byGroup.includes(feature) ? `${feature}@${panel}` : feature
/** The feature as people call it, without the place. */
export const featureAsked = (feature: string): string => feature.split('@')[0]!

/** Somebody who was never drawn. */
export const NEWCOMER = 'yes'

/**
 * What is asked of a group together with what the policy asks of every draw: at most so many of one unit, so large a part
 * of newcomers. Two rows about one thing become the stricter of both; where
 * they contradict each other, the least holds.
 * @param panel place of the group in the round
 * @param first whether it is the first round: a 补抽 of one or two is not bound to newcomers
 */
export function panelSpec(
  group: { groupId: string | null; name: string },
  ask: GroupAsk,
  policy: DrawPolicy,
  panel: number,
  first = true,
): PanelSpec {
  const { size, alternates, conditions } = ask
  const newcomers = first ? Math.min(size, Math.ceil(size * policy.newcomers - 1e-9)) : 0
  const quotas: QuotaAsked[] = [
    ...ask.quotas,
    ...(newcomers > 0 ? [{ feature: 'newcomer' as const, value: NEWCOMER, min: newcomers, max: null }] : []),
  ]
  const caps: CapAsked[] = [...ask.caps, { feature: 'unit', most: policy.perUnit }]
  const strictest = new Map<string, PanelSpec['quotas'][number]>()
  for (const { feature, value, min, max } of quotas) {
    const key = `${feature} ${value}`
    const before = strictest.get(key)
    const least = Math.max(min, before?.min ?? 0)
    const most = Math.max(least, Math.min(max ?? size, before?.max ?? size))
    strictest.set(key, { feature: featureIn(feature, panel), value, min: least, max: most })
  }
  return { ...group, size, alternates, conditions, quotas: [...strictest.values()], caps: strictestCaps(caps, panel) }
}

/** Caps of one feature said twice become the smaller; `panel` null: over all groups together. */
export function strictestCaps(caps: readonly CapAsked[], panel: number | null): PanelSpec['caps'] {
  const most = new Map<string, number>()
  for (const cap of caps) {
    const feature = panel === null ? cap.feature : featureIn(cap.feature, panel)
    most.set(feature, Math.min(cap.most, most.get(feature) ?? cap.most))
  }
  return [...most].map(([feature, value]) => ({ feature, most: value }))
}

/** The pool of a round: who could be drawn, and of the others how many and why. */
export type Pool = {
  panels: readonly PanelSpec[]
  caps: PanelSpec['caps']
  counts: readonly PanelCount[]
  /** people whom nothing but their units tells apart, with the groups they could sit in */
  types: readonly PoolType[]
}
export type PanelCount = {
  groupId: string | null
  name: string
  eligible: number
  excluded: Partial<Record<OutReason, number>>
}
export type PoolType = {
  panels: readonly number[]
  /** without the unit */
  features: Readonly<Record<string, string>>
  expertIds: readonly string[]
  /** of each of them the unit that a cap looks at, '' for none */
  units: readonly string[]
}

/** Fewer of a kind than this point at people. */
export const FEW = 3
