import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { type Permission, permissions } from '@/lib/access/permissions'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import { describeError, log } from '@/lib/platform/log'
import { fileStore } from '@/lib/platform/storage'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type ExportEvent, exportMachine } from '@/lib/workflow/export.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { ExpertExport, Prisma, StaffRole } from '@/prisma/generated/client'
import { KEPT_DAYS, MOST_ROWS, needsFor, whyTooMany } from './columns.rules'
import { exportedRows } from './rows.dal'
import { exportWorkbook } from './sheet.dal'

const DAY = 86_400_000
const AT_ONCE = 5

/**
 * Makes the files of requests that were agreed to, and removes those whose days are over. The bytes are stored before the
 * step that says so and removed after the step that says that: a crash in between leaves bytes that nobody can fetch,
 * which the clean-up of uploads takes away. One that fails keeps nobody back and is tried again.
 * @returns how many were made and removed
 */
export async function keepExports(actor: Actor): Promise<{ made: number; expired: number }> {
  await allow(actor, 'expert.exportMake')
  const report = { made: 0, expired: 0 }
  const agreed = await db().expertExport.findMany({
    where: { status: 'approved' },
    orderBy: { statusSince: 'asc' },
    take: AT_ONCE,
  })
  for (const row of agreed) if (await tried(row, () => make(actor, row))) report.made += 1
  const over = await db().expertExport.findMany({ where: { status: 'ready', expiresAt: { lte: now() } }, take: 200 })
  for (const row of over) if (await tried(row, () => expire(actor, row))) report.expired += 1
  return report
}

async function tried(row: ExpertExport, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work()
  } catch (error) {
    log.warn({ export: row.id, ...describeError(error) }, 'an export was not kept, will try again')
    return false
  }
}

/** One step of the worker; what it adds to the row goes into the same transaction. */
async function step(
  actor: Actor,
  row: ExpertExport,
  event: ExportEvent,
  given: { opinion?: string; data?: Prisma.ExpertExportUpdateInput } = {},
): Promise<void> {
  const { id: policyVersionId } = await currentPolicy()
  await db().$transaction(async tx => {
    // the file's facts come first: the database refuses a file that is ready without them
    if (given.data) await tx.expertExport.update({ where: { id: row.id }, data: given.data })
    await transition(actor, tx, {
      machine: exportMachine,
      subject: { type: 'export', id: row.id, status: row.status, version: row.version },
      event,
      facts: { own: false, over: null },
      policyVersionId,
      opinion: given.opinion,
    })
  })
}

async function make(actor: Actor, row: ExpertExport): Promise<boolean> {
  if (!(await mayStillAsk(row.requesterId, row.columns))) {
    await step(actor, row, 'stop', { opinion: '提出的人现在没有导出的权限，文件没有生成。' })
    return false
  }
  const { count, cells } = await exportedRows(actor, row, MOST_ROWS + 1)
  const tooMany = count === 0 ? '现在没有符合条件的专家。' : whyTooMany(count, true)
  if (tooMany) {
    await step(actor, row, 'stop', { opinion: tooMany })
    return false
  }
  const at = now()
  const bytes = await exportWorkbook(actor, row, cells(), at)
  await fileStore().put(row.id, bytes)
  const expiresAt = new Date(at.getTime() + KEPT_DAYS * DAY)
  const data = { rows: count, size: bytes.length, sha256: sha256(bytes), expiresAt }
  await step(actor, row, 'make', { data })
  return true
}

async function expire(actor: Actor, row: ExpertExport): Promise<boolean> {
  await step(actor, row, 'expire')
  await fileStore().remove(row.id)
  return true
}

/** Whether an account still has the roles that such an export needs, and is not disabled. */
async function mayStillAsk(id: string, columns: readonly string[]): Promise<boolean> {
  const held = (permission: Permission) => ({ staffRoles: { some: { role: { in: staffRolesOf(permission) } } } })
  const needed = (['expert.export', ...needsFor(columns)] as const).map(held)
  return (await db().account.count({ where: { id, disabledAt: null, AND: needed } })) > 0
}

const staffRolesOf = (permission: Permission) => permissions[permission] as readonly StaffRole[] as StaffRole[]
