import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { dict } from '@/lib/dict'
import { entry } from '@/lib/dict/tree'
import { invalid } from '@/lib/platform/errors'
import type { GroupAsk } from './ask.schema'
import { valuesOf } from './ask-feature.rules'

const wrong = '请从列表中选择'

/**
 * That every code of what is asked for exists: a condition nobody can meet would be an empty pool without a reason.
 * @throws Refusal invalid beside the fields
 */
export async function assertCodes(
  _actor: Actor,
  groups: readonly Pick<GroupAsk, 'conditions' | 'quotas'>[],
): Promise<void> {
  const errors: Record<string, string[]> = {}
  for (const [at, { conditions, quotas }] of groups.entries()) {
    const check = (field: keyof typeof conditions, good: boolean) => {
      if (!good) errors[`groups.${at}.conditions.${field}`] = [wrong]
    }
    check(
      'disciplines',
      conditions.disciplines.every(code => entry('discipline', code) !== null),
    )
    check(
      'regions',
      conditions.regions.every(code => entry('region', code) !== null),
    )
    check(
      'titles',
      conditions.titles.every(code => dict('title').selectable(code)),
    )
    check(
      'titleLevels',
      conditions.titleLevels.every(code => dict('titleLevel').has(code)),
    )
    check(
      'natures',
      conditions.natures.every(code => dict('unitNature').has(code)),
    )
    check(
      'expertTypes',
      conditions.expertTypes.every(code => code === 'technology' || code === 'finance'),
    )
    for (const [index, { feature, value }] of quotas.entries()) {
      const values = valuesOf(feature, { inside: '', outside: '' })
      const good =
        feature === 'discipline' || feature === 'region'
          ? entry(feature, value) !== null
          : values!.some(one => one.value === value)
      if (!good) errors[`groups.${at}.quotas.${index}.value`] = [wrong]
    }
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
}
