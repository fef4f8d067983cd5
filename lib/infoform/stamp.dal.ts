import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { StampedForm } from '@/lib/application/application.dto'
import { live } from '@/lib/file/tie'
import type { Tx } from '@/lib/platform/db'
import { judgeScan, type ScanVerdict } from './code.rules'

/** The stamped form of a working copy and what it is worth for the present content. */
export type PresentStamp = { verdict: ScanVerdict; kept: StampedForm }

/**
 * The stamped form that lies with an application now, judged against the content as it is now; null where none does.
 * The caller has established that the actor may see the application.
 * @param hash the content hash
 */
export async function stampedForm(
  _actor: Actor,
  tx: Tx,
  application: { id: string; number: string },
  hash: string,
): Promise<PresentStamp | null> {
  const file = await tx.storedFile.findFirst({
    where: { ...live, applicationId: application.id, purpose: 'stampedForm' },
    orderBy: { id: 'desc' },
  })
  if (!file) return null
  const verdict = judgeScan(file.codes, { number: application.number, hash })
  const code = verdict === 'match' ? 'match' : 'unreadable'
  return { verdict, kept: { fileId: file.id, name: file.name, sha256: file.sha256!, code } }
}
