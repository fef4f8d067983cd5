import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { adoptExitFiles } from '@/lib/file/adopt.dal'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { PolicyInForce } from '@/lib/policy/policy.schema'
import { plainFacts } from '@/lib/workflow/membership.machine'
import type { Expert } from '@/prisma/generated/client'
import { exitFacts, whyNotRestore } from './exit.rules'
import { lastExit, lockMember, moveMember } from './member.dal'

type Own = { expert: Expert; inForce: PolicyInForce; at: Date }

/** Does something with the actor's own place in the pool, held still. @throws Refusal notFound for who has none */
async function withOwn<T>(actor: Actor, work: (tx: Tx, own: Own) => Promise<T>): Promise<T> {
  await allow(actor, 'membership.own')
  const { accountId } = actor as IndividualActor
  const inForce = await currentPolicy()
  const result = await writeTx(actor, async tx => {
    const expert = await lockMember(actor, tx, accountId)
    return expert && { value: await work(tx, { expert, inForce, at: now() }) }
  })
  return result ? result.value : deny(actor, 'membership.own', { type: 'expert', id: accountId })
}

/** 申请退出专家库 (S§8②): the expert's own wish, which the bureau confirms. @throws Refusal refused, conflict */
export async function requestExit(
  actor: Actor,
  input: { version: number; opinion?: string | null },
): Promise<{ status: string }> {
  return withOwn(actor, async (tx, { expert, inForce, at }) => {
    const { accountId, status: fromStatus } = expert
    const moved = await moveMember(actor, tx, expert, {
      event: 'requestExit',
      facts: { ...plainFacts(at), own: true },
      policyVersionId: inForce.id,
      opinion: input.opinion,
      version: input.version,
    })
    const grounds = input.opinion?.trim() || '本人在系统中申请退出专家库。'
    const data = { id: newId(), accountId, source: 'requested', reason: 'ownWish', grounds, fromStatus, at }
    await tx.membershipExit.create({ data: { ...data, actorId: accountId } })
    return { status: moved.status as string }
  })
}

/** 撤回退出申请, before the bureau has confirmed it. @throws Refusal refused when others proposed the exit; conflict */
export async function cancelExit(actor: Actor, input: { version: number }): Promise<{ status: string }> {
  return withOwn(actor, async (tx, { expert, inForce, at }) => {
    const exit = await lastExit(actor, tx, expert.accountId)
    const moved = await moveMember(actor, tx, expert, {
      event: 'cancelExit',
      facts: { ...plainFacts(at), own: true, exit: exitFacts(exit, true, false) },
      policyVersionId: inForce.id,
      version: input.version,
      before: exit?.fromStatus,
    })
    await tx.membershipExit.update({ where: { id: exit!.id }, data: { outcome: 'cancelled', decidedAt: at } })
    return { status: moved.status as string }
  })
}

/** 恢复在库 after an automatic exit, within the days of the policy. @throws Refusal refused with the reason; conflict */
export async function restoreOwn(actor: Actor, input: { version: number }): Promise<{ status: string }> {
  return withOwn(actor, async (tx, { expert, inForce, at }) => {
    const { accountId } = expert
    const exit = await lastExit(actor, tx, accountId)
    const moved = await moveMember(actor, tx, expert, {
      event: 'restore',
      facts: { ...plainFacts(at), own: true, barred: whyNotRestore(inForce.policy.membership, exit, at) },
      policyVersionId: inForce.id,
      version: input.version,
    })
    await tx.expert.update({ where: { accountId }, data: { activatedAt: at, leaveOn: null } })
    await tx.membershipExit.update({ where: { id: exit!.id }, data: { outcome: 'restored', decidedAt: at } })
    return { status: moved.status as string }
  })
}

/**
 * 陈述申辩: what the expert says to a proposed exit; he may say more until it is decided, and the decider reads all of it.
 * @throws Refusal refused when nothing is proposed about him
 */
export async function stateOwn(actor: Actor, input: { statement: string }): Promise<null> {
  return withOwn(actor, async (tx, { expert, at }) => {
    const exit = await lastExit(actor, tx, expert.accountId)
    if (exit?.outcome !== null || exit.source !== 'proposed')
      throw refused('现在没有需要您陈述申辩的事项，可能已经办理完毕。请刷新页面查看。')
    const files = await adoptExitFiles(actor, tx, {
      ...{ purpose: 'exitAnswer', memberId: expert.accountId, exitId: exit.id },
    })
    await tx.membershipStatement.create({ data: { id: newId(), exitId: exit.id, text: input.statement, at } })
    await audit(tx, actor, {
      action: 'membership.state',
      objectType: 'membership',
      objectId: expert.accountId,
      result: 'done',
      detail: { exit: exit.id, ...(files > 0 && { files }) },
    })
    return null
  })
}
