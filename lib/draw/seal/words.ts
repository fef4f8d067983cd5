import { type DrawFeature, drawFeatureLabels, drawFeatures } from '../ask.schema'
import { type AskNames, capFeatureLabel, valueWords } from '../ask-feature.rules'
import { isLeft } from '../seated.rules'

/** Begins the line of the conditions that binds what was agreed to, after those about people. */
export const ASK_HASH = '同意的需求内容校验值 '

/** Conditions as people read them: about people, and the hash of what was agreed to; null where there is none. */
export function conditionWords(conditions: readonly string[]): { people: string[]; askHash: string | null } {
  const bound = conditions.find(line => line.startsWith(ASK_HASH) && /^[0-9a-f]{64}$/.test(line.slice(ASK_HASH.length)))
  return {
    people: conditions.filter(line => line !== bound),
    askHash: bound?.slice(ASK_HASH.length) ?? null,
  }
}

/** Codes of big tables stay codes: whoever checks a file has no system beside him. */
const names: AskNames = {
  inside: '区域内',
  outside: '区域外',
  discipline: code => `学科 ${code}`,
  region: code => `地区 ${code}`,
}

type Value = { readonly feature: string; readonly value: string }

/** 正高级, 学科 520; of a feature that this system does not know, sex = f. */
export function featureWords({ feature, value }: Value): string {
  const [base] = feature.split('@')
  const known = drawFeatures.find((one: DrawFeature) => one === base)
  if (!known) return `${feature} = ${value}`
  const words = valueWords(known, value, names)
  return words === value ? `${drawFeatureLabels[known]} ${value}` : words
}

export const quotaWords = (quota: Value & { readonly min: number; readonly max: number }): string =>
  `${featureWords(quota)}：${quota.min} 至 ${quota.max} 人`

/** Of a 补抽 a cap may say what those who already sit leave of another. */
export const capWords = ({ feature, most }: { readonly feature: string; readonly most: number }): string => {
  const label = capFeatureLabel(feature.split(/[@#]/)[0]!)
  return isLeft(feature) ? `已有人入选的${label}：同一${label}再抽最多 ${most} 人` : `同一${label}：最多 ${most} 人`
}
