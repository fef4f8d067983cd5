import type { Actor, StaffRoleName } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import {
  articleOf,
  backTo,
  exitReasonLabels,
  hearingEnd,
  keepDay,
  lastRestoreDay,
  owesEvidence,
  reentryDay,
  whyNotReenter,
  whyNotRestore,
} from '@/lib/membership/exit.rules'
import { chinaDay, chinaTime } from '@/lib/platform/time'
import type { membershipLabels } from '@/lib/policy/labels.rules'
import { defaultMembership, exitReasons } from '@/lib/policy/membership-policy'
import { isDenied, openEvents, whyNot } from '@/lib/workflow/machine'
import {
  type ExitFacts,
  type MembershipEvent,
  type MembershipFacts,
  membershipMachine,
  plainFacts,
  toldOtherwise,
} from '@/lib/workflow/membership.machine'

const request = { id: 't', address: '127.0.0.1' }
const staff = (accountId: string, ...roles: StaffRoleName[]): Actor => ({
  kind: 'staff',
  accountId,
  name: '某',
  office: '局',
  departmentId: null,
  roles,
  request,
})
const actors: Record<string, Actor> = {
  expert: { kind: 'individual', accountId: 'e', name: '某', request },
  reviewer: staff('r', 'bureauReviewer'),
  manager: staff('m', 'bureauManager'),
  job: systemActor('membership'),
  department: { ...staff('d', 'departmentReviewer'), departmentId: 'd' } as Actor,
  unit: { kind: 'unitAdmin', accountId: 'u', name: '某', unitId: 'u', unitName: '院', unitActive: true, request },
  editor: staff('n', 'noticeEditor'),
  auditor: staff('a', 'auditAdmin'),
}
const at = new Date('2026-11-21T04:00:00Z')
const exit: ExitFacts = { proposedByActor: false, requested: false, answered: true, told: true, hearingUntil: at }
const facts: MembershipFacts = { ...plainFacts(at), exit }

/** Who can do what in which state, written out apart from the machine. */
const table: Record<keyof typeof membershipLabels, Partial<Record<MembershipEvent, string[]>>> = {
  active: { sleep: ['job'], suspend: ['manager'], proposeExit: ['reviewer', 'manager'], requestExit: ['expert'] },
  dormant: {
    wake: ['expert'],
    suspend: ['manager'],
    proposeExit: ['reviewer', 'manager'],
    requestExit: ['expert'],
    autoExit: ['job'],
  },
  suspended: { resume: ['manager'], proposeExit: ['reviewer', 'manager'] },
  leaving: { confirmExit: ['manager'], rejectExit: ['manager'] },
  left: { restore: ['expert'], revokeExit: ['manager'], readmit: ['reviewer', 'manager', 'job'] },
}
const events = [...new Set(membershipMachine().rows.map(row => row.event))]

test.each(Object.entries(table))('%s: exactly these steps by exactly these people', (status, steps) => {
  for (const event of events)
    for (const [who, actor] of Object.entries(actors)) {
      const open = whyNot(membershipMachine(), status as keyof typeof table, event, actor, facts) === null
      expect([status, event, who, open]).toEqual([status, event, who, steps[event]?.includes(who) ?? false])
    }
})

test('his own wish may be taken back, what others proposed may not', () => {
  const asked = { ...facts, exit: { ...exit, proposedByActor: true, requested: true } }
  expect(whyNot(membershipMachine(), 'leaving', 'cancelExit', actors.expert!, asked)).toBeNull()
  expect(whyNot(membershipMachine(), 'leaving', 'cancelExit', actors.expert!, facts)).toContain('陈述申辩')
})

test('four eyes: the proposer, and the expert himself by another account, are kept out, which is a denial', () => {
  for (const event of ['confirmExit', 'rejectExit'] as const) {
    const mine = { ...facts, exit: { ...exit, proposedByActor: true } }
    expect(whyNot(membershipMachine(), 'leaving', event, actors.manager!, mine)).toContain('另一位业务管理员')
    expect(whyNot(membershipMachine(), 'leaving', event, actors.manager!, { ...facts, own: true })).toContain('本人')
    expect(isDenied(membershipMachine(), 'leaving', event, actors.manager!, mine)).toBe(true)
  }
})

test('who confirmed an exit, or left by it, does not undo it', () => {
  const why = (change: Partial<MembershipFacts>) =>
    whyNot(membershipMachine(), 'left', 'revokeExit', actors.manager!, { ...facts, ...change })
  expect([why({ confirmedByActor: true }), why({ own: true })]).toEqual([
    expect.stringContaining('另一位业务管理员'),
    expect.stringContaining('本人'),
  ])
  expect(why({})).toBeNull()
})

test.each<[string, Partial<ExitFacts>, number, boolean]>([
  ['he has answered', { answered: true }, -1, true],
  ['he has not, and has time', { answered: false }, -1, false],
  ['he has not, in the last millisecond', { answered: false }, 0, false],
  ['he has not, and the time is over', { answered: false }, 1, true],
  ['it is his own request', { answered: false, requested: true }, -1, true],
])('an exit is confirmed when %s: %j', (_, change, ms, open) => {
  const now = new Date(at.getTime() + ms)
  const why = whyNot(membershipMachine(), 'leaving', 'confirmExit', actors.manager!, {
    ...facts,
    at: now,
    exit: { ...exit, ...change },
  })
  expect(why === null).toBe(open)
  if (why) expect(why).toContain(chinaTime(at))
})

