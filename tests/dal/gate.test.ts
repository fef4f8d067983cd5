  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
import { readdirSync } from 'node:fs'
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
import type { Actor, StaffRoleName } from '@/lib/access/actor'
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
import { systemActor } from '@/lib/access/actor'
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
import { may, permissions } from '@/lib/access/permissions'
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
import { db } from '@/lib/platform/db'
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
import { newId } from '@/lib/platform/ids'
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
import { applicantAtBureau, expertOf } from '../support/applications'
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
import { useDatabase } from '../support/database'
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
import { type Call, real } from '../support/gate-calls'
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
import { organisations } from '../support/gate-organisations'
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
import { people } from '../support/gate-people'
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
import { brokenInvariants } from '../support/invariants'
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
import { makeReviewer, refusalOf, unitOf, visitor } from '../support/units'
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),

  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
useDatabase()
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),

  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
/**
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
 * Every function of the data layer and the permission it must ask for before it does anything (trust D1, AC1). One
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
 * that is missing here fails the test.
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
 */
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
const table = (): Record<string, Call | string> => ({ ...people(), ...organisations() })
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),

  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
type Data = (actor: Actor, ...args: unknown[]) => Promise<unknown>
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
let newcomers = 0
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
const newcomer = (): Actor => {
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const someone = visitor()
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const address = `198.51.${100 + Math.floor(++newcomers / 250)}.${newcomers % 250}`
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  return { ...someone, request: { ...someone.request, address } }
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
}
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
const functions = new Map<string, Data>()
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
let actors: () => [string, Actor][]
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),

  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
beforeAll(async () => {
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.dal.ts'))
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  for (const file of files.filter(name => !name.endsWith('.public.dal.ts'))) {
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    const exported = (await import(`../../lib/${file}`)) as Record<string, unknown>
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    for (const [name, value] of Object.entries(exported))
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
      if (typeof value === 'function')
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
        functions.set(`${file.replaceAll('\\', '/').replace('.dal.ts', '')} ${name}`, value as Data)
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  }
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const unit = await unitOf('active')
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const pending = await unitOf('submitted')
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const reviewer = await makeReviewer('沈鉴')
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const expert = await expertOf(unit, reviewer)
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const person = await applicantAtBureau(unit)
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const file = await db().storedFile.findFirstOrThrow({ where: { ownerId: person.accountId } })
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  Object.assign(real, {
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    application: person.applicationId,
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    expert: expert.accountId,
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    unit: pending.unitId,
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    file: file.id,
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    staff: reviewer.accountId,
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  })
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const staff = (...roles: StaffRoleName[]): Actor => ({ ...reviewer, roles })
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  // a visitor from another address each time: one that is refused again and again is no longer recorded each time
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  actors = () => [
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    ['a visitor', newcomer()],
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    ['an individual', person],
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    ['an administrator of a unit', unit],
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    ['an administrator of a unit that is not approved', pending],
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    ['a reviewer', reviewer],
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    ['a business manager', staff('bureauManager')],
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    ['staff of a department', { ...reviewer, departmentId: newId(), roles: ['departmentReviewer'] }],
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    ['an editor of notices', staff('noticeEditor')],
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    ['the system administrator', staff('systemAdmin')],
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    ['the security administrator', staff('securityAdmin')],
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    ['the audit administrator', staff('auditAdmin')],
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    ['staff without any role', staff()],
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    ['a job', systemActor('test')],
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  ]
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
}, 60_000)
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),

  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
test('every function of the data layer is in the table, and the table names no other', () => {
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  expect([...functions.keys()].sort()).toEqual(Object.keys(table()).sort())
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
})
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),

  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
/** What there is in every table but the audit trail and the budget of visitors' events in it. */
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
async function contents(): Promise<unknown> {
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const tables = await db().$queryRaw<{ name: string }[]>`
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    SELECT c.oid::regclass::text AS name FROM pg_class c
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text IN ('public', 'graphile_worker')
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
      AND c.relname NOT IN ('audit_event', 'rate_limit') ORDER BY 1`
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const rows: Record<string, unknown> = {}
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  for (const { name } of tables) {
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    const [row] = await db().$queryRawUnsafe<{ hash: string }[]>(
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS hash FROM ${name} t`,
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    )
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    rows[name] = row!.hash
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  }
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  return rows
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
}
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),

  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
test('who lacks the permission is refused, the denial is audited, and nothing else is written (AC1, AC3)', async () => {
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const before = await contents()
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  let refused = 0
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  let last = (await db().auditEvent.aggregate({ _max: { id: true } }))._max.id ?? 0n
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  for (const [name, call] of Object.entries(table())) {
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    if (typeof call === 'string') continue
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    const expected: string[] = []
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    for (const [who, actor] of actors()) {
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
      if (call.asks.some(permission => may(actor, permission))) continue
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
      const outcome = await refusalOf(functions.get(name)!(actor, ...(call.with ?? []))).catch(error => error)
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
      expect([name, who, outcome.code]).toEqual([name, who, actor.kind === 'anonymous' ? 'signedOut' : 'notFound'])
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
      expected.push(actor.kind === 'system' ? 'system:test' : actor.kind)
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    }
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    // one event for each, in order, and of nothing else
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    const events = await db().auditEvent.findMany({ where: { id: { gt: last } }, orderBy: { id: 'asc' } })
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    expect([name, events.map(event => event.actorKind)]).toEqual([name, expected])
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    for (const event of events) {
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
      expect([name, event.result]).toEqual([name, 'denied'])
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
      expect(call.asks).toContain(event.action)
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    }
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    last = events.at(-1)?.id ?? last
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
    refused += expected.length
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  }
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  expect(refused).toBeGreaterThan(400)
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  expect(await contents()).toEqual(before)
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  expect(await brokenInvariants()).toEqual([])
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
}, 120_000)
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),

  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
test('every permission is asked for by a function of the data layer', () => {
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  const asked = new Set<string>(Object.values(table()).flatMap(call => (typeof call === 'string' ? [] : call.asks)))
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
  expect(Object.keys(permissions).filter(permission => !asked.has(permission))).toEqual([])
  'file/file takeEvidenceAlong': inner('takes the transaction of its caller'),
})
