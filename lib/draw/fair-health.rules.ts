import type { DrawFeature } from './ask.schema'
import { percent, rangeOf } from './chances.rules'
import type { Demand } from './engine/demand'
import type { Cost } from './engine/fair/outlook'
import { followWords } from './fair-follow.rules'
import type { FairGroup, FairHealth } from './health.dto'
import { featureWords, roughly, stepBelow, type ValueWords, where } from './health.rules'
import { FEW, featureAsked } from './pool.rules'
import type { FairAnswer, FairKind } from './reckon-fair'
import { isLeft } from './seated.rules'

/** How a check is said: names of the groups, values in words, and whether exactly or as whoever asks is told it. */
export type Said = { names: readonly string[]; words: ValueWords; whole: boolean }

/** Chances nearer to each other than this part of them are one: no lottery comes nearer to what is reckoned here. */
const SAME = 0.005
/** So many kinds of people are named at most. */
const MOST_NAMED = 3
/** So many costs, and so many who are drawn in any case, are said at most. */
const MOST_COSTS = 6
const MOST_FORCED = 5

const isSure = (chance: number) => chance > 1 - 1e-9
/** A chance in steps, as counts are told. */
const roughChance = (chance: number) => (isSure(chance) ? 1 : stepBelow(chance))
const chanceOf = (chance: number, whole: boolean) => (whole ? chance : roughChance(chance))
const countWords = (people: number, whole: boolean) => (whole ? `${people} 名` : `${roughly(people)} 名以上`)

/** What somebody is, as far as it was asked for. Units, and what those who sit leave of caps, are nobody's to read. */
function kindWords({ features, panels }: FairKind, { names, words }: Said): string {
  const own = Object.entries(features).flatMap(([feature, value]) =>
    feature === 'unit' || isLeft(feature) ? [] : [words(featureAsked(feature) as DrawFeature, value)],
  )
  const several = panels.length > 1 && names.length > 1 ? [`可进 ${panels.length} 个组`] : []
  return [...new Set([...own, ...several])].join('、') || '其他专家'
}

/** How many there are, and the chance of one of them on average. */
function average(kinds: readonly FairKind[]): { people: number; chance: number } {
  const people = kinds.reduce((sum, kind) => sum + kind.people, 0)
  const seats = kinds.reduce((sum, kind) => sum + kind.people * kind.chance, 0)
  return { people, chance: people > 0 ? seats / people : 0 }
}

/** People of one description. */
type Described = { words: string; people: number; chance: number; kinds: readonly FairKind[] }

/** Kinds under one description, those of most people first. */
function described(kinds: readonly FairKind[], said: Said): Described[] {
  const found = new Map<string, FairKind[]>()
  for (const kind of kinds) {
    const words = kindWords(kind, said)
    const own = found.get(words)
    if (own) own.push(kind)
    else found.set(words, [kind])
  }
  return [...found]
    .map(([words, own]) => ({ words, kinds: own, ...average(own) }))
    .sort((one, other) => other.people - one.people)
}

/** How many people of their unit could be drawn, where that is what ties them. */
function unitWords(kinds: readonly FairKind[]): string {
  const range = rangeOf(kinds.flatMap(({ together }) => together ?? []))
  if (!range || kinds.some(({ together }) => together === null)) return ''
  const { lowest, highest } = range
  return `（所在单位有 ${lowest === highest ? lowest : `${lowest} 至 ${highest}`} 名可抽）`
}

function named(groups: readonly Described[], whole: boolean): string | null {
  if (groups.length === 0) return null
  const lines = groups
    .slice(0, MOST_NAMED)
    .map(({ words, people, kinds }) => `${words}${(whole && unitWords(kinds)) || ' '}${countWords(people, whole)}`)
  return `${lines.join('；')}${groups.length > MOST_NAMED ? '等' : ''}`
}

/**
 * What those who could sit in a group may expect. Whoever asks is told steps, of kinds of three and more, units put
 * together.
 */
export function fairGroup(kinds: readonly FairKind[], panel: number, said: Said): FairGroup {
  const { whole } = said
  const own = kinds.filter(({ panels }) => panels.includes(panel))
  const can = own.filter(({ chance }) => chance > 0)
  const never = own.reduce((sum, { chance, people }) => sum + (chance > 0 ? 0 : people), 0)
  const told: readonly Pick<Described, 'chance' | 'kinds'>[] = whole
    ? can.map(kind => ({ chance: kind.chance, kinds: [kind] }))
    : described(can, said).filter(({ people }) => people >= FEW)
  const exact = rangeOf(told.map(({ chance }) => chance))
  const range = exact && { lowest: chanceOf(exact.lowest, whole), highest: chanceOf(exact.highest, whole) }
  const differ = exact && range && exact.highest > exact.lowest * (1 + SAME) && range.highest > range.lowest
  const near = (to: number) => {
    const those = told.filter(({ chance }) => Math.abs(chance - to) <= to * SAME).flatMap(one => one.kinds)
    return named(described(those, said), whole)
  }
  return {
    chances: range && (differ ? range : { lowest: range.lowest, highest: range.lowest }),
    least: differ ? near(exact.lowest) : null,
    most: differ ? near(exact.highest) : null,
    never: never >= (whole ? 1 : FEW) ? countWords(never, whole) : null,
    either: told.some(one => one.kinds.some(({ panels }) => panels.length > 1)),
  }
}

