import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import type { Snapshot } from '@/lib/application/application.dto'
import { clearNotes } from '@/lib/draw/clear.dal'
import { CLEARED } from '@/lib/draw/clear.rules'
import type { Tx } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import { NO_TITLE } from '@/lib/profile/facts.rules'
import { ended } from '@/lib/workflow/application.machine'
import type { Prisma } from '@/prisma/generated/client'
import { freeExitFiles } from './files.dal'

/** Stands where a name stood. */
export const ERASED = CLEARED

const blank: Snapshot = {
  person: {
    ...{ name: ERASED, sex: '', birthDate: '', docType: '', docMask: '', phoneMask: '', email: '' },
    ...{ region: '', unitId: '', unitName: '' },
  },
  sections: { basic: { disciplines: [] }, titles: { none: true, rows: [] } },
  files: [],
}

/**
 * Who left, whose days of keeping are over, and about whom nothing is being decided: a new application of his stops it until
 * that has ended.
 * @param accountId of one of them, to be asked once more
 */
export async function whoIsErasable(_actor: Actor, tx: Tx, at: Date, accountId?: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT e.account_id::text AS id FROM expert e
    CROSS JOIN LATERAL (SELECT * FROM membership_exit x WHERE x.account_id = e.account_id
                        ORDER BY x.at DESC, x.id DESC LIMIT 1) x
    WHERE e.status = 'left' AND x.keep_until < ${new Date(chinaDay(at))}::date AND x.erased_at IS NULL
      -- what an earlier exit promised to keep longer is kept longer
      AND NOT EXISTS (SELECT 1 FROM membership_exit k WHERE k.account_id = e.account_id AND k.erased_at IS NULL
        AND k.keep_until >= ${new Date(chinaDay(at))}::date)
      AND (${accountId ?? null}::uuid IS NULL OR e.account_id = ${accountId ?? null}::uuid)
      AND NOT EXISTS (SELECT 1 FROM application a WHERE a.account_id = e.account_id
        AND a.status NOT IN ('empty', 'draft', 'admitted', 'refused', 'withdrawn')
        -- a change that came back before he left is never sent again
        AND NOT (a.kind = 'change' AND a.status = 'returned'))
    ORDER BY e.account_id`
  return rows.map(row => row.id)
}

/**
 * Erases what is kept of somebody who left (PIPL art. 47): what he submitted, working copies and proof, the evidence of his
 * exits, what the pool was searched by, his bank account. What stays is the record of decisions (steps, opinions,
 * reason and ground of the exit), his account, and a draft he has begun since. The row of the expert is held still by the
 * caller's transaction.
 */
export async function eraseMember(actor: Actor, tx: Tx, accountId: string, at: Date): Promise<void> {
  const applications = await tx.application.findMany({
    // a change of what was in force is of no use to anybody who is not in the pool
    where: { accountId, OR: [{ status: { in: [...ended] } }, { kind: 'change' }] },
    select: { id: true },
  })
  const over = { in: applications.map(({ id }) => id) }
  await tx.applicationSection.deleteMany({ where: { applicationId: over } })
  const versions = await tx.applicationVersion.updateMany({
    where: { applicationId: over, erasedAt: null },
    data: { snapshot: blank as unknown as Prisma.InputJsonObject, erasedAt: at },
  })
  // what the conditions were judged by are rows of what he submitted
  await tx.judgement.updateMany({ where: { applicationId: over }, data: { results: [] } })
  await tx.application.updateMany({ where: { id: over }, data: { disciplineCodes: [] } })
  const files = await tx.storedFile.updateMany({
    where: { applicationId: over, removedAt: null },
    data: { removedAt: at },
  })
  await freeExitFiles(actor, tx, { memberId: accountId })
  await tx.personBank.deleteMany({ where: { accountId } })
  await tx.expertDiscipline.deleteMany({ where: { expertId: accountId } })
  await tx.expertWords.deleteMany({ where: { expertId: accountId } })
  await tx.expertTie.deleteMany({ where: { expertId: accountId } })
  // why he did not review, and when he could not come: that it was so stays, the words do not
  await tx.drawConflict.updateMany({ where: { expertId: accountId }, data: { evidence: ERASED } })
  const himself = { name: null, nameKey: null, unitName: null, unitId: null, reason: ERASED, declaredBy: ERASED }
  await tx.drawAvoidance.updateMany({ where: { expertId: accountId, source: 'expert' }, data: himself })
  await clearNotes(actor, tx, { expertId: accountId })
  const invited = { name: ERASED, unitName: ERASED, reason: ERASED, title: null }
  await tx.drawSpecial.updateMany({ where: { expertId: accountId }, data: invited })
  await tx.expertLeave.deleteMany({ where: { expertId: accountId } })
  const { versionId } = await tx.expert.update({
    where: { accountId },
    data: {
      ...{ name: ERASED, nameChars: [...ERASED], pinyin: '', initials: '', birthDate: null },
      ...{ titleCode: NO_TITLE, titleLevel: 'none', sourceNote: null },
      ...{ expertType: null, workSince: null },
    },
  })
  await tx.expert.update({ where: { accountId }, data: { wordsVersionId: versionId, tiesVersionId: versionId } })
  const kept = { accountId, keepUntil: { not: null }, erasedAt: null }
  await tx.membershipExit.updateMany({ where: kept, data: { erasedAt: at } })
  await audit(tx, actor, {
    action: 'membership.erase',
    objectType: 'membership',
    objectId: accountId,
    result: 'done',
    detail: { versions: versions.count, files: files.count },
  })
}
