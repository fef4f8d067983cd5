import { entry, shortRegion } from '@/lib/dict/tree'
import type { Policy } from '@/lib/policy/policy.schema'
import { valueWords } from './ask-feature.rules'
import type { ValueWords } from './health.rules'

/** What values of features are called under a policy. */
export const wordsIn =
  ({ terms }: Policy): ValueWords =>
  (feature, value) =>
    valueWords(feature, value, {
      ...{ inside: terms.inside, outside: terms.outside },
      discipline: code => entry('discipline', code)?.name ?? code,
      region: shortRegion,
    })
