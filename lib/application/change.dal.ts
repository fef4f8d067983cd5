import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { assertMayApply } from '@/lib/affiliation/own.dal'
import { lockLiveAffiliation } from '@/lib/affiliation/write.dal'
import { whyNotChange, whyUnderWay } from '@/lib/expert/membership.rules'
import { takeEvidenceAlong, takeVersionFiles } from '@/lib/file/file.dal'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { ended } from '@/lib/workflow/application.machine'
import type { Application, Expert } from '@/prisma/generated/client'
import { versionSnapshot } from './content.dal'
import { createApplication } from './submit.dal'

/**
 * 更新专家信息 (S§7, D1): an expert begins a change, as a copy of what is in force, which stays so until every desk has
 * agreed. Asking twice, or many times at once, gives the same one.
 * @throws Refusal refused when he is not active in the pool, his unit has locked him, or others propose a change
 */
export async function startChange(actor: Actor): Promise<{ applicationId: string }> {
  await allow(actor, 'application.fill')
  const { accountId } = actor as IndividualActor
  const { policy } = await currentPolicy()
  return writeTx(actor, async tx => {
    const { expert, open } = await lockExpert(actor, tx, accountId)
    if (open?.proposedBy) throw refused(whyUnderWay(policy, open, 'expert'))
    if (open) return { applicationId: open.id }
    // a merge moves people with their affiliations: it waits, or has been
    await lockLiveAffiliation(actor, tx, accountId)
    const { unitId } = await assertMayApply(actor, tx, accountId)
    return { applicationId: await copyInForce(actor, tx, { ...expert, unitId }) }
  })
}

/**
 * The place in the pool of a person, who is held still, and his application under way. Whoever needs more holds it in
 * this order: account, application, affiliation, unit.
 * @throws Refusal refused when he is not active in the pool
 */
export async function lockExpert(
  _actor: Actor,
  tx: Tx,
  accountId: string,
): Promise<{ expert: Expert; open: Application | null }> {
  await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
  // before what is in force, which a decision about this one may bring about
  const open = await tx.application.findFirst({ where: { accountId, status: { notIn: [...ended] } } })
  const expert = await tx.expert.findUnique({ where: { accountId } })
  const why = whyNotChange(expert && { status: expert.status, statusLabel: membershipLabels[expert.status] })
  if (why) throw refused(why)
  return { expert: expert!, open }
}

type Proposer = { proposedBy: 'unit' | 'department'; proposedById: string }

/** Writes the application of a change whose working copy is the version in force. The person is held by the caller. */
export async function copyInForce(
  actor: Actor,
  tx: Tx,
  expert: { accountId: string; unitId: string; versionId: string },
  proposer?: Proposer,
): Promise<string> {
  const { accountId, unitId, versionId } = expert
  const { id: policyVersionId } = await currentPolicy()
  const inForce = await tx.application.findFirstOrThrow({ where: { versions: { some: { id: versionId } } } })
  const recommender = inForce.recommender === 'department' ? 'department' : 'unit'
  const data = { accountId, unitId, policyVersionId, recommender, baseVersionId: versionId, ...proposer } as const
  const event = proposer ? 'propose' : 'change'
  const former = proposer ? null : await formerChange(tx, accountId, versionId)
  const id = await createApplication(actor, tx, { ...data, kind: 'change', status: 'draft' }, event)
  const { sections, files } = await versionSnapshot(actor, tx, versionId)
  await tx.applicationSection.createMany({
    data: Object.entries({ ...sections, ...former?.sections }).map(([section, content]) => ({
      applicationId: id,
      section,
      data: content as object,
      version: 1,
    })),
  })
  await takeVersionFiles(actor, tx, files, { applicationId: id, accountId })
  if (former) await takeEvidenceAlong(actor, tx, former.id, id)
  await audit(tx, actor, {
    action: `application.${event}`,
    objectType: 'application',
    objectId: id,
    result: 'done',
    detail: { base: versionId, from: inForce.id, former: former?.id ?? null },
  })
  return id
}

/** What somebody wrote into his last change of the same version, which came to nothing: nobody types it twice. */
async function formerChange(tx: Tx, accountId: string, versionId: string) {
  const last = await tx.application.findFirst({
    where: { accountId, kind: 'change', baseVersionId: versionId, proposedBy: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    include: { sections: true },
  })
  if (!last || (last.status !== 'withdrawn' && last.status !== 'refused')) return null
  return { id: last.id, sections: Object.fromEntries(last.sections.map(({ section, data }) => [section, data])) }
}
