import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { recordFailure } from '@/lib/access/failure'
import { allow } from '@/lib/access/gate'
import { type Permission, permissions } from '@/lib/access/permissions'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import { describeError, log } from '@/lib/platform/log'
import { fileStore } from '@/lib/platform/storage'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type ExportEvent, type ExportStatus, exportMachine } from '@/lib/workflow/export.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { ExpertExport, StaffRole } from '@/prisma/generated/client'
import { BROKEN_OFF_MS, KEPT_DAYS, MOST_ROWS, MOST_TRIES, needsFor, TRY_AGAIN_MS, whyTooMany } from './columns.rules'
import { lockExport } from './lock.dal'
import { exportedRows } from './rows.dal'
import { exportWorkbook } from './sheet.dal'
import { tellRequester } from './tell.dal'

const DAY = 86_400_000
const AT_ONCE = 5

export type KeptExports = { made: number; stopped: number; expired: number }

/**
 * Makes the files of requests that were agreed to, and removes those whose days are over. Each request is one worker's
 * at a time; one that fails waits a minute and comes after those that have not failed, and after three attempts it is
 * stopped and says so. An attempt is counted before it begins, so that one which takes the process down with it counts.
 * @returns how many were made, stopped and removed
 */
export async function keepExports(actor: Actor): Promise<KeptExports> {
  await allow(actor, 'expert.exportMake')
  const report: KeptExports = { made: 0, stopped: 0, expired: 0 }
  for (let turn = 0; turn < AT_ONCE; turn++) {
    const row = await claim()
    if (!row) break
    const outcome = await attempt(actor, row)
    if (outcome) report[outcome] += 1
  }
  for (const row of await brokenOff()) if (await giveUp(actor, row, new Error('broken off'))) report.stopped += 1
  const over = await db().expertExport.findMany({ where: { status: 'ready', expiresAt: { lte: now() } }, take: 200 })
  for (const row of over) if (await expire(actor, row)) report.expired += 1
  return report
}

const ago = (ms: number) => new Date(now().getTime() - ms)

/** The next request to make a file of: no other worker gets it until this attempt has failed or is long over. */
async function claim(): Promise<ExpertExport | null> {
  const [taken] = await db().$queryRaw<{ id: string }[]>`
    UPDATE expert_export SET attempts = attempts + 1, tried_at = ${now()} WHERE id = (
      SELECT id FROM expert_export
      WHERE status = 'approved' AND attempts < ${MOST_TRIES} AND (tried_at IS NULL OR tried_at <= ${ago(BROKEN_OFF_MS)})
      ORDER BY attempts, status_since, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING id::text`
  return taken ? db().expertExport.findUnique({ where: { id: taken.id } }) : null
}

/** Those whose last attempt came to no end: the process was gone before it could say so. */
const brokenOff = () =>
  db().expertExport.findMany({
    where: { status: 'approved', attempts: { gte: MOST_TRIES }, triedAt: { lte: ago(BROKEN_OFF_MS) } },
    take: AT_ONCE,
  })

async function attempt(actor: Actor, row: ExpertExport): Promise<'made' | 'stopped' | null> {
  try {
    return await make(actor, row)
  } catch (error) {
    if (row.attempts >= MOST_TRIES) return (await giveUp(actor, row, error)) ? 'stopped' : null
    log.warn({ export: row.id, attempts: row.attempts, ...describeError(error) }, 'an export failed, will try again')
    await waitAMinute(row)
    return null
  }
}

/** An attempt that failed need not be waited for as one that was broken off. */
async function waitAMinute({ id, attempts }: ExpertExport): Promise<void> {
  const triedAt = ago(BROKEN_OFF_MS - TRY_AGAIN_MS)
  try {
    await db().expertExport.updateMany({ where: { id, attempts, status: 'approved' }, data: { triedAt } })
  } catch (failure) {
    log.warn({ export: id, ...describeError(failure) }, 'an export waits for longer than it had to')
  }
}

