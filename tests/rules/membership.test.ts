import { profileState, whyNotChange, whyNotConfirm } from '@/lib/expert/membership.rules'

const since = new Date('2026-03-01T15:59:00Z') // 23:59 on 1 March in China

test.each([
  ['on the day itself', '2026-03-01T16:00:00Z', 'current'],
  ['the last minute of the year', '2027-02-28T15:59:00Z', 'current'],
  ['a year later, by the calendar of China', '2027-02-28T16:00:00Z', 'outdated'],
])('%s', (_, at, state) => {
  expect(profileState(since, false, new Date(at))).toBe(state)
  expect(profileState(since, true, new Date(at))).toBe('underReview')
})

test.each([
  ['2028-02-29T04:00:00Z', '2029-02-27T04:00:00Z', 'current'],
  ['2028-02-29T04:00:00Z', '2029-02-28T04:00:00Z', 'outdated'],
  ['2027-02-28T04:00:00Z', '2028-02-27T04:00:00Z', 'current'],
  ['2027-02-28T04:00:00Z', '2028-02-28T04:00:00Z', 'outdated'],
  ['2027-03-01T04:00:00Z', '2028-02-29T04:00:00Z', 'current'],
])('a year from %s, where February has another length: on %s it is %s', (from, at, state) => {
  expect(profileState(new Date(from), false, new Date(at))).toBe(state)
})

test('what is a year old may be confirmed, as long as it could be changed as well', () => {
  expect(whyNotConfirm({ profile: 'outdated', whyNotChange: null })).toBeNull()
  expect(whyNotConfirm({ profile: 'outdated', whyNotChange: '您已有一份信息变更正在办理。' })).toContain('正在办理')
  expect(whyNotConfirm({ profile: 'current', whyNotChange: null })).toContain('不需要核对')
})

test('only who is active may change, and everybody else learns why not', () => {
  expect(whyNotChange({ status: 'active', statusLabel: '在库' })).toBeNull()
  expect(whyNotChange({ status: 'dormant', statusLabel: '休眠' })).toContain('「休眠」')
  expect(whyNotChange(null)).toContain('还没有入库')
})
