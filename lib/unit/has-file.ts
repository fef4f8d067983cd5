import 'server-only'
import { waitingSentence } from '@/lib/file/file.rules'
import { live, waiting } from '@/lib/file/tie'
import type { Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { UploadPurpose } from '@/lib/policy/upload-purposes'

/**
 * A check that the unit has a file of a purpose. The unit's row is held by then, so none can be taken away before the
 * end of the transaction.
 */
export const hasFile = (unitId: string, purpose: UploadPurpose) => async (tx: Tx) => {
  const count = await tx.storedFile.count({ where: { ...live, unitId, purpose } })
  if (count > 0) return
  const { label } = (await currentPolicy()).policy.uploads[purpose]
  const unseen = await tx.storedFile.count({ where: { ...waiting, unitId, purpose } })
  throw invalid({ [purpose]: [unseen > 0 ? waitingSentence(label) : `请上传${label}。`] })
}
