import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import type { SectionData } from '@/lib/profile/values.rules'
import { type SavedSection, toSaved } from './application.dto'

/** One part of a working copy: a section of the profile, or the reason of a proposal. */
export type PartKey = { applicationId: string; section: string }

/** A browser may know a version of a part that is gone or was never there; an empty one is shown then. */
export async function storedPart(_actor: Actor, tx: Tx, key: PartKey): Promise<SavedSection> {
  const row = await tx.applicationSection.findUnique({ where: { applicationId_section: key } })
  return row ? toSaved(row) : { data: {}, version: 0, savedAt: now() }
}

/**
 * Writes a part where the browser saw the newest version of it; null where somebody was faster. The caller holds the
 * application and has established that it is open.
 */
export async function keepPart(
  _actor: Actor,
  tx: Tx,
  key: PartKey,
  version: number,
  data: SectionData,
): Promise<{ version: number; savedAt: Date } | null> {
  const savedAt = now()
  if (version === 0) {
    const created = await tx.applicationSection.createMany({
      data: { ...key, data: data as object, version: 1, savedAt },
      skipDuplicates: true,
    })
    return created.count === 1 ? { version: 1, savedAt } : null
  }
  const updated = await tx.applicationSection.updateMany({
    where: { ...key, version },
    data: { data: data as object, version: version + 1, savedAt },
  })
  return updated.count === 1 ? { version: version + 1, savedAt } : null
}
