import { profileState, whyNotChange, whyNotConfirm, whyUnderWay } from '@/lib/expert/membership.rules'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { xizang } from '@/lib/policy/presets/xizang'

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

test.each([
  ['unit', 'draft', 'expert', '所在单位正在为您提出信息变更，还没有提交。要自己更新的，请先在首页结束'],
  ['unit', 'returned', 'expert', '所在单位正在为您提出信息变更，还没有提交'],
  ['unit', 'atBureau', 'expert', '现在是「待科技局审核」，办完之后才能再更新。内容不对的，请联系所在单位'],
  ['department', 'draft', 'proposer', '归口管理部门已在为这位专家提出信息变更，还没有提交'],
  ['department', 'atBureau', 'proposer', '现在是「待科技局审核」'],
  [null, 'draft', 'expert', '您已有一份信息变更正在办理'],
  [null, 'draft', 'proposer', '还没有提交。请联系本人：可以提交，也可以在首页点“放弃这次变更”'],
  [null, 'returned', 'proposer', '已退回本人修改，还没有再次提交'],
  [null, 'atUnit', 'proposer', '现在是「待单位审核」。办完之后才能再提出'],
] as const)(
  'while a change of %s is %s, the %s reads whose it is and what to do',
  (proposedBy, status, asks, words) => {
    expect(whyUnderWay(wuhan, { proposedBy, status }, asks)).toContain(words)
  },
)

test('departments are called what the authority calls them', () => {
  const open = { proposedBy: 'department', status: 'draft' } as const
  expect(whyUnderWay(xizang, open, 'expert')).toContain(`${xizang.terms.department}正在为您提出`)
})