test.each<[string, Partial<ExitFacts>, boolean]>([
  ['the message did not go out', { answered: false, told: false }, true],
  ['it went out', { answered: false }, false],
  ['he has answered, so he knows', { told: false }, false],
  ['he asked for it himself', { answered: false, told: false, requested: true }, false],
])('that the expert was told otherwise is to be ticked: %s %j', (_, change, owed) => {
  const late = { ...facts, at: new Date(at.getTime() + 1), exit: { ...exit, ...change } }
  const confirm = openEvents(membershipMachine(), 'leaving', actors.manager!, late).find(
    one => one.event === 'confirmExit',
  )!.confirm
  expect(confirm).toBe(owed ? toldOtherwise : undefined)
})

test.each(['active', 'dormant', 'suspended'] as const)('not confirmed, it leads back to %s', before => {
  const row = membershipMachine(before).rows.find(one => one.event === 'rejectExit')
  expect(row?.to).toBe(before)
})

test('who was 休眠 and logged in meanwhile comes back awake', () => {
  const [earlier, later] = [new Date(at.getTime() - 1), new Date(at.getTime() + 1)]
  expect(backTo({ fromStatus: 'dormant', at }, later)).toBe('active')
  expect(backTo({ fromStatus: 'dormant', at }, earlier)).toBe('dormant')
  expect(backTo({ fromStatus: 'suspended', at }, later)).toBe('suspended')
  expect(backTo(null, later)).toBeUndefined()
})

test('buttons say what is asked: whatever others will notice owes a reason', () => {
  const open = openEvents(membershipMachine(), 'active', staff('x', 'bureauManager', 'bureauReviewer'), facts)
  expect(open.map(({ event, opinion }) => [event, opinion])).toEqual([
    ['suspend', 'required'],
    ['proposeExit', 'required'],
  ])
})

describe('the reasons of S§8', () => {
  test('nine, each with its place in the article', () => {
    expect(Object.keys(exitReasonLabels)).toEqual([...exitReasons])
    expect([articleOf('unfit'), articleOf('absence'), articleOf('other')]).toEqual([
      '第八条第一项',
      '第八条第四项',
      '第八条第九项',
    ])
  })

  test.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-11-21', 60, '2031-11-21'],
    ['2028-02-29', 12, '2029-02-28'],
  ])('from %s, %i months later is %s', (from, months, day) => {
    const policy = { ...defaultMembership, reentryMonths: { other: months } }
    expect(reentryDay(policy, 'other', new Date(`${from}T23:59:59+08:00`))).toBe(day)
  })

  test.each([
    [3, null, '2026-11-22T23:59:59', '2029-11-22'],
    [3, null, '2028-02-29T00:00:00', '2031-02-28'],
    [3, '2031-11-22', '2026-11-22T00:00:00', '2031-11-22'],
    [3, '2027-11-22', '2026-11-22T00:00:00', '2029-11-22'],
    [null, '2031-11-22', '2026-11-22T00:00:00', null],
  ])('kept for %s years, barred until %s, left at %s: until %s', (keepAfterExitYears, barred, left, day) => {
    expect(keepDay({ ...defaultMembership, keepAfterExitYears }, barred, new Date(`${left}+08:00`))).toBe(day)
  })

  test('only reasons that say somebody did wrong are to be proved', () => {
    expect(exitReasons.filter(owesEvidence)).toEqual([
      ...['corruption', 'absence', 'unfair', 'leak', 'noAvoidance', 'offence'],
    ])
  })

  test('a reason without a bar bars nobody', () => {
    expect([reentryDay(defaultMembership, 'unfit', at), reentryDay(defaultMembership, 'ownWish', at)]).toEqual([
      null,
      null,
    ])
    expect(whyNotReenter(null, at)).toBeNull()
    expect(whyNotReenter('2026-11-22', new Date('2026-11-21T15:59:59Z'))).toContain('2026-11-22 起')
    expect(whyNotReenter('2026-11-22', new Date('2026-11-21T16:00:00Z'))).toBeNull()
  })
})

test('an expert has whole days to answer; the day of the proposal does not count', () => {
  expect(chinaTime(hearingEnd({ ...defaultMembership, hearingDays: 10 }, at))).toBe('2026-12-01 23:59')
})

test('only an automatic exit is undone by the expert, and only within its days', () => {
  const last = lastRestoreDay(defaultMembership, at)
  expect(last).toBe('2027-02-19')
  const lastMoment = new Date(`${last}T23:59:59.999+08:00`)
  const automatic = { source: 'automatic', at }
  expect(chinaDay(lastMoment)).toBe(last)
  expect(whyNotRestore(defaultMembership, automatic, lastMoment)).toBeNull()
  expect(whyNotRestore(defaultMembership, automatic, new Date(lastMoment.getTime() + 1))).toContain('90 天内')
  for (const other of [{ source: 'proposed', at }, null])
    expect(whyNotRestore(defaultMembership, other, at)).toContain('只有长期未登录')
})
