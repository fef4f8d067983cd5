import 'server-only'
import type { z } from 'zod'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import type { MembershipStatus } from '@/lib/expert/membership.rules'
import { adoptExitFiles } from '@/lib/file/adopt.dal'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { conflict, invalid } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { chinaTime } from '@/lib/platform/time'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { plainFacts } from '@/lib/workflow/membership.machine'
import type { Expert, MembershipExit } from '@/prisma/generated/client'
import { backTo, exitFacts, hearingEnd, keepDay, owesEvidence, reasonLabel, reentryDay } from './exit.rules'
import { freeExitFiles } from './files.dal'
import { hasConfirmed, lastExit, lockMember, moveMember, tellMember, wasTold } from './member.dal'
import type { decideMemberSchema } from './membership.schema'

export type DecideMember = z.output<typeof decideMemberSchema>

const permissionOf = (event: DecideMember['event']) =>
  event === 'proposeExit' ? ('membership.propose' as const) : ('membership.decide' as const)

/**
 * The bureau decides about a place in the pool: 暂停, 恢复在库, 提出出库, 核实出库, 不予出库, 撤销出库 (S§8, S§9). Status, history,
 * audit, what becomes of the exit, and the message stand or fall together.
 * @throws Refusal notFound, refused (four eyes, the expert not heard yet), invalid (reason owed), conflict
 */
export async function decideMember(
  actor: Actor,
  input: DecideMember,
): Promise<{ status: MembershipStatus; label: string }> {
  const subject = { type: 'expert', id: input.id }
  await allow(actor, permissionOf(input.event), subject)
  const { id: policyVersionId, policy } = await currentPolicy()
  const own = await isSamePerson(actor, input.id)
  const reason = input.event === 'proposeExit' ? input.reason : undefined
  if (input.event === 'proposeExit' && !reason) throw invalid({ reason: ['请选择出库的原因，再写明依据。'] })
  const moved = await writeTx(actor, async tx => {
    const expert = await lockMember(actor, tx, input.id)
    if (!expert) return null
    const exit = await lastExit(actor, tx, input.id)
    if (exit && isOver(input.event) && (input.heard ?? 0) !== exit.statements.length)
      throw conflict('专家刚刚又提交了陈述申辩。请刷新页面，看过之后再决定；您写的理由还在。')
    const told = expert.status === 'leaving' && (await wasTold(actor, tx, expert))
    const at = now()
    const step = await moveMember(actor, tx, expert, {
      event: input.event,
      facts: {
        ...plainFacts(at),
        own,
        exit: exitFacts(exit, told, await isSamePerson(actor, exit?.actorId ?? null, tx)),
        confirmedByActor: await hasConfirmed(actor, tx, input.id),
        erased: exit?.erasedAt != null,
      },
      policyVersionId,
      confirmed: input.confirmed,
      opinion: reason ? `${reasonLabel(reason)}。\n${input.opinion ?? ''}` : input.opinion,
      version: input.version,
      before: backTo(exit, expert.activatedAt),
    })
    if (reason) {
      const grounds = input.opinion?.trim()
      if (!grounds) throw invalid({ opinion: ['请写明依据：什么时候、发生了什么、有什么证据。'] })
      await openExit(actor, tx, policy, expert, { reason, grounds, evidence: input.evidence?.trim() || null, at })
    }
    // what was announced before he was suspended, or was to leave, is announced anew
    if (input.event === 'resume' || input.event === 'rejectExit')
      await tx.expert.update({ where: { accountId: input.id }, data: { leaveOn: null } })
    // who comes back begins a new time, as whoever comes in does
    if (input.event === 'revokeExit')
      await tx.expert.update({ where: { accountId: input.id }, data: { leaveOn: null, activatedAt: at } })
    if (exit && isOver(input.event)) await closeExit(actor, tx, policy, exit, { event: input.event, at })
    await tell(actor, tx, policy, { ...expert, ...step }, { ...input, exitReason: reason ?? exit?.reason ?? null, at })
    return step.status
  })
  if (moved === null) return deny(actor, permissionOf(input.event), subject)
  return { status: moved, label: membershipLabels[moved] }
}

type Over = keyof typeof outcomes
const outcomes = { confirmExit: 'confirmed', rejectExit: 'rejected', revokeExit: 'revoked' } as const
const isOver = (event: DecideMember['event']): event is Over => event in outcomes

/** @throws Refusal invalid beside `evidence` where misconduct is alleged with nothing that proves it */
async function openExit(
  actor: Actor,
  tx: Tx,
  policy: Policy,
  expert: Expert,
  given: { reason: NonNullable<DecideMember['reason']>; grounds: string; evidence: string | null; at: Date },
): Promise<void> {
  const { accountId } = expert
  const id = newId()
  await tx.membershipExit.create({
    data: {
      ...given,
      id,
      accountId,
      actorId: accountOf(actor),
      source: 'proposed',
      fromStatus: expert.status,
      hearingUntil: hearingEnd(policy.membership, given.at),
    },
  })
  const files = await adoptExitFiles(actor, tx, { purpose: 'exitEvidence', memberId: accountId, exitId: id })
  if (files === 0 && given.evidence === null && owesEvidence(given.reason))
    throw invalid({ evidence: ['这一项原因要有证据：请上传证据材料，或写明证据是什么、存放在哪里。'] })
}

async function closeExit(
  actor: Actor,
  tx: Tx,
  policy: Policy,
  exit: MembershipExit,
  { event, at }: { event: Over; at: Date },
): Promise<void> {
  const from = event === 'confirmExit' && exit.reason ? reentryDay(policy.membership, exit.reason as never, at) : null
  const keepUntil = event === 'confirmExit' ? keepDay(policy.membership, from, at) : null
  await tx.membershipExit.update({
    where: { id: exit.id },
    data: {
      outcome: outcomes[event],
      decidedAt: at,
      reentryFrom: from === null ? null : new Date(from),
      keepUntil: keepUntil === null ? null : new Date(keepUntil),
    },
  })
  // what did not prove anything is not kept against him
  if (event === 'rejectExit') await freeExitFiles(actor, tx, { exitId: exit.id })
}

type Told = DecideMember & { exitReason: string | null; at: Date }

async function tell(
  actor: Actor,
  tx: Tx,
  policy: Policy,
  expert: { accountId: string; version: number },
  { event, exitReason, at }: Told,
): Promise<void> {
  const site = policy.authority.siteTitle
  const reason = reasonLabel(exitReason)
  switch (event) {
    case 'suspend':
      return tellMember(actor, tx, expert, { template: 'membership.suspended', params: { site } })
    case 'resume':
      return tellMember(actor, tx, expert, { template: 'membership.resumed', params: { site } })
    case 'proposeExit': {
      const until = chinaTime(hearingEnd(policy.membership, at))
      return tellMember(actor, tx, expert, { template: 'membership.exitProposed', params: { site, reason, until } })
    }
    case 'confirmExit':
      return tellMember(actor, tx, expert, { template: 'membership.left', params: { site, reason } })
    case 'rejectExit':
      return tellMember(actor, tx, expert, { template: 'membership.stays', params: { site } })
    case 'revokeExit':
      return tellMember(actor, tx, expert, { template: 'membership.back', params: { site } })
  }
}
