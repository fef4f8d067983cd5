import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { reached } from '@/lib/application/proposal.dal'
import { enqueueSms } from '@/lib/message/outbox'
import type { TemplateName, TemplateParams } from '@/lib/message/templates'
import type { Tx } from '@/lib/platform/db'
import { decidedLast } from '@/lib/workflow/history.dal'
import { type MembershipEvent, type MembershipFacts, membershipMachine } from '@/lib/workflow/membership.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { Expert, MembershipExit, MembershipStatement } from '@/prisma/generated/client'

/** An expert, held still for the rest of the transaction; null when there is none. */
export async function lockMember(_actor: Actor, tx: Tx, accountId: string): Promise<Expert | null> {
  await tx.$queryRaw`SELECT 1 FROM expert WHERE account_id = ${accountId}::uuid FOR UPDATE`
  return tx.expert.findUnique({ where: { accountId } })
}

/** An exit with everything the expert said to it, the last word first. */
export type HeardExit = MembershipExit & { statements: MembershipStatement[] }

/** The exit of somebody that is under way, or else his last one; null when there was none. */
export async function lastExit(
  _actor: Actor,
  tx: Pick<Tx, 'membershipExit'>,
  accountId: string,
): Promise<HeardExit | null> {
  return tx.membershipExit.findFirst({
    where: { accountId },
    include: { statements: { orderBy: [{ at: 'desc' }, { id: 'desc' }] } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  })
}

/** Whether the acting person confirmed the exit somebody left by (four eyes). */
export const hasConfirmed = async (actor: Actor, tx: Tx, accountId: string): Promise<boolean> =>
  (await decidedLast(actor, tx, 'membership', [accountId], ['confirmExit'])).has(accountId)

/** Whether the message about the last step of a place in the pool went out; a gateway that took it is all that is known. */
export async function wasTold(
  _actor: Actor,
  tx: Pick<Tx, 'message'>,
  { accountId, version }: Pick<Expert, 'accountId' | 'version'>,
): Promise<boolean> {
  const where = { dedupeKey: `membership:${accountId}:${version}`, sentAt: { not: null } }
  return (await tx.message.count({ where })) > 0
}

type Move = {
  event: MembershipEvent
  facts: MembershipFacts
  policyVersionId: number
  opinion?: string | null
  /** he ticked what the step asks him to confirm */
  confirmed?: boolean
  /** as the actor saw it, where he saw it */
  version?: number
  /** the state an exit under way leads back to */
  before?: MembershipExit['fromStatus']
}

/** One step of a place in the pool, of an expert who is held still. @throws Refusal as `transition` does */
export async function moveMember(
  actor: Actor,
  tx: Tx,
  expert: Pick<Expert, 'accountId' | 'status' | 'version'>,
  { event, facts, policyVersionId, opinion, confirmed, version = expert.version, before }: Move,
): Promise<{ status: Expert['status']; version: number }> {
  const subject = { type: 'membership', id: expert.accountId, status: expert.status, version } as const
  const machine = membershipMachine(before)
  return transition(actor, tx, { machine, subject, event, facts, policyVersionId, opinion, confirmed })
}

/** The SMS that a step owes the expert. @param version the one the step led to */
export async function tellMember<N extends TemplateName>(
  actor: Actor,
  tx: Tx,
  { accountId, version }: { accountId: string; version: number },
  message: { template: N; params: TemplateParams<N> },
): Promise<void> {
  const dedupeKey = `membership:${accountId}:${version}`
  await enqueueSms(tx, { ...(await reached(actor, tx, accountId)), ...message, dedupeKey })
}
