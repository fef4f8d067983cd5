import 'server-only'
import type { Readable } from 'node:stream'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { fileStore } from '@/lib/platform/storage'
import { needsFor } from './columns.rules'

export type ExportFile = { name: string; size: number; stream: Readable }

/**
 * The file of a request for the one who has asked for it, as long as he may export and its days are not over. Each time
 * is in the audit trail.
 * @throws Refusal notFound for anybody else; refused before it is made and after it was removed
 */
export async function openExport(actor: Actor, id: string): Promise<ExportFile> {
  const subject = { type: 'export', id }
  await allow(actor, 'expert.export', subject)
  const row = uuid().safeParse(id).success ? await db().expertExport.findUnique({ where: { id } }) : null
  if (!row || row.requesterId !== accountOf(actor)) return deny(actor, 'expert.export', subject)
  for (const permission of needsFor(row.columns)) await allow(actor, permission, subject)
  if (row.status !== 'ready' || !row.expiresAt || row.expiresAt <= now())
    throw refused('这份文件还没有生成，或者已经过期删除。请返回查看它现在的状态。')
  const file = await fileStore().read(row.id)
  if (!file) throw refused('文件没有找到，请联系系统管理员，并报出导出编号。')
  await db().$transaction(async tx => {
    await tx.expertExport.update({ where: { id: row.id }, data: { downloads: { increment: 1 } } })
    const detail = { number: row.number, rows: row.rows }
    await audit(tx, actor, {
      action: 'export.download',
      objectType: 'export',
      objectId: row.id,
      result: 'done',
      detail,
    })
  })
  return { name: `专家名单_${row.number}.xlsx`, ...file }
}
