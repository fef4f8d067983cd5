import { mayNames, type SealedRequest } from '@/lib/draw/names.rules'
import { answerEnd, countInWords, missingIn, panelState, remindAt, seatFacts } from '@/lib/draw/seat.rules'
import { renderMessage } from '@/lib/message/templates'
import { drawMachine } from '@/lib/workflow/draw.machine'

const at = new Date('2031-05-20T09:00:00+08:00')
const minutes = (count: number) => new Date(at.getTime() + count * 60_000)
const request = (change: Partial<SealedRequest> = {}): SealedRequest => ({
  status: 'inviting',
  unlock: 'signIn',
  unlockAt: null,
  unlockedAt: null,
  unseal: 'auto',
  sessionFrom: minutes(60),
  ...change,
})
const staff = { who: 'staff' } as const

test('a sealed list is read by nobody of the staff, in whatever state the request is', () => {
  for (const status of Object.keys(drawMachine.labels) as SealedRequest['status'][])
    expect([status, mayNames(request({ status }), at, staff)]).toEqual([status, false])
})

test.each([
  ['signed in', { unlockedAt: at }, true],
  ['signed in, a moment before', { unlockedAt: minutes(1) }, false],
  ['the time has come', { unlock: 'time', unlockAt: at }, true],
  ['the time comes in a minute', { unlock: 'time', unlockAt: minutes(1) }, false],
  ['a time that is not what it waits for', { unlockAt: at }, false],
  ['a time that makes it ready for two', { unlock: 'time', unlockAt: at, unseal: 'two' }, false],
  ['opened by two', { unlockedAt: at, unseal: 'two' }, true],
  ['declared void', { status: 'approved', unlock: 'time', unlockAt: at, unlockedAt: at }, false],
  ['drawn, and may still be void', { status: 'drawn', unlock: 'time', unlockAt: at, unlockedAt: at }, false],
  ['cancelled', { status: 'cancelled', unlockedAt: at }, false],
  ['archived', { status: 'archived', unlockedAt: at }, true],
] as const)('%s: names %j → %s', (_, change, names) => {
  expect(mayNames(request(change), at, staff)).toBe(names)
})

test('the drawn person himself always, a 通知员 from the telling to the last instant of the time to answer', () => {
  expect(mayNames(request(), at, { who: 'self' })).toBe(true)
  const seat = { status: 'notified' as const, notifiedAt: at, answerBy: minutes(30) }
  const notifier = (when: Date, change = {}, more: Partial<SealedRequest> = {}) =>
    mayNames(request(more), when, { who: 'notifier', seat: { ...seat, ...change } })
  expect([notifier(minutes(-1)), notifier(at), notifier(minutes(29)), notifier(minutes(30))]).toEqual([
    false,
    true,
    true,
    false,
  ])
  for (const status of ['drawn', 'accepted', 'declined', 'expired', 'released'] as const)
    expect(notifier(minutes(1), { status })).toBe(false)
  expect(notifier(minutes(1), { notifiedAt: null })).toBe(false)
  expect(notifier(minutes(1), {}, { status: 'cancelled' })).toBe(false)
})

test('nobody is given time into the session, and one half of it is over when he is reminded', () => {
  const session = minutes(60)
  expect(answerEnd(at, 30, session)).toEqual(minutes(30))
  expect(answerEnd(at, 600, session)).toEqual(session)
  expect(remindAt(at, minutes(30), 0.5)).toEqual(minutes(15))
  const times = { answerBy: minutes(30), sessionFrom: session, sessionTo: minutes(120) }
  expect(seatFacts(times, new Date(minutes(30).getTime() - 1))).toEqual({ late: false, begun: false, over: false })
  expect(seatFacts(times, minutes(30))).toEqual({ late: true, begun: false, over: false })
  expect(seatFacts(times, minutes(120))).toEqual({ late: true, begun: true, over: true })
})

test('how a panel stands: places open, and places for which nobody is left', () => {
  expect(panelState(3, ['accepted', 'notified', 'declined'])).toEqual({ accepted: 1, open: 2, short: 1 })
  expect(panelState(3, ['accepted', 'accepted', 'present'])).toEqual({ accepted: 3, open: 0, short: 0 })
  expect(panelState(1, ['expired', 'released', 'withdrawn'])).toEqual({ accepted: 0, open: 1, short: 1 })
})

test('what is missing before a list is confirmed, group by group; whoever asked is told nothing of 特邀', () => {
  const whole = { name: '甲组', size: 1, drawn: ['released', 'accepted'], special: ['accepted', 'declined'] } as const
  const gaps = { name: '乙组', size: 3, drawn: ['accepted', 'notified'], special: ['notified', 'drawn'] } as const
  expect(missingIn([whole], false)).toEqual([])
  expect(missingIn([whole, gaps], false)).toEqual(['乙组还差 2 人', '乙组的特邀有 2 人还没有答复'])
  expect(missingIn([whole, gaps], true)).toEqual(['乙组还差 2 人'])
  expect(missingIn([{ ...gaps, size: 1 }], true)).toEqual([])
})

test('a count of one or two is not told to whoever asked', () => {
  expect([0, 1, 2, 3].map(count => countInWords(count, false))).toEqual(['0', '少于 3', '少于 3', '3'])
  expect(countInWords(1, true)).toBe('1')
})

test('an invitation says what, when, where, until when and who asks; nobody is named in it', () => {
  const params = { site: '专家库', authority: '科技局', what: '“立项”评审', when: '2031-05-20 09:00', place: '科技楼' }
  const link = 'https://example.org/answer?token=abc'
  const { text } = renderMessage('draw.invited', { ...params, link, until: '2031-05-18 23:00', reply: '' })
  for (const part of ['科技局', '“立项”评审', '2031-05-20 09:00', '科技楼。', link, '2031-05-18 23:00'])
    expect(text).toContain(part)
})
