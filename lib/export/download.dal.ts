import 'server-only'
import type { Readable } from 'node:stream'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { requireStepUp } from '@/lib/auth/step-up'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { fileStore } from '@/lib/platform/storage'
import { holdsNumbers, needsFor } from './columns.rules'
import { lockExport } from './lock.dal'

export type ExportFile = { name: string; size: number; stream: Readable }

/**
 * The file of a request for the one who has asked for it, as long as he may export and its days are not over; with a
 * second proof each time where it holds numbers in clear. Each time is in the audit trail. The request is locked
 * meanwhile: what begins after it was revoked gets nothing.
 * @throws Refusal notFound for anybody else; refused before it is made and after it was removed or revoked; stepUp
 */
export async function openExport(actor: Actor, id: string): Promise<ExportFile> {
  const subject = { type: 'export', id }
  await allow(actor, 'expert.export', subject)
  const found = uuid().safeParse(id).success ? await db().expertExport.findUnique({ where: { id } }) : null
  if (!found || found.requesterId !== accountOf(actor)) return deny(actor, 'expert.export', subject)
  for (const permission of needsFor(found.columns)) await allow(actor, permission, subject)
  return db().$transaction(async tx => {
    const row = (await lockExport(actor, tx, id)) ?? found
    if (row.status === 'revoked') throw refused('这份文件已被收回，不能下载。原因见办理记录。')
    if (row.status !== 'ready' || !row.expiresAt || row.expiresAt <= now())
      throw refused('这份文件还没有生成，或者已经过期删除。请返回查看它现在的状态。')
    if (holdsNumbers(row.columns)) await requireStepUp(actor, { action: 'export.download', objectId: row.id }, tx)
    await tx.expertExport.update({ where: { id: row.id }, data: { downloads: { increment: 1 } } })
    const detail = { number: row.number, rows: row.rows }
    await audit(tx, actor, {
      action: 'export.download',
      objectType: 'export',
      objectId: row.id,
      result: 'done',
      detail,
    })
    const file = await fileStore().read(row.id)
    if (!file) throw refused('文件没有找到，请联系系统管理员，并报出导出编号。')
    return { name: `专家名单_${row.number}.xlsx`, ...file }
  })
}
