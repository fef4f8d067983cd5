import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import { log } from '@/lib/platform/log'
import { fileStore } from '@/lib/platform/storage'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const BATCH = 200

export type CleanReport = { expired: number; unadopted: number; removed: number; orphans: number }

/**
 * Collects what uploads leave behind (trust DU13): uploads that were never finished, files of visitors who did not
 * register and of exits that were not proposed, files that were removed before any version was submitted with them, bytes that no row knows. Rows go first and bytes second, so that a crash in
 * between leaves bytes for the next run and never a row without bytes. Safe to run in several processes at once.
 */
export async function cleanUploads(actor: Actor): Promise<CleanReport> {
  await allow(actor, 'file.clean')
  const report: CleanReport = {
    expired: await untilNone(() => forgetExpired()),
    unadopted: await untilNone(() => forgetUnadopted()),
    removed: await untilNone(() => forgetRemoved()),
    orphans: await removeOrphans(),
  }
  if (Object.values(report).some(count => count > 0))
    await audit(db(), actor, { action: 'file.clean', result: 'done', detail: report })
  return report
}

async function untilNone(batch: () => Promise<number>): Promise<number> {
  for (let total = 0; ; ) {
    const count = await batch()
    total += count
    if (count < BATCH) return total
  }
}

/**
 * Unfinished uploads whose address has expired and that nobody writes to; finished or refused ones a day later, when
 * no repetition of their last request can come any more.
 */
async function forgetExpired(): Promise<number> {
  const idle = new Date(now().getTime() - 10 * MINUTE)
  const old = new Date(now().getTime() - DAY)
  const rows = await db().$queryRaw<{ id: string }[]>`
    DELETE FROM stored_file WHERE status <> 'clean' AND id IN (
      SELECT i.file_id FROM upload_intent i JOIN stored_file f ON f.id = i.file_id
      WHERE i.completed_at IS NULL AND i.expires_at < ${idle}
        AND i.touched_at < CASE WHEN f.status = 'receiving' THEN ${idle}::timestamptz ELSE ${old}::timestamptz END
      ORDER BY i.expires_at LIMIT ${BATCH} FOR UPDATE OF i SKIP LOCKED)
    RETURNING id::text`
  for (const { id } of rows) await removeBytes(id)
  await db().uploadIntent.deleteMany({ where: { completedAt: { lt: old } } })
  return rows.length
}

/** What was uploaded a day ago and no registration, objection or exit took over. */
async function forgetUnadopted(): Promise<number> {
  const old = new Date(now().getTime() - DAY)
  const rows = await db().$queryRaw<{ id: string }[]>`
    DELETE FROM stored_file WHERE objection_id IS NULL AND exit_id IS NULL AND id IN (
      SELECT id FROM stored_file
      WHERE (owner_id IS NULL OR member_id IS NOT NULL) AND objection_id IS NULL AND exit_id IS NULL
        AND created_at < ${old}
      LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING id::text`
  for (const { id } of rows) await removeBytes(id)
  return rows.length
}

/** Files taken away a day ago that no submitted version mentions anywhere. */
async function forgetRemoved(): Promise<number> {
  const old = new Date(now().getTime() - DAY)
  const rows = await db().$queryRaw<{ id: string }[]>`
    DELETE FROM stored_file WHERE id IN (
      SELECT f.id FROM stored_file f
      WHERE f.removed_at < ${old} AND NOT EXISTS (
        SELECT 1 FROM application_version v JOIN application a ON a.id = v.application_id
        WHERE a.account_id IN (f.owner_id, f.person_id) AND position(f.id::text IN v.snapshot::text) > 0)
      LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING id::text`
  for (const { id } of rows) await removeBytes(id)
  return rows.length
}

/**
 * Bytes older than a day: whole objects without a row, partials without an unfinished upload. A database that was
 * pointed at another installation's store knows none of its rows, so whose store it is decides first.
 */
async function removeOrphans(): Promise<number> {
  if (!(await isOwnStore())) {
    log.error({ where: 'clean-uploads' }, 'the file store belongs to another database; nothing was removed')
    return 0
  }
  const old = new Date(now().getTime() - DAY)
  let removed = 0
  let ids: string[] = []
  const sweep = async () => {
    const known = await db().storedFile.findMany({ where: { id: { in: ids } }, include: { intent: true } })
    const byId = new Map(known.map(row => [row.id, row]))
    const exports = await db().expertExport.findMany({
      where: { id: { in: ids }, status: 'ready' },
      select: { id: true },
    })
    const exported = new Set(exports.map(row => row.id))
    for (const id of ids) {
      const row = byId.get(id)
      if (exported.has(id)) continue
      if (!row) {
        await removeBytes(id)
        removed++
      } else if (row.status === 'clean') await fileStore().removePartial(id)
    }
    ids = []
  }
  for await (const id of fileStore().listOlderThan(old)) {
    ids.push(id)
    if (ids.length === BATCH) await sweep()
  }
  await sweep()
  await fileStore().removeLeftovers(old)
  return removed
}

/** The first policy version is what a database keeps for good, through dump, restore and upgrade. */
async function isOwnStore(): Promise<boolean> {
  const first = await db().policyVersion.findFirst({ orderBy: { id: 'asc' } })
  return first !== null && fileStore().isOwnedBy(sha256(`${first.id} ${first.hash} ${first.createdAt.toISOString()}`))
}

async function removeBytes(id: string): Promise<void> {
  await fileStore().removePartial(id)
  await fileStore().remove(id)
}
