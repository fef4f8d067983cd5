import type { DrawFeature } from './ask.schema'
import { capFeatureLabel } from './ask-feature.rules'
import type { HealthGroup } from './health.dto'
import { FEW, featureAsked, outLabels, outReasons, type PanelCount, type Pool, told } from './pool.rules'
import type { Change, Demand } from './relax'

/** A value of a feature in words, as `valueWords` of the form says it. */
export type ValueWords = (feature: DrawFeature, value: string) => string

const featureWords = (feature: string): string => capFeatureLabel(featureAsked(feature))

const where = (demand: Demand, names: readonly string[]) =>
  demand.panel === null ? '各组合计' : `「${names[demand.panel]}」`

const aspect = (demand: Demand, words: ValueWords): string => {
  if (demand.what === 'size') return '人数'
  if (demand.what === 'cap') return `每个${featureWords(demand.feature)}最多人数`
  const value = words(featureAsked(demand.feature) as DrawFeature, demand.value)
  return `${featureWords(demand.feature)}“${value}”的${demand.what === 'min' ? '最少' : '最多'}人数`
}

/** A change as a sentence: 「第一组」性别“女”的最少人数从 3 改为 2. */
export const changeWords = (change: Change, names: readonly string[], words: ValueWords): string =>
  `${where(change, names)}${aspect(change, words)}从 ${change.from} 改为 ${change.to}`

/** Something to be left out altogether. */
export const dropWords = (demand: Demand, names: readonly string[], words: ValueWords): string =>
  `${where(demand, names)}${aspect(demand, words)}`

/** One group as it is shown. @param whole false for a 使用单位, which is not told of fewer than three */
export function healthGroup(
  count: PanelCount,
  size: number,
  chances: { lowest: number; highest: number } | null,
  whole: boolean,
): HealthGroup {
  const shown = whole ? count : told(count)
  return {
    ...{ name: count.name, size, eligible: shown.eligible },
    excluded: outReasons.flatMap(reason => {
      const number = shown.excluded[reason] ?? 0
      return number > 0 ? [{ reason, label: outLabels[reason], count: number }] : []
    }),
    chances: whole || count.eligible >= FEW ? chances : null,
  }
}

/**
 * Groups whose conditions are so narrow that they point at people.
 * @param times fewer eligible than so many times the size
 */
export const narrowGroups = ({ counts, panels }: Pick<Pool, 'counts' | 'panels'>, times: number): string[] =>
  counts.filter(({ eligible }, at) => eligible < times * panels[at]!.size).map(({ name }) => name)
