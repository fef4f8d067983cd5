import type { ProfileSection } from '@/lib/policy/policy.schema'
import { demo } from '@/lib/policy/presets/demo'
import { duplicatesOf } from '@/lib/profile/duplicates.rules'
import { sectionFor } from '@/lib/profile/resolve.schema'
import type { RowData } from '@/lib/profile/values.rules'

const unit = (name: string) => ({ unitId: '', name })
const from = (month: string) => ({ from: month, to: '', current: true })

test.each<[string, ProfileSection, RowData, RowData, boolean]>([
  ['the same title, written otherwise', 'papers', { title: 'A（甲） 研究' }, { title: 'a(甲)研究' }, true],
  ['the same DOI', 'papers', { title: '甲', doi: '10.1000/X' }, { title: '乙', doi: '10.1000/x' }, true],
  ['another title', 'papers', { title: '甲' }, { title: '乙' }, false],
  ['no title at all', 'papers', { title: '' }, { title: '' }, false],
  ['the same number', 'rights', { name: '甲', number: 'ZL 2019' }, { name: '乙', number: 'zl2019' }, true],
  [
    'the same award in another year',
    'awards',
    { name: '示例奖', date: '2019-05' },
    { name: '示例奖', date: '2021-05' },
    false,
  ],
  [
    'the same award, one date less exact',
    'awards',
    { name: '示例奖', date: '2019' },
    { name: '示例奖', date: '2019-05' },
    true,
  ],
  [
    'the same employer later',
    'work',
    { unit: unit('甲'), period: from('2010-01') },
    { unit: unit('甲'), period: from('2015-01') },
    false,
  ],
  [
    'the same employment',
    'work',
    { unit: unit('甲'), period: from('2010-01') },
    { unit: unit('甲'), period: from('2010-01') },
    true,
  ],
])('%s', (_, section, one, other, same) => {
  const { rows } = sectionFor(demo, section)
  const [there] = duplicatesOf(rows!, [one], [other])
  expect(there).toEqual(same ? { among: 'existing', index: 0 } : null)
  const [, among] = duplicatesOf(rows!, [], [one, other])
  expect(among).toEqual(same ? { among: 'found', index: 0 } : null)
})
