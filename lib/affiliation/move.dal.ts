import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { affiliationMachine } from '@/lib/workflow/affiliation.machine'
import { ended, fillable } from '@/lib/workflow/application.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { Move } from './affiliation.schema'
import { placeFor } from './own.dal'
import { beginAffiliation, lockLiveAffiliation } from './write.dal'

const inPool = '您是在库专家，换单位要由我们核实后办理。请按本页的联系方式联系我们。'
const atDesk = '您的申请正在办理，现在不能换单位。请先在首页撤回申请，或等办理结束后再换。'

/** The person's application under way, held still; null when there is none. */
async function lockOpenApplication(tx: Tx, accountId: string) {
  const open = { accountId, status: { notIn: [...ended] } }
  const found = await tx.application.findFirst({ where: open, select: { id: true } })
  if (!found) return null
  await tx.$queryRaw`SELECT 1 FROM application WHERE id = ${found.id}::uuid FOR UPDATE`
  return tx.application.findFirst({ where: { ...open, id: found.id } })
}

/** What stands in the way of a move: a place in the pool, an application at a desk; null when nothing does. */
async function boundBy(tx: Tx, accountId: string, application: { status: string } | null): Promise<string | null> {
  if ((await tx.expert.count({ where: { accountId, status: { not: 'left' } } })) > 0) return inPool
  return application && !(fillable as readonly string[]).includes(application.status) ? atDesk : null
}

/** Why the individual cannot change his unit now; null when he can. */
export async function whyNotMove(actor: Actor): Promise<string | null> {
  await allow(actor, 'affiliation.own')
  const { accountId } = actor as IndividualActor
  const application = await db().application.findFirst({ where: { accountId, status: { notIn: [...ended] } } })
  return boundBy(db(), accountId, application)
}

/**
 * 修改单位 (A6): ends the affiliation with the old unit, which loses sight of the person at once, and asks the new one.
 * An application that was not sent yet goes along; one at a desk has to be withdrawn first.
 * @throws Refusal refused (locked, in the pool, application at a desk), invalid, conflict when the old unit was faster
 */
export async function moveToUnit(actor: Actor, input: Move): Promise<{ unitName: string }> {
  await allow(actor, 'affiliation.own')
  const { accountId } = actor as IndividualActor
  const { id: policyVersionId } = await currentPolicy()
  return writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    const application = await lockOpenApplication(tx, accountId)
    const old = await lockLiveAffiliation(actor, tx, accountId)
    if (!old) throw refused('您还没有所在单位，请先在“用户中心”完善信息。')
    if (old.unitId === input.unitId) throw invalid({ unitId: ['这就是您现在的单位，请选择新的单位。'] })
    const place = await placeFor(actor, tx, input)
    await transition(actor, tx, {
      machine: affiliationMachine,
      subject: { type: 'affiliation', id: old.id, status: old.status, version: input.version },
      event: 'move',
      facts: { locked: old.lockedAt !== null, own: false, bound: await boundBy(tx, accountId, application) },
      policyVersionId,
    })
    await tx.affiliation.update({ where: { id: old.id }, data: { endedAt: now() } })
    await beginAffiliation(actor, tx, { accountId, policyVersionId, ...place }, 'join')
    if (application) {
      await tx.application.update({ where: { id: application.id }, data: { unitId: place.unitId } })
      await audit(tx, actor, {
        action: 'application.move',
        objectType: 'application',
        objectId: application.id,
        result: 'done',
        detail: { unitId: place.unitId },
      })
    }
    const unit = await tx.unit.findUniqueOrThrow({ where: { id: place.unitId }, select: { name: true } })
    return { unitName: unit.name }
  })
}
