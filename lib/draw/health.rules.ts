import type { DrawFeature } from './ask.schema'
import { capFeatureLabel } from './ask-feature.rules'
import type { Change, Demand } from './engine/demand'
import type { Chances, HealthGroup } from './health.dto'
import { FEW, featureAsked, type OutReason, outLabels, outReasons, type PanelCount, type Pool } from './pool.rules'

/** A value of a feature in words, as `valueWords` of the form says it. */
export type ValueWords = (feature: DrawFeature, value: string) => string

export const featureWords = (feature: string): string => capFeatureLabel(featureAsked(feature))

export const where = (demand: Demand, names: readonly string[]) =>
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

/** The same without the number that would do, which is as good as a count: 「第一组」性别“女”的最少人数（现在 3）要减少. */
export const changeHint = (change: Change, names: readonly string[], words: ValueWords): string =>
  `${where(change, names)}${aspect(change, words)}（现在 ${change.from}）要${change.to < change.from ? '减少' : '增加'}`

/** Something to be left out altogether. */
export const dropWords = (demand: Demand, names: readonly string[], words: ValueWords): string =>
  `${where(demand, names)}${aspect(demand, words)}`

const steps = [10, 15, 20, 30, 40, 60, 80]

/** The step at or below a number above nothing: 10, 15, 20, 30 … of its order of magnitude. */
export function stepBelow(value: number): number {
  const scale = 10 ** (Math.floor(Math.log10(value)) - 1)
  return steps.filter(step => step * scale <= value * (1 + 1e-9)).at(-1)! * scale
}

/**
 * A count as whoever asks is told it: the step below, so that one person more or less is hardly ever seen, however often
 * and with whatever other conditions it is asked. `null`: fewer than three.
 */
export function roughly(count: number): number | null {
  if (count < 10) return count < FEW ? null : count < 6 ? FEW : 6
  return stepBelow(count)
}

/**
 * What tells of draws and of what people said: one figure, where each by itself would say who sits somewhere. A check of
 * whoever asks does not read it at all; the record of a sealed draw, which he signs, has it.
 */
const away: readonly OutReason[] = ['asked', 'onLeave', 'taken', 'yearly', 'unitFull']

function roughlyOut({ excluded }: PanelCount): HealthGroup['excluded'] {
  const sum = away.reduce((all, reason) => all + (excluded[reason] ?? 0), 0)
  const lines: [OutReason | 'away', string, number][] = [
    ...outReasons
      .filter(reason => !away.includes(reason))
      .map(reason => [reason, outLabels[reason], excluded[reason] ?? 0] as [OutReason, string, number]),
    ['away', '已抽到或特邀、请假、那个时间另有评审等', sum],
  ]
  return lines.flatMap(([reason, label, exact]) => {
    const count = roughly(exact)
    return count === null ? [] : [{ reason, label, count }]
  })
}

/** One group as it is shown. @param whole false for a 使用单位, which is told steps only, and no chances, which are counts */
export function healthGroup(
  count: PanelCount,
  size: number,
  chances: Chances | null,
  whole: boolean,
): Omit<HealthGroup, 'fair'> {
  const { name, eligible, excluded } = count
  if (!whole) return { name, size, eligible: roughly(eligible), excluded: roughlyOut(count), chances: null }
  const out = outReasons.flatMap(reason => {
    const number = excluded[reason] ?? 0
    return number > 0 ? [{ reason, label: outLabels[reason], count: number }] : []
  })
  return { name, size, eligible, excluded: out, chances }
}

/**
 * Groups whose conditions are so narrow that they point at people.
 * @param times fewer eligible than so many times the size
 * @param whole false: by the count that a 使用单位 is told
 */
export const narrowGroups = (
  { counts, panels }: Pick<Pool, 'counts' | 'panels'>,
  times: number,
  whole: boolean,
): { name: string; size: number; eligible: number | null }[] =>
  counts.flatMap(({ name, eligible }, at) => {
    const { size } = panels[at]!
    const known = whole ? eligible : roughly(eligible)
    return (known ?? 0) < times * size ? [{ name, size, eligible: known }] : []
  })

/** Why narrow conditions matter, and what to do (M4: nobody picks people by describing them). */
export function narrowWords(
  { name, size, eligible }: { name: string; size: number; eligible: number | null },
  times: number,
  whole: boolean,
): string {
  const found = eligible === null ? `少于 ${FEW} 名` : `只有 ${eligible} 名${whole ? '' : '左右'}`
  return `「${name}」的条件太窄：抽 ${size} 名，符合条件的${found}，不到 ${times} 倍，几乎等于指定专家。请减少条件，或者把学科、地区放宽一级。`
}

/** A group most of whose eligible sat together before, and where. */
export type Repeat = { name: string; eligible: number; number: string; panel: string; same: number }

/** @param whole the request may be named, and how many there are */
export const repeatWords = ({ name, eligible, number, panel, same }: Repeat, whole: boolean): string =>
  whole
    ? `「${name}」和以前的一次抽取几乎是同一批人：符合条件的 ${eligible} 名里，有 ${same} 名在一年内一起被抽进 ${number} 的「${panel}」。请核对这些条件是不是照着那份名单写的。`
    : `「${name}」符合条件的，大半在一年内一起参加过同一次评审。请放宽条件，避免总是同一批专家。`
