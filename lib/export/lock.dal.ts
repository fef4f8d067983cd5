import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import type { ExpertExport } from '@/prisma/generated/client'

/**
 * A request as it is now, locked: whatever is done with it or its file, one after the other; or null. Deciding, making,
 * fetching, taking back and removing all begin here.
 */
export async function lockExport(_actor: Actor, tx: Tx, id: string): Promise<ExpertExport | null> {
  await tx.$queryRaw`SELECT 1 FROM expert_export WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return tx.expertExport.findUnique({ where: { id } })
}