type Asked = Demand & { from: number }

/** What is asked for, in words: 「第一组」性别“女”至少 3 人. */
function askedWords(demand: Asked, { names, words }: Said): string {
  const place = where(demand, names)
  if (demand.what === 'size') return `${place}抽 ${demand.from} 名`
  if (demand.what === 'cap') return `${place}每个${featureWords(demand.feature)}最多 ${demand.from} 人`
  const side = demand.what === 'min' ? '至少' : '最多'
  return `${place}${featureWords(demand.feature)}“${valueIn(demand, words)}”${side} ${demand.from} 人`
}

const valueIn = (demand: { feature: string; value: string }, words: ValueWords) =>
  words(featureAsked(demand.feature) as DrawFeature, demand.value)

/** What one requirement does to chances; null where that is too little to be said. */
function costWords({ demand, smallest, without }: Cost, kinds: readonly FairKind[], said: Said): string | null {
  const { words, whole } = said
  const [now, then] = [chanceOf(smallest, whole), chanceOf(without, whole)]
  if (then <= now * (1 + SAME)) return null
  const line = (who: string, rest = '') =>
    `${askedWords(demand, said)}，使${who}的最低机会从约 ${percent(then)} 降到约 ${percent(now)}${rest}。`
  if (demand.what === 'cap' || demand.what === 'size') return line('专家')
  const meant = ({ panels, features }: FairKind) =>
    panels.includes(demand.panel) && features[demand.feature] === demand.value
  const group = average(kinds.filter(meant))
  const value = `${featureWords(demand.feature)}“${valueIn(demand, words)}”的专家`
  const told = group.chance > 0 && (whole || group.people >= FEW)
  const chance = told ? percent(chanceOf(group.chance, whole)) : ''
  if (demand.what === 'max') return line('专家', told ? `，${value}平均压到约 ${chance}` : '')
  const others = kinds.every(kind => !meant(kind) || kind.chance === 0 || kind.chance > smallest * (1 + SAME))
  return line(others ? '其余专家' : '专家', told ? `，${value}平均升到约 ${chance}` : '')
}

/** Which requirements cost whom how much, and who is left to follow. */
export function fairHealth({ kinds, costs, left }: Extract<FairAnswer, { state: 'yes' }>, said: Said): FairHealth {
  const lines = costs.flatMap(cost => {
    // what those who sit leave of a cap was not asked for
    if (cost.demand.what === 'cap' && isLeft(cost.demand.feature)) return []
    return costWords(cost, kinds, said) ?? []
  })
  return { costs: lines.slice(0, MOST_COSTS), left, follow: followWords(kinds, said.whole) }
}

const howToFree = '要避免，请放宽抽取条件，让更多专家可抽，或者改小这些要求。'

/**
 * 必然入选: who is drawn however it is drawn, by what forces them. Whoever asks is told a number of three and more only:
 * none, one and two are one answer.
 */
export function forcedWords(kinds: readonly FairKind[], said: Said): string[] {
  const forced = kinds.filter(kind => kind.forced !== null)
  const all = forced.reduce((sum, { people }) => sum + people, 0)
  if (!said.whole)
    return all < FEW ? [] : [`有 ${countWords(all, false)}专家不论怎么抽都会入选，等于指定。${howToFree}`]
  const reasons = new Map<string, FairKind[]>()
  for (const kind of forced) {
    const reason = reasonWords(kind.forced!.by, said)
    reasons.set(reason, [...(reasons.get(reason) ?? []), kind])
  }
  const lines = [...reasons].map(([reason, own]) => {
    const people = own.reduce((sum, kind) => sum + kind.people, 0)
    return `必然入选 ${people} 名（${named(described(own, said), true)}）：不论怎么抽都在名单里，因为${reason}。${howToFree}`
  })
  const more = lines.length - MOST_FORCED
  return more > 0 ? [...lines.slice(0, MOST_FORCED), `另有 ${more} 条必然入选的情况。`] : lines
}

function reasonWords(by: readonly Asked[] | null, said: Said): string {
  if (by === null) return '几条要求合在一起，只有他们能满足'
  const own = by.filter(one => one.what !== 'cap' || !isLeft(one.feature))
  return own.length > 0 ? `要求${own.map(one => askedWords(one, said)).join('，')}` : '可抽的没有别人'
}
