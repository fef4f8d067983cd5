import { drawMachine } from '@/lib/workflow/draw.machine'
import { drawRoundMachine } from '@/lib/workflow/draw-round.machine'
import { drawSeatMachine } from '@/lib/workflow/draw-seat.machine'
import { whyNot } from '@/lib/workflow/machine'
import { type Line, tableOf } from '../support/machine-table'
import { roleActors } from '../support/role-actors'

const askers = 'drawRequester activeUnitAdmin'
/** Steps of whoever asked, and steps that are others'. */
const own: Line[] = [
  `draft submit → requested: ${askers}`,
  `returned submit → requested: ${askers}`,
  `draft cancel → cancelled: ${askers}`,
  `returned cancel → cancelled: ${askers}`,
  `requested cancel → cancelled: ${askers}`,
  `approved cancel → cancelled: ${askers}`,
  `held feedBack → reviewed: ${askers}`,
]
const others: Line[] = [
  'requested approve → approved: bureauManager',
  'requested return → returned: bureauManager',
  'approved return → returned: bureauManager',
  'approved draw → drawn: drawOperator',
  'drawn void → approved: bureauManager',
  'drawn postpone → drawn: bureauManager',
  'inviting postpone → inviting: bureauManager',
  'confirmed postpone → inviting: bureauManager',
  ...['drawn', 'inviting', 'confirmed'].map((from): Line => `${from} callOff → cancelled: bureauManager`),
  'held archive → archived: bureauManager',
  'reviewed archive → archived: bureauManager',
  ...['draft', 'returned', 'requested', 'approved', 'drawn', 'inviting', 'confirmed', 'held'].map(
    (from): Line => `${from} takeOver → ${from}: ${askers}`,
  ),
]
const anybody: Line[] = [
  'drawn invite → inviting: drawOperator',
  'inviting confirm → confirmed: drawOperator',
  'confirmed reopen → inviting: drawOperator',
  'confirmed hold → held: drawOperator',
]

test.each([
  ['whoever asked for it', true, own],
  ['everybody else', false, others],
])('抽取需求: exactly these steps by exactly these people — %s', (_, mine, lines) => {
  const { open, expected, odd } = tableOf(drawMachine, [...lines, ...anybody], { facts: { own: mine, over: true } })
  expect(open).toEqual(expected)
  expect(odd).toEqual([])
})

test('what is missing keeps a request from going on, with the sentence that says what', () => {
  const actor = roleActors.drawRequester!
  const facts = { own: true, incomplete: '请先写明评审时间。' }
  expect(whyNot(drawMachine, 'draft', 'submit', actor, facts)).toBe('请先写明评审时间。')
  const operator = roleActors.drawOperator!
  expect(whyNot(drawMachine, 'approved', 'draw', operator, { own: false, blocked: '人数不够。' })).toBe('人数不够。')
  expect(whyNot(drawMachine, 'inviting', 'confirm', operator, { own: false, open: '还差 2 人。' })).toBe('还差 2 人。')
  expect(whyNot(drawMachine, 'confirmed', 'hold', operator, { own: false, over: false })).toContain('还没有结束')
})

test.each([
  [
    'whoever asked for it',
    true,
    [
      ...['draft', 'returned'].map((from): Line => `${from} submit → requested: ${askers}`),
      ...['draft', 'returned', 'requested', 'approved'].map((from): Line => `${from} drop → void: ${askers}`),
    ],
  ],
  [
    'everybody else',
    false,
    [
      'requested approve → approved: bureauManager',
      'requested return → returned: bureauManager',
      'approved return → returned: bureauManager',
      'approved draw → drawn: drawOperator',
      'drawn void → approved: bureauManager',
      ...['draft', 'returned', 'requested', 'approved', 'drawn'].map(
        (from): Line => `${from} end → void: bureauManager`,
      ),
    ] satisfies Line[],
  ],
])('轮次: exactly these steps by exactly these people — %s', (_, mine, lines) => {
  const { open, expected, odd } = tableOf(drawRoundMachine, [...(lines as Line[]), 'approved seat → drawn: system'], {
    facts: { own: mine },
  })
  expect(open).toEqual(expected)
  expect(odd).toEqual([])
})

const answers = 'individual anonymous'
const seatLines: Line[] = [
  'drawn notify → notified: system',
  'notified notify → notified: system',
  `notified accept → accepted: ${answers}`,
  `notified decline → declined: ${answers}`,
  'notified recordAccept → accepted: drawNotifier',
  'notified recordDecline → declined: drawNotifier',
  'notified expire → expired: system',
  `accepted withdraw → withdrawn: ${answers}`,
  'drawn release → released: bureauManager',
  'notified release → released: bureauManager',
  'accepted release → released: bureauManager',
  'drawn lapse → released: system',
  'drawn makeRoom → released: system',
  'notified makeRoom → released: system',
  ...['drawn', 'notified', 'accepted'].map((from): Line => `${from} callOff → released: bureauManager`),
  ...['notified', 'accepted'].map((from): Line => `${from} askAgain → notified: bureauManager`),
  `declined object → notified: ${answers}`,
  'accepted signIn → present: drawOperator',
  'absent signIn → present: drawOperator',
  'excused signIn → present: drawOperator',
  'accepted excuse → excused: drawOperator',
  'absent excuse → excused: drawOperator',
  'accepted miss → absent: drawOperator',
  'excused miss → absent: drawOperator',
]
const answering = ['accept', 'decline', 'recordAccept', 'recordDecline', 'object']

test.each([
  ['in time', { late: false, begun: false, over: false }, ['expire', 'miss', 'lapse']],
  ['too late', { late: true, begun: false, over: false }, [...answering, 'miss', 'lapse']],
  ['begun', { late: true, begun: true, over: false }, [...answering, 'withdraw', 'release']],
])('抽中的专家: exactly these steps by exactly these people — %s', (_, facts, closes) => {
  const { open, expected, odd } = tableOf(drawSeatMachine, seatLines, { facts, closes })
  expect(open).toEqual(expected)
  expect(odd).toEqual([])
})
