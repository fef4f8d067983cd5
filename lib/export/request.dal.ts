import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { requireStepUp } from '@/lib/auth/step-up'
import { describeFilter } from '@/lib/expert/describe.dal'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type ExportStatus, exportMachine } from '@/lib/workflow/export.machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'
import { holdsNumbers, needsFor, whyTooMany } from './columns.rules'
import type { CancelExport, DecideExport, RequestExport } from './export.schema'
import { lockExport } from './lock.dal'
import { countQuery, readQuery } from './query.dal'
import { tellRequester } from './tell.dal'

/**
 * Asks for a file of the experts whom some conditions show (M3). Nothing is made until somebody else agrees.
 * @throws Refusal refused when nobody, or more than a file may hold, meets the conditions
 */
export async function requestExport(actor: Actor, input: RequestExport): Promise<{ id: string }> {
  await allow(actor, 'expert.export')
  if (actor.kind !== 'staff') return deny(actor, 'expert.export')
  const { query, filter } = await readQuery(actor, input.query)
  const { count, more } = await countQuery(actor, query)
  if (count === 0) throw refused('没有符合条件的专家，没有可以导出的内容。请返回专家库修改条件。')
  const tooMany = whyTooMany(count, more)
  if (tooMany) throw refused(tooMany)
  const { id: policyVersionId } = await currentPolicy()
  const { columns, purpose } = input
  if (needsFor(columns).some(permission => !may(actor, permission)))
    throw invalid({ columns: ['您没有查看其中一列的权限，不能导出它。请取消，或由业务管理员提出申请。'] })
  const numbersReason = holdsNumbers(columns) ? input.numbersReason : null
  // in words as they are now: names of codes and departments may change, what was agreed to may not
  const conditions = (await describeFilter(actor, filter)).map(({ label, words }) => ({ label, words }))
  return writeTx(actor, async tx => {
    const id = newId()
    const number = await nextNumber(tx)
    const requester = { requesterId: actor.accountId, requesterName: actor.name, requesterOffice: actor.office }
    await tx.expertExport.create({
      data: {
        ...{ id, number, ...requester, query, conditions, columns, purpose, numbersReason },
        ...{ counted: count, createdAt: now() },
      },
    })
    await recordBeginning(actor, tx, { type: 'export', id, status: 'requested', policyVersionId, event: 'request' })
    const detail = { number, count, columns: columns.join(' '), numbers: numbersReason !== null }
    await audit(tx, actor, { action: 'export.request', objectType: 'export', objectId: id, result: 'done', detail })
    return { id }
  })
}

/** DC2026-0007: counted on for good, so that no two files ever bear one number. */
async function nextNumber(tx: Tx): Promise<string> {
  const [sequence] = await tx.$queryRaw<{ next: bigint }[]>`SELECT nextval('expert_export_number_seq') AS next`
  return `DC${chinaDay(now()).slice(0, 4)}-${String(sequence!.next).padStart(4, '0')}`
}

/**
 * Agrees to a request or not; never to one's own. Those who meet the conditions are counted once more, and agreeing asks
 * for a second proof.
 * @throws Refusal notFound; refused for one's own, or when too many meet the conditions now; stepUp; conflict
 */
export async function decideExport(actor: Actor, input: DecideExport): Promise<{ label: string }> {
  const subject = { type: 'export', id: input.id }
  await allow(actor, 'expert.exportDecide', subject)
  if (actor.kind !== 'staff') return deny(actor, 'expert.exportDecide', subject)
  const { id: policyVersionId } = await currentPolicy()
  const outcome = await writeTx(actor, async tx => {
    const row = await lockExport(actor, tx, input.id)
    if (!row) return null
    const { count, more } = await countQuery(actor, row.query)
    const own = await isSamePerson(actor, row.requesterId, tx)
    const approver = { approverId: actor.accountId, approverName: `${actor.office}${actor.name}` }
    if (!own) await tx.expertExport.update({ where: { id: row.id }, data: approver })
    const { status, version } = await transition(actor, tx, {
      machine: exportMachine,
      subject: { type: 'export', id: row.id, status: row.status, version: input.version },
      event: input.event,
      facts: { own, over: whyTooMany(count, more) },
      policyVersionId,
      opinion: input.opinion,
    })
    if (input.event === 'approve') await requireStepUp(actor, { action: 'export.approve', objectId: row.id }, tx)
    if (input.event === 'refuse')
      await tellRequester(actor, tx, row, {
        template: 'export.refused',
        params: { opinion: input.opinion ?? '' },
        version,
      })
    return { label: exportMachine.labels[status] }
  })
  return outcome ?? deny(actor, 'expert.exportDecide', subject)
}

/** Takes one's own request back while nobody has decided. @throws Refusal notFound, refused, conflict */
export async function cancelExport(
  actor: Actor,
  input: CancelExport,
): Promise<{ status: ExportStatus; version: number }> {
  const subject = { type: 'export', id: input.id }
  await allow(actor, 'expert.export', subject)
  const { id: policyVersionId } = await currentPolicy()
  const outcome = await writeTx(actor, async tx => {
    const row = await lockExport(actor, tx, input.id)
    if (!row) return null
    return transition(actor, tx, {
      machine: exportMachine,
      subject: { type: 'export', id: row.id, status: row.status, version: input.version },
      event: 'cancel',
      facts: { own: actor.kind === 'staff' && row.requesterId === actor.accountId, over: null },
      policyVersionId,
    })
  })
  return outcome ?? deny(actor, 'expert.export', subject)
}
