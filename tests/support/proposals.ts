import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { saveSection } from '@/lib/application/fill.dal'
import { startProposal, submitProposal } from '@/lib/application/propose.dal'
import { db } from '@/lib/platform/db'
import type { Applicant } from './applications'

/** The same person at a change that a unit or a department begins to propose about him. */
export async function proposed(actor: UnitActor | StaffActor, person: Applicant): Promise<Applicant> {
  const { applicationId } = await startProposal(actor, { accountId: person.accountId })
  return { ...person, applicationId }
}

/** Somebody changes one field of the working copy. */
export async function toOffice(actor: UnitActor | StaffActor | Applicant, { applicationId }: Applicant) {
  const row = await db().applicationSection.findUniqueOrThrow({
    where: { applicationId_section: { applicationId, section: 'basic' } },
  })
  const data = { ...(row.data as object), department: '教务处' }
  return saveSection(actor, { applicationId, section: 'basic', version: row.version, data })
}

/** A proposer sends what he proposes. */
export const send = (
  actor: UnitActor | StaffActor,
  { applicationId }: Pick<Applicant, 'applicationId'>,
  reason = '科室已经调整。',
) => submitProposal(actor, { applicationId, reason })
