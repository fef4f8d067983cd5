import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { proposalOf } from '@/lib/application/proposal.dal'
import { ownPlace } from '@/lib/membership/view.dal'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { ended } from '@/lib/workflow/application.machine'
import { isUnsent, type Membership, profileState, whyNotChange, whyNotConfirm, whyUnderWay } from './membership.rules'

/** The individual's own place in the pool; null while he is not in it. */
export async function ownMembership(actor: Actor): Promise<Membership | null> {
  await allow(actor, 'application.viewOwn')
  return membershipOf(actor, db())
}

/**
 * 核对无误，没有变化: the individual says that what the pool holds about him is still true, which counts for a year.
 * @throws Refusal refused while he could not change it either, or while nothing is a year old
 */
export async function confirmProfile(actor: Actor): Promise<{ confirmedAt: string }> {
  await allow(actor, 'expert.confirmOwn')
  const { accountId } = actor as IndividualActor
  return writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    const member = await membershipOf(actor, tx)
    const why = member ? whyNotConfirm(member) : whyNotChange(null)
    if (why) throw refused(why)
    const confirmedAt = now()
    const { versionId } = await tx.expert.update({
      where: { accountId },
      data: { confirmedAt },
    })
    await audit(tx, actor, {
      action: 'expert.confirm',
      objectType: 'expert',
      objectId: accountId,
      result: 'done',
      detail: { version: versionId },
    })
    return { confirmedAt: confirmedAt.toISOString() }
  })
}

async function membershipOf(actor: Actor, tx: Tx): Promise<Membership | null> {
  const { accountId } = actor as IndividualActor
  const expert = await tx.expert.findUnique({ where: { accountId } })
  if (!expert) return null
  const { statusSince: since, kind } = await tx.application.findFirstOrThrow({
    where: { versions: { some: { id: expert.versionId } } },
    select: { statusSince: true, kind: true },
  })
  const open = await tx.application.findFirst({
    where: { accountId, kind: 'change', status: { notIn: [...ended] } },
    select: { id: true, status: true, createdAt: true, submittedAt: true, proposedBy: true },
  })
  const { policy } = await currentPolicy()
  const { status, admittedAt } = expert
  const statusLabel = membershipLabels[status]
  const confirmedAt = expert.confirmedAt && expert.confirmedAt > since ? expert.confirmedAt : null
  const unsent = open?.proposedBy && isUnsent(open) ? open : null
  return {
    status,
    statusLabel,
    imported: kind === 'legacy' || kind === 'automatic',
    admittedAt,
    since,
    confirmedAt,
    profile: profileState(confirmedAt ?? since, open?.submittedAt != null, now()),
    place: (await ownPlace(actor, tx))!,
    whyNotChange: whyNotChange({ status, statusLabel }) ?? (open && whyUnderWay(policy, open, 'expert')),
    proposing: unsent && {
      applicationId: unsent.id,
      office: (await proposalOf(actor, unsent.id, tx))!.office,
      since: unsent.createdAt,
      returned: unsent.status === 'returned',
    },
  }
}
