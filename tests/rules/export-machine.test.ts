import { type Actor, type StaffRoleName, systemActor } from '@/lib/access/actor'
import { labelledColumns } from '@/lib/export/columns.rules'
import { type ExportEvent, type ExportStatus, exportMachine } from '@/lib/workflow/export.machine'
import { isDenied, openEvents, whyNot } from '@/lib/workflow/machine'

const request = { id: 't', address: '127.0.0.1' }
const staff = (...roles: StaffRoleName[]): Actor => ({
  kind: 'staff',
  accountId: 'a',
  name: '某',
  office: '局',
  departmentId: null,
  roles,
  request,
})
/** `own`: has asked for it. */
const actors: Record<string, { actor: Actor; own: boolean }> = {
  requester: { actor: staff('bureauReviewer'), own: true },
  asking: { actor: staff('bureauManager'), own: true },
  reviewer: { actor: staff('bureauReviewer'), own: false },
  manager: { actor: staff('bureauManager'), own: false },
  job: { actor: systemActor('exports'), own: false },
  auditor: { actor: staff('auditAdmin'), own: false },
  administrator: { actor: staff('systemAdmin'), own: false },
}

/** Who can do what in which state, written out apart from the machine. */
const table: Record<ExportStatus, Partial<Record<ExportEvent, string[]>>> = {
  requested: { approve: ['manager'], refuse: ['manager'], cancel: ['requester', 'asking'] },
  approved: { make: ['job'], stop: ['job'], revoke: ['requester', 'asking', 'manager'] },
  ready: { expire: ['job'], revoke: ['requester', 'asking', 'manager'] },
  expired: {},
  refused: {},
  cancelled: {},
  revoked: {},
  stopped: {},
}
const events = [...new Set(exportMachine.rows.map(row => row.event))]

test.each(Object.entries(table))('%s: exactly these steps by exactly these people', (status, steps) => {
  for (const event of events)
    for (const [who, { actor, own }] of Object.entries(actors)) {
      const open = whyNot(exportMachine, status as ExportStatus, event, actor, { own, over: null }) === null
      expect([status, event, who, open]).toEqual([status, event, who, steps[event]?.includes(who) ?? false])
    }
})

test('somebody else’s file is out of a reviewer’s reach: an attempt is a denial, and owes no sentence about states', () => {
  const { actor } = actors.reviewer!
  const facts = { own: false, over: null }
  expect(isDenied(exportMachine, 'ready', 'revoke', actor, facts)).toBe(true)
  expect(whyNot(exportMachine, 'ready', 'revoke', actor, facts)).toContain('业务管理员')
})

test('what others will notice owes a reason', () => {
  const facts = { own: false, over: null }
  const owed = (['requested', 'ready'] as const).flatMap(status =>
    openEvents(exportMachine, status, actors.manager!.actor, facts).filter(one => one.opinion === 'required'),
  )
  expect(owed.map(one => one.event)).toEqual(['refuse', 'revoke'])
})

test('numbers in clear are told apart wherever columns are named; what is no column is left out', () => {
  expect(labelledColumns(['phone', 'name', 'password']).map(one => [one.value, one.clear])).toEqual([
    ['name', false],
    ['phone', true],
  ])
})
