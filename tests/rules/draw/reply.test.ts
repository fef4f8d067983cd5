import { roundAskedIn } from '@/lib/draw/health-form.rules'
import { isFresh, replyHow, replyOf, replySays } from '@/lib/draw/reply.rules'
import { rangeWords } from '@/lib/draw/request-form.rules'

test.each(['1', '１', ' 1。', '同意', '回复1', '参加！', '答复：同意'])('%s accepts', text => {
  expect(replyOf(text)).toEqual({ answer: 'accept', code: null })
})
test.each(['2', '不同意', '不参加', '回复２', '不能参加。', '拒绝'])('%s declines', text => {
  expect(replyOf(text)).toEqual({ answer: 'decline', code: null })
})
test.each(['137', '１37。', '回复 1 37', '137 参加', '同意37'])('%s accepts the invitation with 37', text => {
  expect(replyOf(text)).toEqual({ answer: 'accept', code: '37' })
})
test.each(['237', '2 37不参加', '不参加 37'])('%s declines the invitation with 37', text => {
  expect(replyOf(text)).toEqual({ answer: 'decline', code: '37' })
})
test.each(['', '12', '337', '1375', '13', '137或237', '同意不了', '1或2', '我同意但要晚到', '退订', 'TD', '？'])(
  '%s is no answer',
  text => {
    expect(replyOf(text)).toBeNull()
  },
)
test('what is said back fits why it was no answer', () => {
  const only = { what: '“立项”评审', when: '2031-05-20 09:00', code: '37' }
  expect(replySays(0, null)).toContain('没有等您答复')
  expect(replySays(2, null)).toContain('有 2 份')
  for (const part of [only.what, only.when, '137', '237']) expect(replySays(1, only)).toContain(part)
  expect(replyHow('37')).toContain('参加回复 137，不参加回复 237')
})
test('a signature is good for five minutes on either side', () => {
  const at = new Date('2031-05-18T00:00:00Z')
  const seconds = at.getTime() / 1000
  expect([0, 300, -300].map(by => isFresh(String(seconds + by), at))).toEqual([true, true, true])
  expect(['', null, 'x', String(seconds + 301), `${seconds}.5`].map(text => isFresh(text, at))).toEqual(
    Array(5).fill(false),
  )
})

test('the form of a 补抽: what may be filled is said first, and only ticked groups are asked about', () => {
  expect(rangeWords({ whole: 5, short: 2 })).toBe('这一组要 5 人，还缺 2 人，本轮可补 1 至 2 人。')
  expect(rangeWords({ whole: 5, short: 0 })).toContain('没有缺额')
  const group = { id: 'a', name: '甲', size: 2, alternates: 0, conditions: {}, quotas: [], caps: [] }
  const typed = {
    groups: [
      { ...group, on: true },
      { ...group, id: 'b', name: '乙', on: false },
    ],
  }
  expect(roundAskedIn(typed, 'request')).toMatchObject({
    kind: 'supplement',
    requestId: 'request',
    groups: [{ name: '甲' }],
  })
  expect(roundAskedIn({ groups: [{ ...group, on: false }] }, 'request')).toBeNull()
})
