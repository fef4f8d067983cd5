import fc from 'fast-check'
import { asksForStamp } from '@/lib/infoform/code.rules'
import { daysLeft, expiryOf, invitationState, isRemindable, lastDayOf } from '@/lib/invite/invite.rules'
import { shiftDay } from '@/lib/platform/calendar'
import { chinaDay, chinaTime } from '@/lib/platform/time'
import { courseOf, desksOf, isEntry } from '@/lib/policy/desk.rules'
import { presets } from '@/lib/policy/presets/all'
import { demo } from '@/lib/policy/presets/demo'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { applicantFacts, applicationMachine } from '@/lib/workflow/application.machine'
import {
  type InvitationEvent,
  type InvitationStatus,
  invitationMachine as machine,
} from '@/lib/workflow/invitation.machine'
import { isDenied, whyNot } from '@/lib/workflow/machine'
import { roleActors as actors } from '../support/role-actors'

const at = (text: string) => new Date(`${text}+08:00`)
const instants = fc.date({ min: at('2020-01-01T00:00'), max: at('2040-01-01T00:00'), noInvalidDate: true })

test('it lasts whole days: the day it is sent does not count, the last one counts whole in China', () => {
  expect(chinaTime(expiryOf(at('2026-11-21T09:00'), 14))).toBe('2026-12-06 00:00')
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 90 }), (sentAt, days) => {
      const end = expiryOf(sentAt, days)
      expect(lastDayOf(end)).toBe(shiftDay(chinaDay(sentAt), days))
      for (const before of [1, 1000]) {
        const instant = new Date(end.getTime() - before)
        expect([invitationState('sent', end, instant), daysLeft(end, instant)]).toEqual(['sent', '今天到期'])
      }
      for (const after of [0, 1000]) {
        const instant = new Date(end.getTime() + after)
        expect([invitationState('sent', end, instant), daysLeft(end, instant)]).toEqual(['expired', null])
        for (const status of ['accepted', 'declined', 'revoked'] as const)
          expect(invitationState(status, end, instant)).toBe(status)
      }
      expect(daysLeft(end, sentAt)).toBe(`还有 ${days} 天`)
    }),
  )
})

test('a reminder three days before the end is none where there were hardly more days', () => {
  const sent = at('2026-11-21T09:00')
  expect([3, 4, 14].map(days => isRemindable(sent, expiryOf(sent, days)))).toEqual([false, true, true])
})

describe('the machine', () => {
  const statuses = Object.keys(machine.labels) as InvitationStatus[]
  const events: InvitationEvent[] = ['resend', 'accept', 'decline', 'revoke']
  const bureau = ['bureauReviewer', 'bureauManager']
  /** All that may happen, written out apart from the code. */
  const allowed: Record<string, InvitationStatus> = Object.fromEntries([
    ...bureau.map(role => [`sent resend ${role}`, 'sent'] as const),
    ...bureau.map(role => [`sent revoke ${role}`, 'revoked'] as const),
    ...['anonymous', 'individual'].map(role => [`sent accept ${role}`, 'accepted'] as const),
    ...['anonymous', 'individual'].map(role => [`sent decline ${role}`, 'declined'] as const),
  ])
  const triples = statuses.flatMap(status =>
    events.flatMap(event => Object.keys(actors).map(role => [status, event, role] as const)),
  )

  test.each(triples)('%s × %s × %s (trust AC7)', (status, event, role) => {
    const name = `${status} ${event} ${role}`
    const [live, late] = [false, true].map(expired =>
      whyNot(machine, status, event, actors[role]!, { expired, cleared: false }),
    )
    expect(live === null).toBe(name in allowed)
    // what is expired is sent again or taken back, and not answered any more
    expect(late === null).toBe(name in allowed && (event === 'resend' || event === 'revoke'))
    if (live === null)
      expect(machine.rows.find(row => row.event === event && row.from.includes(status))?.to).toBe(allowed[name])
  })
})

describe('the application of somebody who was invited', () => {
  test('passes the desks the policy names for that, and is an entry in all else', () => {
    expect(courseOf({ kind: 'invited', proposedBy: null })).toBe('invited')
    expect(isEntry('invited')).toBe(true)
    for (const preset of Object.values(presets)) expect(desksOf(preset, 'department', 'invited')).toEqual(['bureau'])
    const rows = applicationMachine(shaoxing, 'unit', 'invited').rows
    const step = (event: string, from: string) =>
      rows.find(row => row.event === event && (row.from as readonly string[]).includes(from))?.to
    expect([step('submit', 'draft'), step('approve', 'atBureau'), step('publish', 'proposed')]).toEqual([
      'atBureau',
      'proposed',
      'published',
    ])
    expect([step('recommend', 'atUnit'), step('withdraw', 'draft')]).toEqual([undefined, undefined])
    const all = { ...shaoxing, path: { ...shaoxing.path, invitedDesks: ['unit', 'bureau'] as const } }
    expect(desksOf(all as never, 'unit', 'invited')).toEqual(['unit', 'bureau'])
  })

  test('needs no stamp of a unit that is not asked', () => {
    expect(asksForStamp(demo, 'entry')).toBe(true)
    expect(asksForStamp(demo, 'invited')).toBe(false)
    const asked = { ...demo, path: { ...demo.path, invitedDesks: ['unit' as const, 'bureau' as const] } }
    expect(asksForStamp(asked, 'invited')).toBe(true)
    expect(asksForStamp(demo, 'change')).toBe(false)
  })

  test('is decided by somebody else than who invited him, also when an approval is corrected', () => {
    const invited = applicationMachine(shaoxing, 'unit', 'invited')
    const facts = { ...applicantFacts, invitedHim: true }
    for (const [status, event] of [
      ['atBureau', 'approve'],
      ['atBureau', 'return'],
      ['atBureau', 'refuse'],
      ['proposed', 'return'],
    ] as const) {
      expect(whyNot(invited, status, event, actors.bureauReviewer!, facts)).toContain('您邀请的')
      expect(isDenied(invited, status, event, actors.bureauReviewer!, facts)).toBe(true)
      expect(whyNot(invited, status, event, actors.bureauReviewer!, applicantFacts)).toBeNull()
    }
  })
})
