import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { affiliationMachine } from '@/lib/workflow/affiliation.machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'

export type NewAffiliation = {
  accountId: string
  unitId: string
  policyVersionId: number
  divisionId?: string | null
  divisionName?: string | null
}

/**
 * A person comes under a unit, 待审核: the row and the first step of its history, in the caller's transaction.
 * @param by the person, where he registers in this very transaction and the actor is still a visitor
 * @throws a unique violation when he belongs to a unit already
 */
export async function beginAffiliation(
  actor: Actor,
  tx: Tx,
  { policyVersionId, ...data }: NewAffiliation,
  event: 'register' | 'complete' | 'join',
  by?: { name: string },
): Promise<string> {
  const id = newId()
  const at = now()
  await tx.affiliation.create({ data: { ...data, id, since: at, statusSince: at } })
  const beginning = { type: 'affiliation', id, status: 'pending', policyVersionId, event } as const
  await recordBeginning(actor, tx, beginning, by && { accountId: data.accountId, name: by.name, office: '本人' })
  return id
}

/** The unit a person belongs to now, held still for the rest of the transaction; null while there is none. */
export async function lockLiveAffiliation(_actor: Actor, tx: Tx, accountId: string) {
  const [locked] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM affiliation WHERE account_id = ${accountId}::uuid AND ended_at IS NULL FOR UPDATE`
  return locked
    ? tx.affiliation.findUniqueOrThrow({ where: { id: locked.id }, include: { unit: { select: { name: true } } } })
    : null
}

/**
 * A unit that recommends a person thereby says that he belongs to it. Part of the recommendation's transaction; owes
 * no message, because the recommendation owes none.
 * @throws Refusal refused when the unit has locked or refused him, or he has left
 */
export async function vouchFor(
  actor: Actor,
  tx: Tx,
  application: { accountId: string; unitId: string },
  policyVersionId: number,
): Promise<void> {
  const found = await lockLiveAffiliation(actor, tx, application.accountId)
  if (!found || found.unitId !== application.unitId) throw refused('申请人已不在本单位，不能推荐。请刷新页面查看。')
  const { id, status, version, lockedAt } = found
  if (lockedAt) throw refused('该人员已被锁定，请先解锁再推荐。')
  if (status === 'refused') throw refused('该人员的从属审核结果是「不通过」，请等本人修改并重新提交后再推荐。')
  if (status !== 'pending') return
  await transition(actor, tx, {
    machine: affiliationMachine,
    subject: { type: 'affiliation', id, status, version },
    event: 'recommend',
    facts: { locked: false, own: false, bound: null },
    policyVersionId,
  })
}
