import { contrastWithWhite, findingsOf } from '@/lib/policy/console/check.rules'
import { rebased } from '@/lib/policy/console/merge.rules'
import { emptyPreview, withPage } from '@/lib/policy/console/preview.rules'
import { type Policy, policySchema } from '@/lib/policy/policy.schema'
import { presets } from '@/lib/policy/presets/all'
import { whyNot } from '@/lib/workflow/machine'
import { policyDraftMachine } from '@/lib/workflow/policy.machine'
import { roleActors } from '../support/role-actors'

const { wuhan, shaoxing, xizang } = presets
const errors = (policy: Policy, base = policy) =>
  findingsOf(policy, base)
    .filter(({ level }) => level === 'error')
    .map(({ part, field }) => `${part} ${field ?? ''}`.trim())

test('no preset has anything to mend', () => {
  for (const policy of Object.values(presets))
    expect(findingsOf(policy, policy).filter(one => one.level === 'error')).toEqual([])
})

const path = (change: Partial<Policy['path']>): Policy => ({ ...shaoxing, path: { ...shaoxing.path, ...change } })
const profile = (change: Partial<Policy['profile']>): Policy => ({
  ...shaoxing,
  profile: { ...shaoxing.profile, ...change },
})

test.each<[string, Policy, string[]]>([
  ['the bureau decides last', path({ desks: ['unit', 'department'] }), ['path values.path.desks']],
  ['of changes too', path({ changeDesks: ['unit'] }), ['path values.path.changeDesks']],
  ['somebody must say that a person belongs to a unit', path({ desks: ['department', 'bureau'] }), ['path']],
  [
    'what a condition reads must be asked for',
    profile({ sections: shaoxing.profile.sections.filter(one => one !== 'titles') }),
    ['profile', 'profile'],
  ],
  [
    'and not hidden',
    profile({ fields: { ...shaoxing.profile.fields, 'basic.talents': 'hidden' } }),
    ['profile', 'profile'],
  ],
  [
    'the basic data are always asked for',
    profile({ sections: shaoxing.profile.sections.slice(1) }),
    ['profile values.profile.sections', 'profile', 'profile'],
  ],
  [
    'a colour can be read',
    { ...wuhan, authority: { ...wuhan.authority, accent: '#ffee88' } },
    ['authority values.authority.accent'],
  ],
  [
    'hours have an end',
    { ...wuhan, workingHours: { from: '18:00', to: '09:00' } },
    ['workingHours values.workingHours.to'],
  ],
  [
    'who registers directly reads the notice first',
    { ...xizang, agreements: { ...xizang.agreements, expertNotice: undefined } },
    ['agreements'],
  ],
])('%s', (_, policy, expected) => expect([...new Set(errors(policy))]).toEqual([...new Set(expected)]))

test('a text that changed has a newer version; a short 公示 is said, not refused', () => {
  const body = { ...wuhan.agreements.privacy, body: '改过' }
  const changed = { ...wuhan, agreements: { ...wuhan.agreements, privacy: body } }
  expect(errors(changed, wuhan)).toEqual(['agreements values.agreements.privacy.version'])
  const newer = { ...changed, agreements: { ...changed.agreements, privacy: { ...body, version: '2027-01' } } }
  expect(errors(newer, wuhan)).toEqual([])
  const short = path({ publicityDays: 5 })
  expect(errors(short)).toEqual([])
  expect(findingsOf(short, short).map(({ sentence }) => sentence)).toEqual([expect.stringContaining('7 天')])
  expect(contrastWithWhite('#000000')).toBeCloseTo(21)
})

test('on a newer version a draft keeps what it changed and takes the rest', () => {
  const base = policySchema.parse(wuhan)
  const draft = { ...base, path: { ...base.path, aims: { ...base.path.aims, unit: 3 } } }
  const newest = {
    ...base,
    terms: { ...base.terms, inside: '本市' },
    path: { ...base.path, aims: { ...base.path.aims, unit: 9, bureau: 8 } },
  }
  expect(rebased(base, draft, newest)).toMatchObject({
    terms: { inside: '本市' },
    path: { aims: { unit: 3, bureau: 8 } },
  })
  const sleeps = { ...base, membership: { ...base.membership, dormantAfterYears: 3, leaveAfterYears: 4 } }
  const longer = { ...sleeps, membership: { ...sleeps.membership, dormantAfterYears: 5, leaveAfterYears: 6 } }
  const shorter = { ...sleeps, membership: { ...sleeps.membership, leaveAfterYears: 5 } }
  expect(rebased(sleeps, shorter, { ...longer, membership: { ...longer.membership, dormantAfterYears: 7 } })).toBeNull()
})

test('pages add up, and a list of names stays short', () => {
  const lost = Array.from({ length: 15 }, (_, at) => ({
    id: `${at}`,
    name: '某',
    unitName: '院',
    disciplines: ['医学', '医学'],
  }))
  const once = withPage(emptyPreview.pool, { looked: 200, lost, gained: [] })
  const twice = withPage(once, { looked: 100, lost, gained: [{ id: 'x', name: '某', unitName: '院' }] })
  expect(twice).toMatchObject({ looked: 300, lost: 30, gained: 1, byDiscipline: { 医学: 30 } })
  expect(twice.lostSample).toHaveLength(20)
})

test('only a manager releases, and not what he changed himself', () => {
  const facts = { editedByActor: false, problems: [], unchanged: false, overtaken: false, unreadable: false }
  const may = (role: string, given = facts) =>
    whyNot(policyDraftMachine, 'submitted', 'release', roleActors[role]!, given)
  expect(may('bureauManager')).toBeNull()
  expect(may('bureauReviewer')).toContain('权限')
  expect(may('bureauManager', { ...facts, editedByActor: true })).toContain('另一位业务管理员')
  expect(may('bureauManager', { ...facts, overtaken: true })).toContain('新的版本')
})
