import type { DrawPolicy } from '@/lib/policy/draw-policy'
import { type CapAsked, type ConditionsAsked, type DrawFeature, drawFeatureLabels, type QuotaAsked } from './ask.schema'
import { capFeatureLabel, classesOf } from './ask-feature.rules'

/** What a form holds of one group while it is typed: numbers may be missing, codes unfinished. */
export type Typed = {
  size?: number
  quotas?: readonly Partial<QuotaAsked>[]
  caps?: readonly Partial<CapAsked>[]
  conditions?: Partial<ConditionsAsked>
}

const known = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value)
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/**
 * What no pool whatever could satisfy, found by counting alone, as sentences with the next step. An expert has one value
 * of each feature, so minima of one feature add up. Total: what is not typed yet asks for nothing.
 */
export function impossible({ size, quotas = [], caps = [], conditions = {} }: Typed): string[] {
  if (!known(size)) return []
  const found: string[] = []
  const features = [...new Set(quotas.flatMap(({ feature }) => feature ?? []))]
  for (const feature of features) {
    const own = quotas.filter(quota => quota.feature === feature && quota.value)
    const label = drawFeatureLabels[feature]
    const least = sum(own.flatMap(({ min }) => (known(min) ? min : [])))
    if (least > size)
      found.push(`「${label}」各项的最少人数合计 ${least} 人，多于本组的 ${size} 人。请减少其中几项的最少人数。`)
    const most = mostOf(feature, own)
    if (most !== null && most < size)
      found.push(`「${label}」各项的最多人数合计 ${most} 人，凑不满本组的 ${size} 人。请放宽其中几项的最多人数。`)
    found.push(...outOfReach(feature, own, conditions))
  }
  for (const cap of caps) {
    if (!cap.feature || !known(cap.most)) continue
    const classes = classesOf(cap.feature)
    const label = drawFeatureLabels[cap.feature as DrawFeature]
    if (classes !== null && classes * cap.most < size)
      found.push(`「${label}」只有 ${classes} 类，每类最多 ${cap.most} 人，凑不满本组的 ${size} 人。请提高上限。`)
    const above = quotas.find(quota => quota.feature === cap.feature && known(quota.min) && quota.min > cap.most!)
    if (above) found.push(`「${label}」要求一类最少 ${above.min} 人，又限定每类最多 ${cap.most} 人。请改其中一条。`)
  }
  return found
}

/**
 * Caps beside that of one unit, which every draw has: together they tie all units of one region to each other, and some
 * dozens of them are more than can be counted, as `uniform` does. A sentence with what to write instead; null: there are
 * none.
 */
export function heavyCaps(caps: readonly Partial<CapAsked>[]): string | null {
  const others = caps.flatMap(({ feature }) => (feature && feature !== 'unit' ? [feature] : []))
  if (others.length === 0) return null
  const labels = [...new Set(others)].map(feature => `「同一${capFeatureLabel(feature)}」`).join('、')
  return `${labels}的上限要和单位的上限合在一起计算，只适合候选专家不多的抽取：同类的单位有几十个，就算不清、抽不出来。请看抽取检查的结果；算不清时删去这条，在结构要求里给人多的几类分别写最多几人。`
}

/** How many at most, where every value of a feature has a limit; null where one has none. */
function mostOf(feature: DrawFeature, own: readonly Partial<QuotaAsked>[]): number | null {
  const limits = new Map(own.flatMap(({ value, max }) => (known(max) ? [[value, max] as const] : [])))
  return classesOf(feature) === limits.size ? sum([...limits.values()]) : null
}

const conditionOf: Partial<Record<DrawFeature, 'titleLevels' | 'natures' | 'expertTypes'>> = {
  titleLevel: 'titleLevels',
  nature: 'natures',
  expertType: 'expertTypes',
}

/** Quotas for those whom the conditions keep out. */
function outOfReach(
  feature: DrawFeature,
  own: readonly Partial<QuotaAsked>[],
  conditions: Partial<ConditionsAsked>,
): string[] {
  const key = conditionOf[feature]
  const asked = feature === 'area' ? [conditions.area ?? []].flat() : ((key && conditions[key]) ?? [])
  if (asked.length === 0) return []
  const wanted = own.some(({ value, min }) => known(min) && min > 0 && !(asked as string[]).includes(value!))
  return wanted
    ? [`结构里要求的一类「${drawFeatureLabels[feature]}」不在本组的抽取条件里。请改条件，或删去这一条。`]
    : []
}

/** How many newcomers the policy asks of a group of this size. */
export const newcomersOwed = (size: number, { newcomers }: Pick<DrawPolicy, 'newcomers'>): number =>
  Math.ceil(Number((size * newcomers).toFixed(6)))

type Whole = { size: number; quotas: readonly QuotaAsked[]; caps: readonly CapAsked[]; conditions: ConditionsAsked }

/**
 * Why one group cannot be sent under a policy, as sentences: what is impossible, and what the policy asks for.
 * @param first whether it is the first round: a 补抽 of one or two people is neither odd nor bound to newcomers
 */
export function askProblems(group: Whole, policy: DrawPolicy, first = true): string[] {
  const { size, quotas, caps } = group
  const found = impossible(group)
  if (first && policy.oddPanels && size % 2 === 0)
    found.unshift(`人数要是单数，现在是 ${size} 人。请改为 ${size - 1 || 1} 或 ${size + 1} 人。`)
  const unit = caps.find(({ feature }) => feature === 'unit')
  if (!unit) found.push(`请写明同一单位最多几人（按规定不超过 ${policy.perUnit} 人）。`)
  else if (unit.most > policy.perUnit) found.push(`同一单位最多 ${policy.perUnit} 人，现在写的是 ${unit.most} 人。`)
  const owed = newcomersOwed(size, policy)
  const newcomers = quotas.find(({ feature, value }) => feature === 'newcomer' && value === 'yes')
  if (first && owed > (newcomers?.min ?? 0)) found.push(`从未被抽中过的专家至少 ${owed} 人。请在结构要求里写上。`)
  return found
}