/** Ends what cannot be made, with a number by which the log and the trail tell why. Its own failure waits for the next run. */
async function giveUp(actor: Actor, row: ExpertExport, error: unknown): Promise<boolean> {
  const number = recordFailure(error, { where: 'worker exports' })
  const opinion = `试了 ${MOST_TRIES} 次都没有生成，编号 ${number}。请把编号告诉系统管理员，查明原因后重新申请。`
  try {
    return await stop(actor, row, opinion)
  } catch (failure) {
    log.warn({ export: row.id, ...describeError(failure) }, 'an export was not stopped, will try again')
    return false
  }
}

type Given = {
  event: ExportEvent
  from: ExportStatus
  opinion?: string
  /** what belongs to the step, before it */
  before?: (tx: Tx) => Promise<void>
  /** what follows from it, in the same transaction */
  after?: (tx: Tx, version: number) => Promise<void>
}

/** One step of the worker with the request locked. @returns false when it stands elsewhere by now, and nothing is done */
async function step(actor: Actor, { id }: ExpertExport, { event, from, opinion, before, after }: Given) {
  const { id: policyVersionId } = await currentPolicy()
  return db().$transaction(async tx => {
    const row = await lockExport(actor, tx, id)
    if (row?.status !== from) return false
    await before?.(tx)
    const { version } = await transition(actor, tx, {
      machine: exportMachine,
      subject: { type: 'export', id, status: row.status, version: row.version },
      event,
      facts: { own: false, over: null },
      policyVersionId,
      opinion,
    })
    await after?.(tx, version)
    return true
  })
}

const stop = (actor: Actor, row: ExpertExport, opinion: string) =>
  step(actor, row, {
    event: 'stop',
    from: 'approved',
    opinion,
    after: (tx, version) => tellRequester(actor, tx, row, { template: 'export.stopped', params: { opinion }, version }),
  })

async function make(actor: Actor, row: ExpertExport): Promise<'made' | 'stopped' | null> {
  const ended = async (why: string) => ((await stop(actor, row, why)) ? 'stopped' : null)
  if (!(await mayStillAsk(row.requesterId, row.columns))) return ended('提出的人现在没有导出的权限，文件没有生成。')
  const { count, ids, cells } = await exportedRows(actor, row, MOST_ROWS + 1)
  const tooMany = count === 0 ? '现在没有符合条件的专家。' : whyTooMany(count, true)
  if (tooMany) return ended(tooMany)
  const at = now()
  const bytes = await exportWorkbook(actor, row, cells(), at)
  const expiresAt = new Date(at.getTime() + KEPT_DAYS * DAY)
  const data = { rows: count, size: bytes.length, sha256: sha256(bytes), madeAt: at, expiresAt }
  const done = await step(actor, row, {
    event: 'make',
    from: 'approved',
    before: async tx => {
      // the file's facts come first: the database refuses a file that is ready without them
      await tx.expertExport.update({ where: { id: row.id }, data })
      await tx.$executeRaw`
        INSERT INTO expert_export_person (export_id, account_id) SELECT ${row.id}::uuid, unnest(${ids}::uuid[])`
      // with the request locked: nobody revokes it, or makes it as well, between the bytes and the step that says so
      await fileStore().put(row.id, bytes)
    },
    after: (tx, version) =>
      tellRequester(actor, tx, row, { template: 'export.ready', params: { until: chinaTime(expiresAt) }, version }),
  })
  return done ? 'made' : null
}

/** The step first and the bytes second: a crash in between leaves bytes that nobody can fetch, for the clean-up. */
async function expire(actor: Actor, row: ExpertExport): Promise<boolean> {
  try {
    if (!(await step(actor, row, { event: 'expire', from: 'ready' }))) return false
    await fileStore().remove(row.id)
    return true
  } catch (error) {
    log.warn({ export: row.id, ...describeError(error) }, 'an export was not removed, will try again')
    return false
  }
}

/** Whether an account still has the roles that such an export needs, and is not disabled. */
async function mayStillAsk(id: string, columns: readonly string[]): Promise<boolean> {
  const held = (permission: Permission) => ({ staffRoles: { some: { role: { in: staffRolesOf(permission) } } } })
  const needed = (['expert.export', ...needsFor(columns)] as const).map(held)
  return (await db().account.count({ where: { id, disabledAt: null, AND: needed } })) > 0
}

const staffRolesOf = (permission: Permission) => permissions[permission] as readonly StaffRole[] as StaffRole[]
