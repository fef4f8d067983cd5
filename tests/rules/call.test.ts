import fc from 'fast-check'
import {
  type CallDays,
  callFor,
  callIn,
  callState,
  closesAt,
  leftOf,
  takesEntries,
  whyNoEntry,
} from '@/lib/call/call.rules'
import { saveCallSchema } from '@/lib/call/call.schema'
import { shiftDay } from '@/lib/platform/calendar'
import { chinaDay, chinaTime } from '@/lib/platform/time'
import { presets } from '@/lib/policy/presets/all'
import {
  type CallEvent,
  type CallFacts,
  type CallStatus,
  callFacts,
  callMachine as machine,
} from '@/lib/workflow/call.machine'
import { whyNot } from '@/lib/workflow/machine'
import { roleActors as actors } from '../support/role-actors'

const at = (text: string) => new Date(`${text}+08:00`)
const call = (change: Partial<CallDays> = {}): CallDays => ({
  status: 'published',
  opensOn: '2026-11-10',
  closesOn: '2026-12-15',
  afterwards: 'closed',
  ...change,
})

test.each([
  ['2026-11-09T23:59:59', 'coming', null],
  ['2026-11-10T00:00:00', 'collecting', '还有 35 天'],
  ['2026-12-14T23:59:59', 'collecting', '还有 1 天'],
  ['2026-12-15T00:00:00', 'collecting', '还有 24 小时'],
  ['2026-12-15T23:59:59', 'collecting', '还有 1 小时'],
  ['2026-12-16T00:00:00', 'closed', null],
] as const)('at %s a call is %s', (instant, state, left) => {
  expect([callState(call(), at(instant)), leftOf(call(), at(instant))]).toEqual([state, left])
})

test('after its last day it is closed or always open, as was said; a draft and what was withdrawn have no days', () => {
  const later = at('2027-01-01T00:00')
  expect(callState(call({ afterwards: 'open' }), later)).toBe('open')
  expect(takesEntries(call({ afterwards: 'open' }), later)).toBe(true)
  expect(takesEntries(call(), later)).toBe(false)
  for (const status of ['draft', 'withdrawn'] as const) {
    expect(callState(call({ status }), at('2026-12-01T00:00'))).toBe(status)
    expect(takesEntries(call({ status, afterwards: 'open' }), later)).toBe(false)
  }
})

test('whatever the last day, the whole of it counts in China and not a millisecond more', () => {
  const days = fc
    .date({ min: at('2020-01-01T00:00'), max: at('2040-01-01T00:00'), noInvalidDate: true })
    .map(instant => chinaDay(instant))
  fc.assert(
    fc.property(days, fc.constantFrom('closed', 'open'), (closesOn, afterwards) => {
      const one = call({ opensOn: null, closesOn, afterwards })
      const end = closesAt(closesOn)
      expect(chinaTime(end)).toBe(`${shiftDay(closesOn, 1)} 00:00`)
      for (const before of [1, 1000, 86_400_000])
        expect(callState(one, new Date(end.getTime() - before))).toBe('collecting')
      for (const after of [0, 1, 1000]) expect(callState(one, new Date(end.getTime() + after))).toBe(afterwards)
    }),
  )
})

test('an application is begun under the call whose button was pressed, else under the newest that is open', () => {
  const now = at('2026-12-01T12:00')
  const of = (id: string, published: string, change: Partial<CallDays> = {}) => ({
    ...call(change),
    id,
    publishedAt: at(published),
  })
  const calls = [
    of('old', '2026-11-01T09:00', { opensOn: null }),
    of('new', '2026-11-20T09:00'),
    of('coming', '2026-11-30T09:00', { opensOn: '2026-12-10' }),
  ]
  expect(callFor(calls, now)).toBe('new')
  expect(callFor(calls, now, 'old')).toBe('old')
  expect(callFor(calls, now, 'coming')).toBe('new')
  expect(callFor(calls, now, 'nosuch')).toBe('new')
  expect(callFor(calls, at('2027-01-01T00:00'), 'old')).toBeNull()
})

