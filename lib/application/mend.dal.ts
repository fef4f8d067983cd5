import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { entry } from '@/lib/dict/tree'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { Policy, ProfileSection } from '@/lib/policy/policy.schema'
import { profileProgress, type SectionProgress } from '@/lib/profile/progress.rules'
import type { SectionData } from '@/lib/profile/values.rules'
import { type Mend, type Opening, openingOf } from './mend.rules'

type Reader = Pick<Tx, 'applicationMend' | 'applicationSection' | 'storedFile'>
type Standing = { id: string; status: string; statusSince: Date; version: number }

/** What the newest return asked for, in the order it was named; none unless the application lies with the applicant. */
export async function mendsOf(_actor: Actor, tx: Reader, application: Standing): Promise<Mend[]> {
  if (application.status !== 'returned') return []
  const rows = await tx.applicationMend.findMany({
    where: { applicationId: application.id, subjectVersion: application.version },
    orderBy: { position: 'asc' },
  })
  return rows.map(({ section, rowId, remark }) => ({ section: section as ProfileSection, rowId, remark }))
}

/** Writes down what a return asks for. Part of the transaction that returns. */
export async function keepMends(
  _actor: Actor,
  tx: Tx,
  application: { id: string; version: number },
  mends: readonly Mend[],
): Promise<void> {
  await tx.applicationMend.createMany({
    data: mends.map((mend, position) => ({
      id: newId(),
      applicationId: application.id,
      subjectVersion: application.version,
      position,
      ...mend,
    })),
  })
}

/** How far a stored working copy is, for whoever holds it still. */
export async function storedProgress(
  _actor: Actor,
  tx: Reader,
  policy: Policy,
  applicationId: string,
): Promise<SectionProgress[]> {
  const rows = await tx.applicationSection.findMany({ where: { applicationId } })
  const sections: Partial<Record<ProfileSection, SectionData>> = {}
  for (const row of rows) sections[row.section as ProfileSection] = row.data as SectionData
  const files = await tx.storedFile.findMany({
    where: { applicationId, purpose: 'evidence', removedAt: null, attachedAt: { not: null } },
    select: { section: true, rowId: true },
  })
  return profileProgress(policy, { sections, files, isDiscipline: code => entry('discipline', code) !== null })
}

/** What of one section the applicant may change now. */
export async function openingNow(
  actor: Actor,
  tx: Reader,
  policy: Policy,
  application: Standing,
  section: ProfileSection,
): Promise<Opening> {
  const mends = await mendsOf(actor, tx, application)
  if (mends.length === 0) return 'all'
  const named = mends.some(mend => mend.section === section)
  const saved = await tx.applicationSection.findFirst({ where: { applicationId: application.id, section } })
  // it was open because it lacked something, and stays so once that is there
  if (!named && saved && saved.savedAt > application.statusSince) return 'all'
  const progress = await storedProgress(actor, tx, policy, application.id)
  return openingOf(mends, progress.find(one => one.section === section) ?? { section, missing: [] })
}
