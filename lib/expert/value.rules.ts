import { dict } from '@/lib/dict'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { ageLabels } from './age.rules'
import { sourceLabels } from './source.rules'

/** What experts are counted and filtered by, whose values need no look-up. */
export type PlainKey = 'level' | 'nature' | 'age' | 'status' | 'source'

/** A value of such a kind in words: beside its number, and where the list says what it is narrowed by. */
export function plainWords(key: PlainKey, value: string): string {
  switch (key) {
    case 'level':
      return dict('titleLevel').name(value)
    case 'nature':
      return dict('unitNature').name(value)
    case 'age':
      return ageLabels[value as keyof typeof ageLabels]
    case 'status':
      return membershipLabels[value as keyof typeof membershipLabels]
    case 'source':
      return sourceLabels[value as keyof typeof sourceLabels]
  }
}