describe('who may apply, where the policy takes entries during calls only', () => {
  const policy = { ...presets.wuhan, path: { ...presets.wuhan.path, entry: 'calls' as const } }
  const titled = (change: Partial<CallDays> = {}) => ({ ...call(change), title: '2026 年征集' })

  test('nobody is kept out while the policy says always', () => {
    expect(whyNoEntry(presets.wuhan, [], at('2026-12-01T00:00'))).toBeNull()
    for (const preset of Object.values(presets)) expect(preset.path.entry).toBe('always')
  })

  test('open: welcome; before: when it opens; without any: whom to ask', () => {
    expect(whyNoEntry(policy, [titled()], at('2026-12-01T00:00'))).toBeNull()
    expect(whyNoEntry(policy, [titled({ afterwards: 'open' })], at('2027-12-01T00:00'))).toBeNull()
    expect(whyNoEntry(policy, [titled()], at('2026-11-09T00:00'))).toBe(
      '现在不在征集期。下一次征集「2026 年征集」从 2026-11-10 开始，到 2026-12-15 为止，届时可以申请。',
    )
    expect(whyNoEntry(policy, [titled()], at('2026-12-16T00:00'))).toContain('027-0000 0001')
  })
})

describe('the machine', () => {
  const facts = (change: Partial<CallFacts> = {}): CallFacts => ({ ...callFacts(false), ...change })
  const statuses = Object.keys(machine.labels) as CallStatus[]
  const events: CallEvent[] = ['publish', 'extend', 'withdraw']
  /** All that may happen, written out apart from the code. */
  const allowed: Record<string, CallStatus> = {
    'draft publish bureauManager': 'published',
    'withdrawn publish bureauManager': 'published',
    'published extend bureauManager': 'published',
    'published withdraw bureauManager': 'withdrawn',
  }
  const triples = statuses.flatMap(status =>
    events.flatMap(event => Object.keys(actors).map(role => [status, event, role] as const)),
  )

  test.each(triples)('%s × %s × %s (trust AC7)', (status, event, role) => {
    const name = `${status} ${event} ${role}`
    const why = whyNot(machine, status, event, actors[role]!, facts())
    expect(why === null).toBe(name in allowed)
    if (why === null)
      expect(machine.rows.find(row => row.event === event && row.from.includes(status))?.to).toBe(allowed[name])
  })

  test('nothing is published or lengthened whose last day has passed, and none is brought forward', () => {
    const manager = actors.bureauManager!
    expect(whyNot(machine, 'draft', 'publish', manager, facts({ over: true }))).toContain('截止日期已经过去')
    expect(whyNot(machine, 'published', 'extend', manager, facts({ over: true }))).toContain('已经截止')
    expect(whyNot(machine, 'published', 'extend', manager, facts({ later: false }))).toContain('不能提前')
    expect(whyNot(machine, 'published', 'withdraw', manager, facts({ over: true }))).toBeNull()
  })
})

test('the form: a last day is owed and does not come before the first; a strange address names no call', () => {
  const input = {
    id: null,
    version: 0,
    title: '关于征集科技专家的通知',
    body: '欢迎申请。',
    opensOn: '2026-12-01',
    closesOn: '2026-11-30',
    afterwards: 'open',
    disciplines: ['32027'],
    publish: false,
  }
  const problems = (change: object) =>
    saveCallSchema.safeParse({ ...input, ...change }).error?.issues.map(issue => issue.path.join('.')) ?? []
  expect(problems({})).toEqual(['closesOn'])
  expect(problems({ opensOn: '' })).toEqual([])
  expect(problems({ opensOn: '2026-11-30' })).toEqual([])
  expect(problems({ closesOn: '' })).toEqual(['closesOn'])
  expect(problems({ closesOn: '2026-13-01' })).toEqual(['closesOn'])
  expect(callIn({ call: 'javascript:alert(1)' })).toBeNull()
  expect(callIn({ call: ['a', 'b'] })).toBeNull()
  expect(callIn({})).toBeNull()
})
