import { profileState, whyNotChange } from '@/lib/expert/membership.rules'

const since = new Date('2026-03-01T15:59:00Z') // 23:59 on 1 March in China

test.each([
  ['on the day itself', '2026-03-01T16:00:00Z', 'current'],
  ['the last minute of the year', '2027-02-28T15:59:00Z', 'current'],
  ['a year later, by the calendar of China', '2027-02-28T16:00:00Z', 'outdated'],
])('%s', (_, at, state) => {
  expect(profileState(since, false, new Date(at))).toBe(state)
  expect(profileState(since, true, new Date(at))).toBe('underReview')
})

test('what came into force on 29 February is a year old on 1 March', () => {
  const leap = new Date('2028-02-29T04:00:00Z')
  expect(profileState(leap, false, new Date('2029-02-28T04:00:00Z'))).toBe('current')
  expect(profileState(leap, false, new Date('2029-03-01T04:00:00Z'))).toBe('outdated')
})

test('only who is active may change, and everybody else learns why not', () => {
  expect(whyNotChange({ status: 'active', statusLabel: '在库' })).toBeNull()
  expect(whyNotChange({ status: 'dormant', statusLabel: '休眠' })).toContain('「休眠」')
  expect(whyNotChange(null)).toContain('还没有入库')
})
