import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { filesOf } from '@/lib/file/file.dal'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { PolicyInForce, ProfileSection } from '@/lib/policy/policy.schema'
import { applicationMachine, fillable } from '@/lib/workflow/application.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { SavedSection, WorkingCopy } from './application.dto'
import { draftSchema, type SectionData } from './profile.schema'

/** The newest application of the person; ended ones count only while no other is open. */
export async function latestApplication(actor: Actor, tx: Pick<Tx, 'application'>) {
  const { accountId } = actor as IndividualActor
  return tx.application.findFirst({ where: { accountId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })
}

/**
 * The application whose working copy an individual may change now.
 * @throws Refusal notFound when it is not his, refused with the reason when it is not open for editing
 */
export async function assertFillable(actor: Actor, applicationId: string) {
  await allow(actor, 'application.fill', { type: 'application', id: applicationId })
  const application = await db().application.findFirst({
    where: { id: applicationId, accountId: (actor as IndividualActor).accountId },
  })
  if (!application) return deny(actor, 'application.fill', { type: 'application', id: applicationId })
  const { policy } = await currentPolicy()
  if (!fillable.includes(application.status))
    throw refused(
      `申请现在是「${applicationMachine(policy).labels[application.status]}」，内容不能修改。需要修改时请先撤回，或请审核人退回。`,
    )
  return application
}

/** Everything the person's form needs: the newest application with its sections, files and policy. */
export async function workingCopy(actor: Actor): Promise<WorkingCopy> {
  await allow(actor, 'application.viewOwn')
  const inForce = await currentPolicy()
  const application = await latestApplication(actor, db())
  if (!application) return deny(actor, 'application.viewOwn')
  const rows = await db().applicationSection.findMany({ where: { applicationId: application.id } })
  const sections: WorkingCopy['sections'] = {}
  for (const row of rows) sections[row.section as ProfileSection] = toSaved(row)
  return {
    applicationId: application.id,
    number: application.number,
    status: application.status,
    statusSince: application.statusSince,
    version: application.version,
    fillable: fillable.includes(application.status),
    sections,
    files: await filesOf(actor, application.id),
    policy: inForce.policy,
  }
}

const toSaved = (row: { data: unknown; version: number; savedAt: Date }): SavedSection => ({
  data: row.data as SectionData,
  version: row.version,
  savedAt: row.savedAt,
})

export type SaveResult =
  | { saved: true; version: number; savedAt: Date }
  | { saved: false; version: number; savedAt: Date; data: SectionData }

/**
 * Saves one section of the working copy. `version` is the one the browser last saw; an older one is not written but
 * answered with what is stored, so that the person can compare (trust CO5). The first save of an empty application
 * turns 信息未填写 into 填写中.
 * @param input.data what was typed, judged leniently (decision 003)
 * @throws Refusal notFound, refused (not open for editing), or a ZodError for data beyond the caps
 */
export async function saveSection(
  actor: Actor,
  input: { applicationId: string; section: ProfileSection; version: number; data: unknown },
): Promise<SaveResult> {
  const application = await assertFillable(actor, input.applicationId)
  const inForce = await currentPolicy()
  const data = draftSchema(input.section).parse(input.data)
  return writeTx(actor, async tx => {
    const key = { applicationId: application.id, section: input.section }
    const stored = await compareAndSet(tx, key, input.version, data)
    if (!stored) {
      const current = await tx.applicationSection.findUniqueOrThrow({ where: { applicationId_section: key } })
      return { saved: false, ...toSaved(current) }
    }
    if (application.status === 'empty') await begin(actor, tx, application, inForce)
    return { saved: true, version: stored.version, savedAt: stored.savedAt }
  })
}

async function compareAndSet(
  tx: Tx,
  key: { applicationId: string; section: string },
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

type Row = { id: string; status: 'empty' | string; version: number }

async function begin(actor: Actor, tx: Tx, application: Row, inForce: PolicyInForce): Promise<void> {
  const current = await tx.application.findUniqueOrThrow({ where: { id: application.id } })
  if (current.status !== 'empty') return
  await transition(actor, tx, {
    machine: applicationMachine(inForce.policy),
    subject: { type: 'application', id: current.id, status: current.status, version: current.version },
    event: 'fill',
    facts: { missing: [], ownApplication: false },
    policyVersionId: inForce.id,
  })
}
