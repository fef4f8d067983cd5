import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { systemActor } from '@/lib/access/actor'
import { listArchives } from '@/lib/audit/anchor.dal'
import { forgetArchived, writeArchive } from '@/lib/audit/archive.dal'
import { archiveBefore, keptDays, LEAST_DAYS, type ReadArchive, USUAL_DAYS } from '@/lib/audit/archive.rules'
import { checkAuditChain, checkAuditDays } from '@/lib/audit/audit.dal'
import { now, setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { call, node, script } from '../support/node-child'
import { sealAll } from '../support/sealing'
import { staffOf } from '../support/staff'
import { makeReviewer, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()

const sealer = systemActor('seal')
const operator = systemActor('archive')
const directory = mkdtempSync(join(tmpdir(), 'archive-'))
const DAY = 86_400_000
const ago = (days: number) => new Date(now().getTime() - days * DAY)

/** Events of a day so long ago, as the trail has them, sealed. */
async function eventsOf(days: number, count: number): Promise<void> {
  const who = { actorKind: 'system:test', actorName: '系统', address: 'local', requestId: 'r', result: 'done' }
  const detail = { 数: 1, b: [1, '制\t表'], a: null }
  await db().auditEvent.createMany({
    data: Array.from({ length: count }, (_, n) => ({ ...who, action: `test.${n}`, at: ago(days), detail })),
  })
  await sealAll()
}
const check = (path: string, after?: ReadArchive) =>
  call<ReadArchive>('scripts/lib/audit-file.mjs', 'checkAuditFile', path, ...(after ? [after] : []))
const command = (...args: string[]) => script('scripts/archive-audit.ts', process.env.DATABASE_URL!, args)
const files = () => readdirSync(directory).map(name => join(directory, name))

afterEach(() => setClock(null))

test.each([
  [undefined, USUAL_DAYS],
  ['184', 184],
  ['3650', 3650],
])('%s days are kept', (text, days) => expect(keptDays(text)).toBe(days))
test.each(['183', '0', '-1', '1e9', 'x', '', '184.5'])('%s: less than the law wants, or no number, is refused', text =>
  expect(keptDays(text)).toMatch(/不少于 184/),
)
test('the day is a whole day in China, and never younger than the term', () => {
  const at = new Date('2026-11-22T03:00:00+08:00')
  expect(archiveBefore(LEAST_DAYS, at)).toEqual(new Date('2026-05-22T00:00:00+08:00'))
})

describe('the way of a file', () => {
  let first: ReadArchive
  let firstPath: string

  test('what is old goes into a file that fits by itself, and only then out of the database; the chain goes on', async () => {
    await eventsOf(800, 1203)
    await eventsOf(500, 40)
    await eventsOf(10, 7)
    const { code, output } = await command(process.env.DATABASE_URL!, directory)
    expect([code, output]).toEqual([0, expect.stringContaining('已归档 1243 条')])
    firstPath = files()[0]!
    expect(statSync(firstPath).mode & 0o777).toBe(0o600)
    first = await check(firstPath)
    expect(first).toMatchObject({ first: '1', last: '1243', previous: '0'.repeat(64) })
    await sealAll()
    expect(await checkAuditChain(sealer)).toEqual({ sealed: 8, unsealed: 0, brokenAt: null })
    const archived = { action: 'audit.archive', actorKind: 'system:archive' }
    expect((await db().auditEvent.findFirstOrThrow({ where: archived })).detail).toMatchObject({ count: 1243 })
    const auditor = await staffOf('auditAdmin')
    expect(await listArchives(auditor)).toEqual([
      expect.objectContaining({ first: '1', last: '1243', sha256: first.sha256, hash: first.hash }),
    ])
    const days = { from: '2020-01-01', to: '2100-01-01' }
    expect(await checkAuditDays(auditor, days)).toMatchObject({ brokenAt: null, next: null })
  })

  test('the guards hold again, and nobody shortens what is here by an anchor of his own', async () => {
    await expect(db().auditEvent.deleteMany({})).rejects.toThrow(/append-only/)
    await expect(db().auditArchive.deleteMany({})).rejects.toThrow(/append-only/)
    const row = await db().auditArchive.findFirstOrThrow()
    const younger = { ...row, last: row.last + 1n, before: now() }
    await expect(db().auditArchive.create({ data: younger })).rejects.toThrow(/audit_archive_term/)
  })

  test('a missing or changed event behind the anchor is found', async () => {
    const client = new Client({ connectionString: process.env.DATABASE_URL })
    await client.connect()
    await client.query(`BEGIN; SET LOCAL session_replication_role = replica`)
    await client.query(
      `UPDATE audit_event SET action = 'x' WHERE id = (SELECT event_id FROM audit_seal WHERE position = 1244)`,
    )
    await client.query('COMMIT')
    expect((await checkAuditChain(sealer)).brokenAt).toBe(1244n)
    setClock(new Date(now().getTime() + 400 * DAY))
    const refusal = await refusalOf(writeArchive(operator, archiveBefore(USUAL_DAYS, now()), directory))
    expect(refusal.message).toContain('第 1244 条处不完整')
    expect(files()).toEqual([firstPath])
    await client.query(`BEGIN; SET LOCAL session_replication_role = replica`)
    await client.query(
      `UPDATE audit_event SET action = 'test.0' WHERE id = (SELECT event_id FROM audit_seal WHERE position = 1244)`,
    )
    await client.query('COMMIT')
    await client.end()
    expect((await checkAuditChain(sealer)).brokenAt).toBeNull()
  })

  test('of twenty at once one takes it out; the second file joins the first', async () => {
    setClock(new Date(now().getTime() + 300 * DAY))
    const before = archiveBefore(LEAST_DAYS, now())
    const path = (await writeArchive(operator, before, directory))!
    const found = await check(path, first)
    const { done, failed } = await outcomes(times(5, () => forgetArchived(operator, before, { name: 'b.log', found })))
    expect([done.length, failed.length]).toEqual([1, 4])
    for (const error of failed) expect((await refusalOf(Promise.reject(error))).message).toContain('对不上')
    expect((await checkAuditChain(sealer)).brokenAt).toBeNull()
    const both = await node(['scripts/check-archive.mjs', firstPath, path])
    expect([both.code, both.output]).toEqual([0, expect.stringContaining(found.hash)])
    expect((await node(['scripts/check-archive.mjs', path, firstPath])).output).toContain('接不上')
    expect(await writeArchive(operator, before, directory)).toBeNull()
  })

  test.each<[string, (text: string) => string]>([
    ['a letter is changed', text => text.replace('test.7', 'test.8')],
    ['a line is gone', text => text.replace(/\n5\t[^\n]*/, '')],
    ['two lines are exchanged', text => text.replace(/\n(5\t[^\n]*)\n(6\t[^\n]*)/, '\n$2\n$1')],
    ['the end is cut off', text => text.slice(0, text.length / 2)],
    ['a line is added behind', text => `${text}x\n`],
    ['the head names another beginning', text => text.replace('"first":"1"', '"first":"2"')],
    ['the checksum is another', text => text.replace(/("sha256":")./, '$1g')],
    ['it is something else', () => 'hello\n'],
    ['it is empty', () => ''],
  ])('%s: the check says so without the system, and ends with 1', async (_, change) => {
    const path = join(mkdtempSync(join(tmpdir(), 'changed-')), 'a.log')
    writeFileSync(path, change(readFileSync(firstPath, 'utf8')))
    const { code, output } = await node(['scripts/check-archive.mjs', path])
    expect([code, output]).toEqual([1, expect.stringContaining('文件可能被改过或损坏')])
  })
})

describe('the command', () => {
  test('without an address, a directory, or with too few days it does nothing and says how', async () => {
    const before = await db().auditEvent.count()
    for (const args of [[], [process.env.DATABASE_URL!], [process.env.DATABASE_URL!, directory, '183']]) {
      const { code, output } = await command(...args)
      expect([code, output]).toEqual([1, expect.stringContaining('用法')])
    }
    expect(await db().auditEvent.count()).toBe(before)
  })

  test('archives, says what it did, and has nothing to do the second time; a real system still holds', async () => {
    const [reviewer, unit] = [await makeReviewer('沈鉴'), await unitOf('submitted')]
    const { decideUnit } = await import('@/lib/unit/review.dal')
    await decideUnit(reviewer, { id: unit.unitId, version: 0, event: 'approve', opinion: null })
    await eventsOf(0, 3)
    const count = await db().auditSeal.count()
    // as if all of it had happened two years ago: the command takes the clock of the machine
    const { code, output } = await command(process.env.DATABASE_URL!, directory, '184')
    expect([code, output]).toEqual([0, expect.stringContaining('不需要归档')])
    setClock(new Date(now().getTime() + 800 * DAY))
    const before = archiveBefore(USUAL_DAYS, now())
    const path = (await writeArchive(operator, before, directory))!
    const found = await check(path)
    expect(await forgetArchived(operator, before, { name: 'c.log', found })).toBe(count)
    await sealAll()
    expect(await checkAuditChain(sealer)).toMatchObject({ sealed: 1, brokenAt: null })
    expect(await brokenInvariants()).toEqual([])
    chmodSync(directory, 0o700)
  })
})
