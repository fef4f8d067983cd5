import fc from 'fast-check'
import { canonicalEvent } from '@/lib/audit/chain.rules'
import { sortKeys } from '@/lib/platform/canonical'

const event = {
  id: 1n,
  at: new Date('2026-11-21T06:05:00Z'),
  actorKind: 'staff',
  actorId: null,
  actorName: '沈鉴',
  address: '127.0.0.1',
  requestId: 'r',
  action: 'unit.approve',
  objectType: 'unit',
  objectId: 'u',
  result: 'done',
  detail: { to: 'active', from: 'submitted' },
}

test('the order of keys in stored details does not matter', () => {
  expect(canonicalEvent({ ...event, detail: { from: 'submitted', to: 'active' } })).toBe(canonicalEvent(event))
  fc.assert(
    fc.property(fc.jsonValue(), value => JSON.stringify(sortKeys(value)) === JSON.stringify(sortKeys(sortKeys(value)))),
  )
})

test.each(Object.keys(event).filter(key => key !== 'at' && key !== 'id' && key !== 'detail'))(
  'a change of %s changes the bytes that are sealed',
  key => {
    expect(canonicalEvent({ ...event, [key]: 'changed' })).not.toBe(canonicalEvent(event))
  },
)

test('neighbouring columns cannot swap their contents', () => {
  const one = canonicalEvent({ ...event, action: 'a', objectType: 'b' })
  expect(one).not.toBe(canonicalEvent({ ...event, action: 'b', objectType: 'a' }))
})
