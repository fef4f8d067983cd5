import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { inPlaceOf } from '@/lib/access/stand-in'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { conflict, invalid, Refusal, refused } from '@/lib/platform/errors'
import { chinaTime } from '@/lib/platform/time'
import { isDenied, type Machine, rowFor, whyNot } from './machine'

export type SubjectType =
  | 'unit'
  | 'application'
  | 'notice'
  | 'affiliation'
  | 'membership'
  | 'publicity'
  | 'objection'
  | 'call'
  | 'intake'
  | 'policy'
  | 'invitation'
  | 'export'
  | 'draw'
  | 'drawRound'
  | 'drawSeat'

/** The object as the decider saw it. `version` is what makes a second decision lose. */
export type TransitionSubject<S extends string> = { type: SubjectType; id: string; status: S; version: number }

export type TransitionRequest<S extends string, E extends string, F> = {
  machine: Machine<S, E, F>
  subject: TransitionSubject<S>
  event: E
  facts: F
  policyVersionId: number
  opinion?: string | null
  /** he ticked what the row asks him to confirm */
  confirmed?: boolean
}

/**
 * The only writer of a status. Inside the caller's transaction: guarded update on status and version, history row,
 * audit row. The caller adds outbox rows and effects to the same transaction.
 * @returns the new status and version
 * @throws Refusal refused with the machine's sentence; invalid when an opinion or a tick is owed; conflict naming who was first
 */
export async function transition<S extends string, E extends string, F>(
  actor: Actor,
  tx: Tx,
  request: TransitionRequest<S, E, F>,
): Promise<{ status: S; version: number }> {
  const { machine, subject, event, facts, policyVersionId } = request
  const why = whyNot(machine, subject.status, event, actor, facts)
  if (why) {
    const late = await lateDecision(tx, machine, subject)
    if (late || !isDenied(machine, subject.status, event, actor, facts)) throw late ?? refused(why)
    const denied = { action: `${subject.type}.${event}`, objectType: subject.type, objectId: subject.id }
    throw new Refusal('refused', why, undefined, denied)
  }
  const row = rowFor(machine, subject.status, event)!
  const said = request.opinion?.trim() || null
  if (row.asks.opinion === 'required' && !said) throw invalid({ opinion: ['请写明理由，对方会看到这段话。'] })
  const confirm = row.asks.confirm?.(facts) ?? null
  if (confirm && !request.confirmed)
    throw invalid({ confirmed: [`请核对后勾选“${confirm}”。`] }, `请打开这一份，核对后勾选“${confirm}”，再办理。`)
  const opinion = [confirm && `${confirm}。`, said].filter(Boolean).join('\n') || null

  if (subject.type === 'application') await assertInForce(actor, tx, policyVersionId)
  const at = now()
  const version = subject.version + 1
  const updated = await guardedUpdate(tx, subject, { status: row.to, statusSince: at, version })
  if (updated === 0) throw (await lateDecision(tx, machine, subject)) ?? conflict('内容刚刚被修改过，请刷新后再办理。')

  const signature = signatureOf(actor)
  await tx.statusHistory.create({
    data: {
      subjectType: subject.type,
      subjectId: subject.id,
      event,
      fromStatus: subject.status,
      toStatus: row.to,
      actorId: accountOf(actor),
      actorName: signature.name,
      actorOffice: signature.office,
      inPlaceOf: await inPlaceOf(actor, tx, { permission: row.permission, type: subject.type, id: subject.id }),
      opinion,
      policyVersionId,
      subjectVersion: version,
      at,
    },
  })
  await audit(tx, actor, {
    action: `${subject.type}.${event}`,
    objectType: subject.type,
    objectId: subject.id,
    result: 'done',
    detail: { from: subject.status, to: row.to, version, policyVersionId, ...(confirm && { confirmed: true }) },
  })
  return { status: row.to, version }
}

/**
 * First row of an object's history: how it came to be. Written with the object itself.
 * `by` names the person of an account that is only made in the same transaction; the actor is then still a visitor.
 */
