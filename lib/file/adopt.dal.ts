import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { UploadPurpose } from '@/lib/policy/upload-purposes'
import type { Prisma } from '@/prisma/generated/client'
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
  if ((await adopt(actor, tx, purpose, { unitId, ownerId, browser: null })) > 0) return
  await refuseWithout(actor, tx, purpose)
}

/**
 * Gives what a visitor's browser uploaded as proof to the objection he files.
 * @param owed a named objection comes with proof; an anonymous one may come without
 * @throws Refusal invalid beside `objectionProof`
 */
export async function adoptObjectionFiles(
  actor: Actor,
  tx: Tx,
  { objectionId, owed }: { objectionId: string; owed: boolean },
): Promise<void> {
  const purpose = 'objectionProof'
  if ((await adopt(actor, tx, purpose, { objectionId, browser: null })) === 0 && owed)
    await refuseWithout(actor, tx, purpose)
}

/**
 * Gives what somebody uploaded about a place in the pool to the exit he proposes, or answers. For the transaction that does it.
 * @returns how many files went along
 */
export async function adoptExitFiles(
  actor: Actor,
  tx: Tx,
  { purpose, memberId, exitId }: { purpose: 'exitEvidence' | 'exitAnswer'; memberId: string; exitId: string },
): Promise<number> {
  const owned = ownedBy(actor)
  if (!owned?.ownerId) return 0
  // as with an objection, what the virus scanner has not seen yet goes along
  const where = { OR: [live, waiting], ...owned, purpose, memberId, exitId: null }
  return (await tx.storedFile.updateMany({ where, data: { exitId } })).count
}

async function adopt(
  actor: Actor,
  tx: Tx,
  purpose: UploadPurpose,
  data: { unitId: string; ownerId: string; browser: null } | { objectionId: string; browser: null },
): Promise<number> {
  const owned = ownedBy(actor)
  if (owned?.ownerId !== null) return 0
  // what the virus scanner has not seen yet goes along: it is of this objection, and of no other the browser may file
  const seen: Prisma.StoredFileWhereInput = purpose === 'objectionProof' ? { OR: [live, waiting] } : live
  const where = { ...seen, ...owned, purpose, objectionId: null }
  return (await tx.storedFile.updateMany({ where, data })).count
}

async function refuseWithout(actor: Actor, tx: Tx, purpose: UploadPurpose): Promise<never> {
  const owned = ownedBy(actor)
  const { label } = (await currentPolicy()).policy.uploads[purpose]
  const unseen =
    owned?.ownerId === null && (await tx.storedFile.count({ where: { ...waiting, ...owned, purpose } })) > 0
  throw invalid({
    [purpose]: [unseen ? waitingSentence(label) : `请上传${label}。`],
  })
}
