import { changeWords } from '@/lib/unit/change.rules'
import { addDivisionsSchema } from '@/lib/unit/division.schema'
import { mergeProblem } from '@/lib/unit/merge.rules'
import { splitUnitSchema } from '@/lib/unit/reshape.schema'

test('a change is told in words, whatever an older or newer version wrote', () => {
  expect(changeWords('renamed', { name: '甲' }, { name: '乙' })).toBe('更名：甲 → 乙')
  expect(changeWords('codeCorrected', { code: null }, { code: 'X' })).toBe('更正统一社会信用代码：无 → X')
  expect(changeWords('entered', null, null)).toBe('由业务管理员录入')
  expect(changeWords('somethingNew', null, null)).toBe('somethingNew')
})

test.each([
  ['active', 'active', true],
  ['submitted', 'active', true],
  ['incomplete', 'active', true],
  ['refused', 'active', false],
  ['disabled', 'active', false],
  ['active', 'submitted', false],
  ['active', 'disabled', false],
] as const)('%s into %s may be merged: %s', (from, into, may) => {
  expect(mergeProblem({ id: 'a', status: from }, { id: 'b', status: into }) === null).toBe(may)
  expect(mergeProblem({ id: 'a', status: from }, { id: 'a', status: into })).toContain('它自己')
})

test('lines of divisions: the line that is wrong is named; a split needs something to take and a code or a reason', () => {
  const wrong = addDivisionsSchema.safeParse({ names: `甲学院\n${'长'.repeat(61)}` })
  expect(wrong.error?.issues[0]?.message).toContain('第 2 行')
  const split = splitUnitSchema.safeParse({
    id: '01a1fd27-9956-7d38-91dc-e6a6c022403c',
    version: 0,
    nature: 'other',
    name: '示范新院',
    legalPerson: '法正',
    regionCode: '420106',
    contactName: '管韵',
    contactPhone: '19900000001',
    creditCode: '',
    noCodeReason: '',
    divisionIds: [],
    personIds: [],
    reason: '批复文号',
  })
  expect(split.error?.issues.map(issue => issue.path[0]).sort()).toEqual(['divisionIds', 'noCodeReason'])
})