export async function recordBeginning(
  actor: Actor,
  tx: Tx,
  subject: { type: SubjectType; id: string; status: string; policyVersionId: number; event: string },
  by?: { accountId: string; name: string; office: string },
): Promise<void> {
  const signature = by ?? signatureOf(actor)
  await tx.statusHistory.create({
    data: {
      subjectType: subject.type,
      subjectId: subject.id,
      event: subject.event,
      toStatus: subject.status,
      actorId: by?.accountId ?? accountOf(actor),
      actorName: signature.name,
      actorOffice: signature.office,
      policyVersionId: subject.policyVersionId,
      subjectVersion: 0,
      at: now(),
    },
  })
}

/**
 * Whoever releases rules counts first who stands where, alone; every step of an application is taken beside others.
 * Held to the end of the transaction.
 */
export async function lockRules(_actor: Actor, tx: Tx, how: 'alone' | 'beside'): Promise<void> {
  if (how === 'alone') await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('policy'))::text AS locked`
  else await tx.$queryRaw`SELECT pg_advisory_xact_lock_shared(hashtext('policy'))::text AS locked`
}

/**
 * A policy is kept for seconds in each process; a step by one that was replaced meanwhile could lead an application to
 * a desk that is no more.
 * @throws Refusal conflict
 */
async function assertInForce(actor: Actor, tx: Tx, policyVersionId: number): Promise<void> {
  await lockRules(actor, tx, 'beside')
  const newer = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM policy_version v JOIN policy_version mine ON mine.id = ${policyVersionId}
    WHERE v.effective_from <= ${now()} AND (v.effective_from, v.id) > (mine.effective_from, mine.id)
      AND NOT EXISTS (SELECT 1 FROM policy_withdrawal w WHERE w.version_id = v.id) LIMIT 1`
  if (newer.length > 0) throw conflict('规则刚刚更新，请稍等几秒，刷新页面后按新的规则办理。')
}

async function guardedUpdate(
  tx: Tx,
  subject: TransitionSubject<string>,
  data: { status: string; statusSince: Date; version: number },
): Promise<number> {
  const where = { id: subject.id, version: subject.version, status: subject.status as never }
  const values = { ...data, status: data.status as never }
  const update = () => {
    switch (subject.type) {
      case 'unit':
        return tx.unit.updateMany({ where, data: values })
      case 'application':
        return tx.application.updateMany({ where, data: values })
      case 'notice':
        return tx.notice.updateMany({ where, data: values })
      case 'affiliation':
        return tx.affiliation.updateMany({ where, data: values })
      case 'membership': {
        const { id: accountId, ...seen } = where
        return tx.expert.updateMany({ where: { accountId, ...seen }, data: values })
      }
      case 'publicity':
        return tx.publicityBatch.updateMany({ where, data: values })
      case 'objection':
        return tx.objection.updateMany({ where, data: values })
      case 'call':
        return tx.call.updateMany({ where, data: values })
      case 'intake':
        return tx.intake.updateMany({ where, data: values })
      case 'policy':
        return tx.policyDraft.updateMany({ where, data: values })
      case 'invitation':
        return tx.expertInvitation.updateMany({ where, data: values })
      case 'export':
        return tx.expertExport.updateMany({ where, data: values })
      case 'draw':
        return tx.drawRequest.updateMany({ where, data: values })
      case 'drawRound':
        return tx.drawRound.updateMany({ where, data: values })
      case 'drawSeat':
        return tx.drawSeat.updateMany({ where, data: values })
    }
  }
  return (await update()).count
}

/** Who decided in the meantime, as a sentence; null when nobody did. */
async function lateDecision<S extends string, E extends string, F>(
  tx: Tx,
  machine: Machine<S, E, F>,
  subject: TransitionSubject<S>,
) {
  const last = await tx.statusHistory.findFirst({
    where: { subjectType: subject.type, subjectId: subject.id, subjectVersion: { gt: subject.version } },
    orderBy: { subjectVersion: 'desc' },
  })
  if (!last) return null
  const label = machine.labels[last.toStatus as S]
  return conflict(
    `${last.actorOffice}${last.actorName}已于 ${chinaTime(last.at)} 办理，现在的状态是「${label}」。请刷新查看。`,
  )
}
