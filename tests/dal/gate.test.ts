import { readdirSync } from 'node:fs'
import type { Actor, StaffRoleName } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { may, permissions } from '@/lib/access/permissions'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { applicantAtBureau, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { type Call, real } from '../support/gate-calls'
import { drawSeats } from '../support/gate-draw-seats'
import { drawTies } from '../support/gate-draw-ties'
import { draws } from '../support/gate-draws'
import { finding } from '../support/gate-finding'
import { intake } from '../support/gate-intake'
import { lottery } from '../support/gate-lottery'
import { membership } from '../support/gate-membership'
import { organisations } from '../support/gate-organisations'
import { people } from '../support/gate-people'
import { policies } from '../support/gate-policy'
import { publicity } from '../support/gate-publicity'
import { sealing } from '../support/gate-sealing'
import { statistics } from '../support/gate-statistics'
import { ways } from '../support/gate-ways'
import { brokenInvariants } from '../support/invariants'
import { makeReviewer, refusalOf, unitOf, visitor } from '../support/units'

useDatabase()

/**
 * Every function of the data layer and the permission it must ask for before it does anything (trust D1, AC1). One
 * that is missing here fails the test.
 */
const table = (): Record<string, Call | string> => ({
  ...people(),
  ...publicity(),
  ...membership(),
  ...finding(),
  ...intake(),
  ...organisations(),
  ...ways(),
  ...statistics(),
  ...policies(),
  ...drawSeats(),
  ...lottery(),
  ...draws(),
  ...drawTies(),
  ...sealing(),
})

type Data = (actor: Actor, ...args: unknown[]) => Promise<unknown>
let newcomers = 0
const newcomer = (): Actor => {
  const someone = visitor()
  const address = `198.51.${100 + Math.floor(++newcomers / 250)}.${newcomers % 250}`
  return { ...someone, request: { ...someone.request, address } }
}
const functions = new Map<string, Data>()
let actors: () => [string, Actor][]

beforeAll(async () => {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.dal.ts'))
  for (const file of files.filter(name => !name.endsWith('.public.dal.ts'))) {
    const exported = (await import(`../../lib/${file}`)) as Record<string, unknown>
    for (const [name, value] of Object.entries(exported))
      if (typeof value === 'function')
        functions.set(`${file.replaceAll('\\', '/').replace('.dal.ts', '')} ${name}`, value as Data)
  }
  const unit = await unitOf('active')
  const pending = await unitOf('submitted')
  const reviewer = await makeReviewer('沈鉴')
  const expert = await expertOf(unit, reviewer)
  const person = await applicantAtBureau(unit)
  const file = await db().storedFile.findFirstOrThrow({ where: { ownerId: person.accountId } })
  Object.assign(real, {
    application: person.applicationId,
    expert: expert.accountId,
    unit: pending.unitId,
    file: file.id,
    staff: reviewer.accountId,
  })
  const staff = (...roles: StaffRoleName[]): Actor => ({ ...reviewer, roles })
  // a visitor from another address each time: one that is refused again and again is no longer recorded each time
  actors = () => [
    ['a visitor', newcomer()],
    ['an individual', person],
    ['an administrator of a unit', unit],
    ['an administrator of a unit that is not approved', pending],
    ['a reviewer', reviewer],
    ['a business manager', staff('bureauManager')],
    ['staff of a department', { ...reviewer, departmentId: newId(), roles: ['departmentReviewer'] }],
    ['an editor of notices', staff('noticeEditor')],
    ['the system administrator', staff('systemAdmin')],
    ['the security administrator', staff('securityAdmin')],
    ['the audit administrator', staff('auditAdmin')],
    ['staff without any role', staff()],
    ['a job', systemActor('test')],
  ]
})

test('every function of the data layer is in the table, and the table names no other', () => {
  expect([...functions.keys()].sort()).toEqual(Object.keys(table()).sort())
})

/** What there is in every table but the audit trail and the budget of visitors' events in it. */
async function contents(): Promise<unknown> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT c.oid::regclass::text AS name FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text IN ('public', 'graphile_worker')
      AND c.relname NOT IN ('audit_event', 'rate_limit') ORDER BY 1`
  const rows: Record<string, unknown> = {}
  for (const { name } of tables) {
    const [row] = await db().$queryRawUnsafe<{ hash: string }[]>(
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS hash FROM ${name} t`,
    )
    rows[name] = row!.hash
  }
  return rows
}

test('who lacks the permission is refused, the denial is audited, and nothing else is written (AC1, AC3)', async () => {
  const before = await contents()
  let refused = 0
  let last = (await db().auditEvent.aggregate({ _max: { id: true } }))._max.id ?? 0n
  for (const [name, call] of Object.entries(table())) {
    if (typeof call === 'string') continue
    const expected: string[] = []
    for (const [who, actor] of actors()) {
      if (call.asks.some(permission => may(actor, permission))) continue
      const outcome = await refusalOf(functions.get(name)!(actor, ...(call.with ?? []))).catch(error => error)
      expect([name, who, outcome.code]).toEqual([name, who, actor.kind === 'anonymous' ? 'signedOut' : 'notFound'])
      expected.push(actor.kind === 'system' ? 'system:test' : actor.kind)
    }
    // one event for each, in order, and of nothing else
    const events = await db().auditEvent.findMany({ where: { id: { gt: last } }, orderBy: { id: 'asc' } })
    expect([name, events.map(event => event.actorKind)]).toEqual([name, expected])
    for (const event of events) {
      expect([name, event.result]).toEqual([name, 'denied'])
      expect(call.asks).toContain(event.action)
    }
    last = events.at(-1)?.id ?? last
    refused += expected.length
  }
  expect(refused).toBeGreaterThan(400)
  expect(await contents()).toEqual(before)
  expect(await brokenInvariants()).toEqual([])
})

test('every permission is asked for by a function of the data layer', () => {
  const asked = new Set<string>(Object.values(table()).flatMap(call => (typeof call === 'string' ? [] : call.asks)))
  expect(Object.keys(permissions).filter(permission => !asked.has(permission))).toEqual([])
})
