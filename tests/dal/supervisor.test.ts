import type { StaffActor } from '@/lib/access/actor'
import { permissions } from '@/lib/access/permissions'
import { exportAudit } from '@/lib/audit/export.dal'
import { listAudit } from '@/lib/audit/read.dal'
import { bureauMatters } from '@/lib/desk/matters.dal'
import { searchExperts, viewExpert } from '@/lib/expert/pool.dal'
import { decideMember } from '@/lib/membership/decide.dal'
import { viewRuns } from '@/lib/membership/runs.dal'
import { viewMember } from '@/lib/membership/view.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { createPublicity } from '@/lib/publicity/batch.dal'
import { decideObjection } from '@/lib/publicity/decide.dal'
import { countObjections, listObjections } from '@/lib/publicity/objections.dal'
import { listPublicity } from '@/lib/publicity/view.dal'
import { reachOf } from '@/lib/statistics/reach.dal'
import { expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { staffOf } from '../support/staff'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let supervisor: StaffActor
beforeAll(async () => {
  supervisor = await staffOf('supervisor')
})

test('what he may is written out: to look, his part in draws and in the opening of lists, and his own account', () => {
  const own = Object.entries(permissions).filter(([, roles]) => (roles as readonly string[]).includes('supervisor'))
  expect(own.map(([permission]) => permission)).toEqual([
    'publicity.view',
    'objection.view',
    'desk.view',
    'expert.list',
    'expert.view',
    'membership.list',
    'file.read',
    'statistics.view',
    'audit.read',
    'draw.view',
    // what he adds to the seed of a draw, as one of three
    'draw.contribute',
    'draw.unseal',
    'draw.letter',
    'draw.balance',
    'draw.conflicts',
    'expert.leaves',
  ])
})

test('he reads the pool with masks, exits, 公示, objections, figures and the trail; each reading of a person is recorded', async () => {
  const expert = await expertOf(await unitOf('active'), await makeReviewer('沈鉴'))
  const page = await searchExperts(supervisor, { size: 10, sort: 'entered', order: 'desc' } as never)
  expect(page.rows.map(row => row.id)).toContain(expert.accountId)
  const seen = await viewExpert(supervisor, expert.accountId)
  expect(JSON.stringify(seen)).not.toMatch(/199\d{8}|990\d{14}[\dX]/)
  expect((await viewMember(supervisor, expert.accountId)).events).toEqual([])
  expect(await viewRuns(supervisor)).toEqual({ waiting: [], past: [] })
  expect((await listPublicity(supervisor, { size: 5, sort: 'desc' })).rows).toEqual([])
  expect((await listObjections(supervisor, { size: 5, sort: 'asc' })).rows).toEqual([])
  expect(await countObjections(supervisor, {})).toBe(0)
  expect((await reachOf(supervisor)).whole).toBe(true)
  expect((await listAudit(supervisor, { size: 5 })).rows.length).toBeGreaterThan(0)
  expect(Array.isArray(await bureauMatters(supervisor))).toBe(true)
})

test('he decides, gathers, reveals and takes out nothing', async () => {
  const id = newId()
  const asked: Promise<unknown>[] = [
    decideMember(supervisor, { id, version: 0, event: 'suspend', opinion: 'x' } as never),
    decideObjection(supervisor, { id, version: 0, event: 'note', opinion: 'x' }),
    createPublicity(supervisor),
    exportAudit(supervisor, {} as never),
  ]
  for (const work of asked) expect((await refusalOf(work)).code).toBe('notFound')
  expect(await db().auditEvent.count({ where: { actorId: supervisor.accountId, result: 'denied' } })).toBe(4)
})

test('the database gives the role to nobody beside another', async () => {
  const grant = (accountId: string, role: 'supervisor' | 'bureauReviewer' | 'auditAdmin') =>
    db().staffGrant.create({ data: { accountId, role } })
  await expect(grant(supervisor.accountId, 'bureauReviewer')).rejects.toThrow(/excludes/)
  for (const held of ['auditAdmin', 'bureauManager'] as const)
    await expect(grant((await staffOf(held)).accountId, 'supervisor')).rejects.toThrow(/excludes/)
})
