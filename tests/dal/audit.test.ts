import { Client } from 'pg'
import { systemActor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { checkAuditChain, sealAudit } from '@/lib/audit/audit.dal'
import { sealInput } from '@/lib/audit/chain.rules'
import { db } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import { useDatabase } from '../support/database'
import { sealAll } from '../support/sealing'
import { makeReviewer, refusalOf, times, unitOf, visitor } from '../support/units'

useDatabase()

const sealer = systemActor('seal-audit')
const record = (action: string, detail: object = {}) =>
  db().$transaction(tx => audit(tx, sealer, { action, result: 'done', detail: detail as never }))
const check = () => checkAuditChain(sealer)
const actions = async () =>
  (await db().auditSeal.findMany({ orderBy: { position: 'asc' }, include: { event: true } })).map(
    row => row.event.action,
  )

/** Does what only somebody with the rights of the database's owner could: changes records behind the triggers. */
async function tamper(...statements: string[]): Promise<void> {
  await db().$transaction(async tx => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`
    for (const statement of statements) await tx.$executeRawUnsafe(statement)
  })
}

beforeEach(async () => {
  await tamper('TRUNCATE audit_seal, audit_event')
})

describe('the order of the chain', () => {
  test('an event of a transaction that began earlier and commits later is not overtaken', async () => {
    const slow = new Client({ connectionString: process.env.DATABASE_URL })
    await slow.connect()
    await slow.query('BEGIN')
    await slow.query(
      `INSERT INTO audit_event (actor_kind, actor_name, address, request_id, action, result)
       VALUES ('staff', '慢', '127.0.0.1', 'r', 'early', 'done')`,
    )
    await record('late')
    expect(await sealAudit(sealer)).toBe(0)
    expect(await check()).toEqual({ sealed: 0, unsealed: 1, brokenAt: null })
    await slow.query('COMMIT')
    await slow.end()
    await sealAll()
    expect(await actions()).toEqual(['early', 'late'])
    expect(await check()).toEqual({ sealed: 2, unsealed: 0, brokenAt: null })
  })

  test('what a transaction rolls back is never sealed, and its gap in the ids is no fault (TE2)', async () => {
    await record('one')
    const work = db().$transaction(async tx => {
      await audit(tx, sealer, { action: 'never', result: 'done' })
      throw new Error('rolled back')
    })
    await expect(work).rejects.toThrow('rolled back')
    await record('two')
    await sealAll()
    expect(await actions()).toEqual(['one', 'two'])
    expect(await check()).toEqual({ sealed: 2, unsealed: 0, brokenAt: null })
  })

  test('sealers beside each other seal each event once', async () => {
    for (let i = 0; i < 30; i += 1) await record(`n${i}`)
    await Promise.all(times(8, () => sealAudit(sealer)))
    await sealAll()
    expect(await actions()).toEqual(times(30, i => `n${i}`))
    expect(await check()).toEqual({ sealed: 30, unsealed: 0, brokenAt: null })
  })

  test('more than one batch, and while it is sealed others go on writing', async () => {
    await db().$executeRaw`
      INSERT INTO audit_event (actor_kind, actor_name, address, request_id, action, result)
      SELECT 'system:x', '系统', 'local', 'r', 'bulk' || n, 'done' FROM generate_series(1, 2500) AS n`
    await Promise.all([sealAll(), ...times(20, i => record(`beside${i}`))])
    await sealAll()
    expect(await check()).toEqual({ sealed: 2520, unsealed: 0, brokenAt: null })
  })

  test('rows of a restored database, whose transaction numbers lie ahead, are sealed too', async () => {
    await db().$executeRaw`
      INSERT INTO audit_event (tx, actor_kind, actor_name, address, request_id, action, result)
      VALUES (900000000000, 'staff', '旧', 'local', 'r', 'restored', 'done')`
    await sealAll()
    expect(await actions()).toEqual(['restored'])
  })

  test('the end that is not sealed yet is known', async () => {
    await record('sealed')
    await sealAll()
    await record('open')
    await record('open too')
    expect(await check()).toEqual({ sealed: 1, unsealed: 2, brokenAt: null })
  })
})

describe('tampering is found, and where', () => {
  beforeEach(async () => {
    for (let i = 1; i <= 6; i += 1) await record(`step${i}`, { z: i, a: { 次: [1, 2.5, null], b: '文' }, big: 1e21 })
    await sealAll()
    expect(await check()).toEqual({ sealed: 6, unsealed: 0, brokenAt: null })
  })

  const at = (position: number) => `(SELECT event_id FROM audit_seal WHERE position = ${position})`
  test.each([
    ['at', "at = at + interval '1 millisecond'"],
    ['who', "actor_name = '别人'"],
    ['what he was', "actor_kind = 'staff'"],
    ['his account', 'actor_id = gen_random_uuid()'],
    ['address', "address = '127.0.0.2'"],
    ['request', "request_id = 'x'"],
    ['action', "action = 'step9'"],
    ['object', "object_id = 'x'"],
    ['kind of object', "object_type = 'unit'"],
    ['result', "result = 'denied'"],
    ['detail', `detail = jsonb_set(detail, '{a,次,1}', '2.6')`],
  ])('%s of the third event changed', async (_, change) => {
    await tamper(`UPDATE audit_event SET ${change} WHERE id = ${at(3)}`)
    expect((await check()).brokenAt).toBe(3n)
  })

  test('an event taken out of the middle, or the last one', async () => {
    await tamper(`DELETE FROM audit_event WHERE id = ${at(6)}`)
    expect((await check()).brokenAt).toBe(6n)
    await tamper(`DELETE FROM audit_event WHERE id = ${at(4)}`)
    expect((await check()).brokenAt).toBe(4n)
  })

  test('an event with its seal taken out, and the rest moved up', async () => {
    await tamper(`DELETE FROM audit_seal WHERE position = 2`)
    expect((await check()).brokenAt).toBe(2n)
    await tamper('UPDATE audit_seal SET position = position - 1 WHERE position > 2')
    expect((await check()).brokenAt).toBe(2n)
  })

  test('two events exchanged', async () => {
    await tamper(
      `UPDATE audit_event SET action = CASE id WHEN ${at(2)} THEN 'step5' ELSE 'step2' END WHERE id IN (${at(2)}, ${at(5)})`,
    )
    expect((await check()).brokenAt).toBe(2n)
  })

  test('an event changed and its own seal made anew: the next one does not fit', async () => {
    const third = await db().auditSeal.findUniqueOrThrow({ where: { position: 3 }, include: { event: true } })
    const hash = sha256(sealInput(third.previous, { ...third.event, action: 'step9' }))
    await tamper(
      `UPDATE audit_event SET action = 'step9' WHERE id = ${at(3)}`,
      `UPDATE audit_seal SET hash = '${hash}' WHERE position = 3`,
    )
    expect((await check()).brokenAt).toBe(4n)
  })
})

describe('records are only added to (TE3)', () => {
  const tables = ['audit_event', 'audit_seal', 'status_history']
  const statements = tables.flatMap(table => [
    `UPDATE ${table} SET ${table === 'audit_seal' ? 'position = position' : 'actor_name'} ${table === 'audit_seal' ? '' : "= 'x'"}`,
    `DELETE FROM ${table}`,
    `TRUNCATE ${table} CASCADE`,
  ])
  test.each(statements)('%s is refused', async statement => {
    await unitOf('active')
    await record('kept')
    await sealAll()
    await expect(db().$executeRawUnsafe(statement)).rejects.toThrow(/append-only/)
    expect((await check()).brokenAt).toBeNull()
  })
})

test('a denial is one event: who, when, from where, what, about what (TE1)', async () => {
  const reviewer = await makeReviewer('沈鉴')
  await tamper('TRUNCATE audit_seal, audit_event')
  const from = new Date(Date.now() - 60_000)
  await refusalOf(allow(reviewer, 'notice.write', { type: 'notice', id: 'n'.repeat(500) }))
  const stranger = visitor()
  await refusalOf(allow(stranger, 'expert.list'))
  const events = await db().auditEvent.findMany({ orderBy: { id: 'asc' } })
  expect(events).toEqual([
    expect.objectContaining({
      actorKind: 'staff',
      actorId: reviewer.accountId,
      actorName: '沈鉴',
      address: reviewer.request.address,
      requestId: reviewer.request.id,
      action: 'notice.write',
      objectType: 'notice',
      objectId: 'n'.repeat(64),
      result: 'denied',
    }),
    expect.objectContaining({
      actorKind: 'anonymous',
      actorId: null,
      requestId: stranger.request.id,
      action: 'expert.list',
    }),
  ])
  for (const event of events) expect(event.at.getTime()).toBeGreaterThan(from.getTime())
})
