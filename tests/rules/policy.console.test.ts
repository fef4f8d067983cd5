import fc from 'fast-check'
import { countPolicyChanges, policyChanges } from '@/lib/policy/console/diff.rules'
import { fromForm, toForm } from '@/lib/policy/console/form.rules'
import { lineChanges, shortened } from '@/lib/policy/console/lines.rules'
import { policyListing } from '@/lib/policy/console/listing.rules'
import { policyParts, specFor, withoutWords } from '@/lib/policy/console/parts.schema'
import { readKey } from '@/lib/policy/console/problem.rules'
import { lostSteps, takesStepsAway } from '@/lib/policy/console/steps.rules'
import { type Policy, policySchema } from '@/lib/policy/policy.schema'
import { presets } from '@/lib/policy/presets/all'

const all = Object.values(presets).map(policy => [policy.preset, policySchema.parse(policy)] as const)
const { wuhan, shaoxing } = presets
const keys = policyParts.flatMap(part => [...part.keys])

test('every field of the policy has words in the console', () => {
  const { words, parts } = withoutWords()
  const what =
    'Give each of these places of the policy a Chinese label (and its choices, a unit, help) in lib/policy/console/words/*.schema.ts; rows and keys of a table are written *: `conditions.list.*.max`.'
  expect({ what, words }).toEqual({ what, words: [] })
  const where = 'Put each of these top levels of the policy into a part of lib/policy/console/parts.schema.ts.'
  expect({ where, parts }).toEqual({ where, parts: [] })
})

test.each(all)('a form of %s that nobody touched changes nothing', (_, policy) => {
  for (const key of keys) {
    const value = fromForm(specFor(key), JSON.parse(JSON.stringify(toForm(specFor(key), policy[key]))), policy[key])
    expect(readKey(key, value)).toEqual({ value: policy[key] })
  }
})

test('what is typed is read: numbers with their units, lists in a line, empty for 不设', () => {
  const form = toForm(specFor('membership'), shaoxing.membership) as Record<string, unknown>
  const typed = { ...form, leaveAfterYears: undefined, reminderDays: '60，30 7', massCap: { share: 5, atLeast: 20 } }
  expect(fromForm(specFor('membership'), typed, shaoxing.membership)).toMatchObject({
    leaveAfterYears: null,
    reminderDays: [60, 30, 7],
    massCap: { share: 0.05, atLeast: 20 },
  })
  expect((toForm(specFor('uploads'), wuhan.uploads) as { evidence: object }).evidence).toMatchObject({ maxBytes: 10 })
})

test('what is wrong is said beside its field, in words', () => {
  const refused = (key: (typeof keys)[number], value: unknown) => {
    const read = readKey(key, value)
    return 'problems' in read ? read.problems : {}
  }
  const [age] = wuhan.conditions.list
  expect(
    refused('conditions', { ...wuhan.conditions, list: [{ ...age, article: '', max: 200, kind: 'age' }] }),
  ).toEqual({
    'values.conditions.list.0.article': ['请填写条款'],
    'values.conditions.list.0.max': ['不超过不能大于 120 周岁'],
  })
  expect(refused('path', { ...wuhan.path, desks: [], aims: { ...wuhan.path.aims, unit: undefined } })).toEqual({
    'values.path.desks': ['申请依次经过至少要有一项'],
    'values.path.aims.unit': ['请填写单位，写成数字'],
  })
  expect(refused('authority', { ...wuhan.authority, accent: 'red' })['values.authority.accent']![0]).toContain(
    '#1a5fb4',
  )
  expect(refused('membership', { ...wuhan.membership, reminderDays: [Number.NaN] })).toEqual({
    'values.membership.reminderDays': [expect.stringContaining('用顿号隔开')],
  })
})

test('nothing typed makes a form throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.anything(), (key, junk) => {
      const value = fromForm(specFor(key), junk, wuhan[key])
      readKey(key, value)
      toForm(specFor(key), junk)
    }),
    { numRuns: 300 },
  )
})

const older = (policy: Policy, max: number): Policy => ({
  ...policy,
  conditions: {
    ...policy.conditions,
    list: policy.conditions.list.map(one =>
      one.kind === 'age' ? { ...one, max, title: `年龄不超过 ${max} 周岁` } : one,
    ),
  },
})

test('a difference reads: where, the old value, the new one', () => {
  const [part] = policyChanges(wuhan, older(wuhan, 70))
  expect(part).toMatchObject({ part: 'conditions', label: '入库条件' })
  expect(part!.changes).toEqual([
    {
      trail: ['条件', '年龄一般不超过 65 周岁', '条文内容'],
      kind: 'changed',
      before: '年龄一般不超过 65 周岁',
      after: '年龄不超过 70 周岁',
      lines: null,
    },
    {
      trail: ['条件', '年龄一般不超过 65 周岁', '不超过'],
      kind: 'changed',
      before: '65 周岁',
      after: '70 周岁',
      lines: null,
    },
  ])
})

test('rows that came, went or moved are told apart; the path reads as a way', () => {
  const list = shaoxing.conditions.list
  const moved = { ...shaoxing, conditions: { ...shaoxing.conditions, list: [list[1]!, list[0]!, ...list.slice(3)] } }
  expect(policyChanges(shaoxing, moved)[0]!.changes.map(change => change.kind)).toEqual(['removed', 'moved'])
  const path = { ...wuhan, path: { ...wuhan.path, desks: ['unit', 'department', 'bureau'] as Policy['path']['desks'] } }
  expect(policyChanges(wuhan, path)[0]!.changes[0]).toMatchObject({
    before: '所在单位 → 科技部门',
    after: '所在单位 → 归口管理部门 → 科技部门',
  })
})

test.each(all)('%s does not differ from itself, and can be read as a whole', (_, policy) => {
  expect(countPolicyChanges(policyChanges(policy, policySchema.parse(JSON.parse(JSON.stringify(policy)))))).toBe(0)
  const items = policyListing(policy).flatMap(part => part.items)
  expect(items.filter(({ value }) => /\[object|undefined/.test(value))).toEqual([])
})

test('a long text differs line by line; put together again it is either text', () => {
  expect(shortened(lineChanges('一\n二\n三\n四', '一\n二\n三改\n四'))).toEqual([
    null,
    { kind: 'same', text: '二' },
    { kind: 'removed', text: '三' },
    { kind: 'added', text: '三改' },
    { kind: 'same', text: '四' },
  ])
  const text = fc.array(fc.constantFrom('甲', '乙', '丙', ''), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(text, text, (old, now) => {
      const changes = lineChanges(old.join('\n'), now.join('\n'))
      const without = (kind: string) => changes.filter(line => line.kind !== kind).map(line => line.text)
      expect([without('added'), without('removed')]).toEqual([old, now])
    }),
  )
})

test('a policy that drops a desk or 公示 takes steps away; one that adds them does not', () => {
  expect(takesStepsAway(wuhan, shaoxing)).toBe(false)
  expect(lostSteps(shaoxing, wuhan).filter(step => step.course === 'entry' && step.recommender === 'unit')).toEqual(
    ['atDepartment', 'proposed', 'published', 'objected'].map(status => ({
      status,
      course: 'entry',
      recommender: 'unit',
    })),
  )
})
