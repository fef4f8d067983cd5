import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { isDiscipline } from '@/lib/dict/tree'
import type { Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { Policy, ProfileSection } from '@/lib/policy/policy.schema'
import { profileProgress } from '@/lib/profile/progress.rules'
import { toSnapshot } from './application.dto'
import { type Mend, type Opening, openingOf } from './mend.rules'

type Reader = Pick<Tx, 'applicationMend' | 'applicationVersion'>
type Standing = { id: string; status: string; version: number }

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

/** What of each part may be changed because of what a return asked for; null: everything may. */
export async function openingsOf(
  _actor: Actor,
  tx: Reader,
  policy: Policy,
  applicationId: string,
  mends: readonly Mend[],
): Promise<Partial<Record<ProfileSection, Opening>> | null> {
  if (mends.length === 0) return null
  const version = await tx.applicationVersion.findFirst({
    where: { applicationId },
    orderBy: { number: 'desc' },
    select: { snapshot: true },
  })
  const { sections, files } = version ? toSnapshot(version.snapshot) : { sections: {}, files: [] }
  const progress = profileProgress(policy, { sections, files, isDiscipline })
  return Object.fromEntries(progress.map(one => [one.section, openingOf(mends, one)]))
}

/** What of one part may be changed now. */
export async function openingNow(
  actor: Actor,
  tx: Reader,
  policy: Policy,
  application: Standing,
  section: ProfileSection,
): Promise<Opening> {
  const mends = await mendsOf(actor, tx, application)
  const openings = await openingsOf(actor, tx, policy, application.id, mends)
  return openings ? (openings[section] ?? 'none') : 'all'
}
