import { blankCard, cardWords, daysSince } from '@/lib/draw/card.rules'

test('a card is one line, without what there is not', () => {
  expect(cardWords(blankCard)).toBe('参加 0 次')
  expect(cardWords({ completed: 3, declined: 1, expired: 2, missed: 1, coming: 1, days: 45 })).toBe(
    '参加 3 次，拒绝 1 次，没有答复 2 次，请假或缺席 1 次；上次在 45 天前；将要参加 1 次',
  )
  const at = new Date('2031-05-20T09:00:00+08:00')
  expect([daysSince(null, at), daysSince(at, at), daysSince(new Date('2031-05-18T10:00:00+08:00'), at)]).toEqual([
    null,
    0,
    1,
  ])
})
