import type { StaffActor } from '@/lib/access/actor'
import { checkAuditDays } from '@/lib/audit/audit.dal'
import { exportAudit } from '@/lib/audit/export.dal'
import { countAudit, listAudit, viewAudit } from '@/lib/audit/read.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { useDatabase } from '../support/database'
import { sealAll } from '../support/sealing'
import { prove, staffOf } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

let auditor: StaffActor
const today = chinaDay(new Date())
const days = { from: '2026-01-01', to: today }

async function tamper(statement: string): Promise<void> {
  await db().$transaction(async tx => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`
    await tx.$executeRawUnsafe(statement)
  })
}

beforeAll(async () => {
  auditor = await staffOf('auditAdmin')
  await tamper('TRUNCATE audit_seal, audit_event')
  await db().$executeRaw`
    INSERT INTO audit_event (at, actor_kind, actor_id, actor_name, address, request_id, action, object_type, object_id, result)
    SELECT '2026-03-01T00:00:00Z'::timestamptz + (n / 4) * interval '1 minute', 'staff', ${auditor.accountId}::uuid, '某人',
           '192.0.2.1', 'request-' || n, CASE WHEN n % 50 = 0 THEN 'alert.spray' WHEN n % 2 = 0 THEN 'unit.approve' ELSE 'session.start' END,
           'unit', 'object-' || n, CASE WHEN n % 10 = 0 THEN 'denied' ELSE 'done' END
    FROM generate_series(1, 400) AS n`
})

const allOf = async (filter: object) => {
  const ids: string[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(auditor, { ...filter, size: 7, after })
    ids.push(...page.rows.map(row => row.id))
    after = page.next
  } while (after)
  return ids
}

test('pages meet each other without a gap or a double, though many events share an instant', async () => {
  const filter = { to: '2026-03-02' }
  const ids = await allOf(filter)
  expect(ids).toHaveLength(400)
  expect(new Set(ids).size).toBe(400)
  expect(ids).toEqual([...ids].sort((a, b) => Number(b) - Number(a)))
  expect(await countAudit(auditor, filter)).toEqual({ count: 400, more: false })
})

test('filters: group, alerts, result, object, person, days, the number of a request or an object', async () => {
  const count = async (filter: object) => (await countAudit(auditor, { to: '2026-03-02', ...filter })).count
  expect(await count({ group: 'session' })).toBe(200)
  expect(await count({ group: 'alert' })).toBe(8)
  expect(await count({ group: 'unit', result: 'denied' })).toBe(32)
  expect(await count({ object: 'unit' })).toBe(400)
  expect(await count({ object: 'notice' })).toBe(0)
  expect(await count({ who: '测试职员' })).toBe(400)
  expect(await count({ who: '没有此人' })).toBe(0)
  expect(await count({ from: '2026-03-02' })).toBe(0)
  expect(await count({ text: 'request-17' })).toBe(1)
  expect(await count({ text: 'object-17' })).toBe(1)
})

test('reading and exporting are recorded themselves (TE9), values of filters are not', async () => {
  const before = await db().auditEvent.count()
  await listAudit(auditor, { size: 5, who: '某某', result: 'denied' })
  const [read] = await db().auditEvent.findMany({ orderBy: { id: 'desc' }, take: 1 })
  expect(read).toMatchObject({ action: 'audit.read', actorId: auditor.accountId })
  expect(read!.detail).toEqual({ count: 0, filters: ['who', 'result:denied'] })
  await viewAudit(auditor, read!.id.toString())
  const filter = { text: 'object-20' }
  expect((await refusalOf(exportAudit(auditor, filter))).code).toBe('stepUp')
  await prove(auditor, 'audit.export', sha256(JSON.stringify(filter)))
  expect((await refusalOf(exportAudit(auditor, { text: 'object-21' }))).code).toBe('stepUp')
  const file = await exportAudit(auditor, filter)
  expect(file.count).toBe(1)
  expect(file.csv.split('\r\n')[1]).toContain('"object-20"')
  expect(file.csv.split('\r\n')[1]).toMatch(/"2026-03-01T08:05:00\.000\+08:00"/)
  const [exported] = await db().auditEvent.findMany({ orderBy: { id: 'desc' }, take: 1 })
  expect(exported).toMatchObject({ action: 'audit.export', detail: { count: 1 } })
  expect(await db().auditEvent.count()).toBe(before + 3)
})

test('an event that is not there is "not found", and asking for it is recorded', async () => {
  for (const id of ['x', '99999999999', '9'.repeat(30)])
    expect((await refusalOf(viewAudit(auditor, id))).code).toBe('notFound')
})

test('核对: what is whole is said to be whole, what was changed is found, and what is not sealed is counted', async () => {
  expect(await checkAuditDays(auditor, { from: '2026-03-01', to: '2026-03-01' })).toMatchObject({
    checked: 0,
    unsealed: 400,
  })
  await sealAll()
  expect(await checkAuditDays(auditor, { from: '2026-03-01', to: '2026-03-01' })).toEqual({
    checked: 400,
    unsealed: 0,
    brokenAt: null,
    next: null,
  })
  await sealAll()
  const whole = await checkAuditDays(auditor, days)
  expect(whole.brokenAt).toBeNull()
  expect(await checkAuditDays(auditor, { ...days, after: '390' })).toMatchObject({ brokenAt: null })
  await tamper(`UPDATE audit_event SET result = 'done' WHERE object_id = 'object-200'`)
  const { position } = await db().auditSeal.findFirstOrThrow({ where: { event: { objectId: 'object-200' } } })
  expect(await checkAuditDays(auditor, days)).toMatchObject({ brokenAt: position.toString(), next: null })
  const [event] = await db().auditEvent.findMany({ orderBy: { id: 'desc' }, take: 1 })
  expect(event).toMatchObject({ action: 'audit.check', result: 'failed' })
})
