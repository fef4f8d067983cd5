import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { UploadPurpose } from '@/lib/policy/upload-purposes'
import { waitingSentence } from './file.rules'
import { live, ownedBy, waiting } from './tie'

/**
 * Gives what a visitor's browser uploaded for his registration to the unit that comes of it, in the transaction that
 * makes the unit and its administrator. The browser has no more right to it then.
 * @throws Refusal invalid beside a field of the purpose's name when nothing was uploaded, or not yet scanned
 */
export async function adoptRegistrationFiles(
  actor: Actor,
  tx: Tx,
  { purpose, unitId, ownerId }: { purpose: UploadPurpose; unitId: string; ownerId: string },
): Promise<void> {
  const owned = ownedBy(actor)
  const adopted =
    owned?.ownerId === null
      ? await tx.storedFile.updateMany({
          where: { ...live, ...owned, purpose },
          data: { unitId, ownerId, browser: null },
        })
      : { count: 0 }
  if (adopted.count > 0) return
  const { label } = (await currentPolicy()).policy.uploads[purpose]
  const unseen =
    owned?.ownerId === null && (await tx.storedFile.count({ where: { ...waiting, ...owned, purpose } })) > 0
  throw invalid({
    [purpose]: [unseen ? waitingSentence(label) : `请上传${label}。`],
  })
}
