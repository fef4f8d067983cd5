import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import { scan, type Verdict } from '@/lib/platform/scanner'
import { fileStore } from '@/lib/platform/storage'
import { type Tie, tiedTo, waiting } from './tie'

const BATCH = 20

/**
 * Asks the scanner again about files that arrived while it did not answer (trust IN15). One that is found infected
 * loses its bytes at once and stays in its owner's list as refused, until he takes it away. Safe to run in several
 * processes at once.
 * @returns how many of each verdict
 */
export async function scanWaiting(actor: Actor): Promise<Record<Verdict, number>> {
  await allow(actor, 'file.scan')
  const report = { clean: 0, infected: 0, unknown: 0 }
  const rows = await db().storedFile.findMany({ where: waiting, orderBy: { attachedAt: 'asc' }, take: BATCH })
  for (const { id } of rows) {
    const verdict = await scanStored(id)
    report[verdict]++
    // it is down for the others as well
    if (verdict === 'unknown') break
    await settle(actor, id, verdict)
  }
  return report
}

async function scanStored(id: string): Promise<Verdict> {
  const content = await fileStore().read(id)
  if (content) return scan(content.stream)
  log.error({ where: 'scan', id }, 'the bytes of a file that waits for the scanner are missing')
  return 'infected'
}

async function settle(actor: Actor, id: string, verdict: 'clean' | 'infected'): Promise<void> {
  const found = await db().$transaction(async tx => {
    const { count } = await tx.storedFile.updateMany({
      where: { ...waiting, id },
      data: verdict === 'clean' ? { status: 'clean', clearedAt: now() } : { status: 'refused' },
    })
    if (count === 1)
      await audit(tx, actor, {
        action: 'file.scan',
        objectType: 'file',
        objectId: id,
        result: verdict === 'clean' ? 'done' : 'failed',
        detail: verdict === 'clean' ? undefined : { reason: 'virus' },
      })
    return count === 1
  })
  if (found && verdict === 'infected') await fileStore().remove(id)
}

/** How many files wait for the scanner, and since when the oldest. For the administrator of the system. */
export async function scannerBacklog(actor: Actor): Promise<{ count: number; since: Date | null }> {
  await allow(actor, 'file.watch')
  const found = await db().storedFile.aggregate({ where: waiting, _count: true, _min: { attachedAt: true } })
  return { count: found._count, since: found._min.attachedAt }
}

/**
 * For whatever submits things: nothing is sent to a reviewer that the scanner has not seen.
 * @throws Refusal refused while a file waits
 */
export async function assertScanned(_actor: Actor, tx: Tx, tie: Tie | { applicationId: string }): Promise<void> {
  const open = await tx.storedFile.count({ where: { ...waiting, ...tiedTo(tie) } })
  if (open > 0) throw refused(stillWaiting)
}

const stillWaiting = '上传的文件还在等待病毒检查，检查通过后才能提交。您填写的内容已经保存，请过几分钟再来提交。'
