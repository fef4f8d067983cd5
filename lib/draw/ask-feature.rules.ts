import { dict } from '@/lib/dict'
import { ageBands } from '@/lib/expert/age.rules'
import { type DrawFeature, drawFeatureLabels, drawFeatures } from './ask.schema'

export type Option = { value: string; label: string }

/** 专家类型 (F4). */
export const expertTypes: readonly Option[] = [
  { value: 'technology', label: '技术专家' },
  { value: 'finance', label: '财务专家' },
]

/** What a request calls inside and outside, and the codes whose names only the server knows. */
export type AskNames = {
  inside: string
  outside: string
  discipline: (code: string) => string
  region: (code: string) => string
}

/** The values a quota of a feature may name; null where they are codes of a big table. */
export function valuesOf(feature: DrawFeature, names: Pick<AskNames, 'inside' | 'outside'>): readonly Option[] | null {
  switch (feature) {
    case 'titleLevel':
      return dict('titleLevel').options()
    case 'nature':
      return dict('unitNature').options()
    case 'sex':
      return dict('sex').options()
    case 'age':
      return ageBands
    case 'area':
      return [
        { value: 'inside', label: names.inside },
        { value: 'outside', label: names.outside },
      ]
    case 'expertType':
      return expertTypes
    case 'newcomer':
      return [{ value: 'yes', label: '从未被抽中过' }]
    case 'discipline':
    case 'region':
      return null
  }
}

/** Features of which everybody has exactly one of the values above: maxima of all of them limit a whole group. */
const complete: readonly DrawFeature[] = ['titleLevel', 'nature', 'area']

/** How many values a feature has where everybody has one of them; null where somebody may have none. */
export const classesOf = (feature: string): number | null =>
  complete.includes(feature as DrawFeature)
    ? (valuesOf(feature as DrawFeature, { inside: '', outside: '' })?.length ?? null)
    : null

export const featureOptions: readonly Option[] = drawFeatures.map(value => ({ value, label: drawFeatureLabels[value] }))
/** What a cap's feature is called; one nobody knows, out of a file, is called as it stands there. */
export const capFeatureLabel = (feature: string): string =>
  feature === 'unit' ? '单位' : (featureOptions.find(({ value }) => value === feature)?.label ?? feature)

/** A value of a feature in words; a code nobody knows comes back as it is. */
export function valueWords(feature: DrawFeature, value: string, names: AskNames): string {
  if (feature === 'discipline') return names.discipline(value)
  if (feature === 'region') return names.region(value)
  return valuesOf(feature, names)?.find(one => one.value === value)?.label ?? value
}
