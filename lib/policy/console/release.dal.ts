import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { ownAmong } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { sortKeys } from '@/lib/audit/chain.rules'
import { requireStepUp } from '@/lib/auth/step-up'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { conflict, invalid, refused } from '@/lib/platform/errors'
import { plainDate } from '@/lib/platform/fields/dates'
import { sha256 } from '@/lib/platform/ids'
import { chinaTime, startOfDay } from '@/lib/platform/time'
import { currentPolicy, forgetPolicy } from '@/lib/policy/policy.public.dal'
import { policySchema } from '@/lib/policy/policy.schema'
import { policyDraftMachine } from '@/lib/workflow/policy.machine'
import { lockRules, transition } from '@/lib/workflow/transition.dal'
import type { ReleasePolicy } from './console.schema'
import { draftFacts, draftFor } from './draft.dal'
import { takesStepsAway } from './steps.rules'
import { readOrRefuse } from './stored.rules'
import { strandedBy } from './stranded.dal'
import { newestVersion, policyOf } from './versions.dal'

const officeAndName = (actor: Actor): string => {
  const { office, name } = signatureOf(actor)
  return `${office}${name}`
}

/** So far ahead a version may be released, in milliseconds. */
const LONGEST_AHEAD = 366 * 24 * 3_600_000

/** When the rules come into force, as an instant. @throws Refusal invalid beside `day` */
function startOf({ when, day }: ReleasePolicy, at: Date): Date {
  if (when === 'now') return at
  const named = plainDate('生效日期').safeParse(day)
  if (!named.success) throw invalid({ day: named.error.issues.map(issue => issue.message) })
  const start = startOfDay(named.data)
  if (start > new Date(at.getTime() + LONGEST_AHEAD)) throw invalid({ day: ['生效日期不能晚于一年以后，请核对'] })
  if (start <= at) throw invalid({ day: ['生效日期要在今天以后；今天就要生效的，请选“立即生效”'] })
  return start
}

/**
 * Releases a draft that was sent: with the second factor, by a manager who has not changed it, from now on or from the
 * beginning of a day to come. Who decides by the old rules at the same moment is finished before, or refused after.
 * @throws Refusal refused (four eyes, another version meanwhile, applications that nobody could decide any more),
 *   invalid (the day), conflict (somebody was first), stepUp, notFound
 */
export async function releaseDraft(actor: Actor, input: ReleasePolicy): Promise<{ id: number }> {
  await allow(actor, 'policy.release', { type: 'policy', id: input.id })
  const inForce = await currentPolicy()
  const released = await writeTx(actor, async tx => {
    await lockRules(actor, tx, 'alone')
    const draft = await draftFor(actor, tx, input.id)
    if (draft.version !== input.version) throw conflict('这份草稿刚刚有人改过或办理过，请刷新页面，核对以后再发布。')
    const policy = readOrRefuse(draft)
    const at = now()
    const moved = await transition(actor, tx, {
      machine: policyDraftMachine,
      subject: { type: 'policy', id: draft.id, status: draft.status, version: draft.version },
      event: 'release',
      facts: await draftFacts(actor, tx, draft),
      policyVersionId: inForce.id,
      opinion: input.reason,
    })
    const effectiveFrom = startOf(input, at)
    const base = await newestVersion(actor, tx)
    if (effectiveFrom < base.effectiveFrom)
      throw invalid({
        when: [
          `第 ${base.id} 版从 ${chinaTime(base.effectiveFrom)} 起生效，这一版不能早于它；要先生效的，请先收回第 ${base.id} 版`,
        ],
      })
    if (takesStepsAway(base.policy, policy)) {
      if (input.when === 'day')
        throw invalid({ when: ['这一版减少了办理环节，只能立即生效：等到以后，可能又有申请停在被取消的环节'] })
      await refuseStranding(actor, tx, base.id, draft.data)
    }
    await requireStepUp(actor, { action: 'policy.release', objectId: draft.id }, tx)
    const version = await tx.policyVersion.create({
      data: {
        preset: policy.preset,
        data: draft.data as object,
        hash: sha256(JSON.stringify(sortKeys(policy))),
        effectiveFrom,
        createdAt: at,
        createdBy: officeAndName(actor),
        releasedById: accountOf(actor),
        editedBy: [...new Set(draft.edits.map(edit => edit.name))],
        reason: input.reason,
        baseId: base.id,
      },
    })
    await tx.policyDraft.update({ where: { id: draft.id, version: moved.version }, data: { releasedId: version.id } })
    return { id: version.id }
  })
  forgetPolicy()
  return released
}

async function refuseStranding(actor: Actor, tx: Tx, baseId: number, data: unknown): Promise<void> {
  const stranded = await strandedBy(actor, tx, await policyOf(actor, tx, baseId), policySchema.parse(data))
  if (stranded.length === 0) return
  const words = stranded.map(
    ({ label, count, numbers }) => `${label} ${count} 份（${numbers.slice(0, 5).join('、')}${count > 5 ? '等' : ''}）`,
  )
  throw refused(`还有申请停在这一版取消的环节：${words.join('；')}。请先把它们办完或退回，再发布。`)
}

/**
 * Takes back a released version before its day: it never comes into force, and stays in the list.
 * @throws Refusal refused when it is in force already, or another one was made from it; conflict; notFound
 */
export async function withdrawPolicy(actor: Actor, input: { id: number; reason: string }): Promise<null> {
  const subject = { type: 'policy', id: String(input.id) }
  await allow(actor, 'policy.release', subject)
  const done = await writeTx(actor, async tx => {
    await lockRules(actor, tx, 'alone')
    const version = await tx.policyVersion.findUnique({
      where: { id: input.id },
      include: { withdrawal: true, following: { where: { withdrawal: null }, select: { id: true } } },
    })
    if (!version) return false
    const at = now()
    const { withdrawal, following } = version
    if (withdrawal) throw conflict(`${withdrawal.by}已于 ${chinaTime(withdrawal.at)} 收回这一版。`)
    if (version.effectiveFrom <= at) throw refused('这一版已经生效，不能收回。要改回去的，请起草新的一版。')
    if (following.length > 0) throw refused(`第 ${following[0]!.id} 版是在这一版上起草的，请先收回那一版。`)
    // two agreed to it, so one who wrote it does not undo it alone
    const edits = await tx.policyDraftEdit.findMany({ where: { draft: { releasedId: version.id } } })
    const own = await ownAmong(
      actor,
      edits.map(edit => edit.accountId),
      tx,
    )
    if (edits.some(edit => own.has(edit.accountId))) throw refused('这一版是您参与修改的，请由另一位业务管理员收回。')
    await requireStepUp(actor, { action: 'policy.withdraw', objectId: String(version.id) }, tx)
    const by = { byId: accountOf(actor)!, by: officeAndName(actor), reason: input.reason, at }
    await tx.policyWithdrawal.create({ data: { versionId: version.id, ...by } })
    await audit(tx, actor, {
      action: 'policy.withdraw',
      objectType: 'policyVersion',
      objectId: String(version.id),
      result: 'done',
    })
    return true
  })
  if (!done) await deny(actor, 'policy.release', subject)
  forgetPolicy()
  return null
}
