import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { placeFor } from '@/lib/affiliation/own.dal'
import { beginAffiliation, lockLiveAffiliation } from '@/lib/affiliation/write.dal'
import { entry } from '@/lib/dict/tree'
import { waitingSentence } from '@/lib/file/file.rules'
import { arrived } from '@/lib/file/tie'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { findUnitChoice } from '@/lib/unit/unit.public.dal'
import { affiliationMachine } from '@/lib/workflow/affiliation.machine'
import { transition } from '@/lib/workflow/transition.dal'
import { type CompleteData, noTitle, type PersonDraftData } from './data.schema'
import type { PersonDraft } from './person.dto'

const late = '您的信息已经提交过，现在不能在这里修改。请刷新页面查看办到了哪一步。'

/** Data are completed before there is a unit, and mended after a unit has said no. */
const mayComplete = (live: { status: string } | null): boolean => live === null || live.status === 'refused'

/** What was typed into 完善信息 so far. */
export async function ownDraft(actor: Actor): Promise<PersonDraft> {
  await allow(actor, 'person.viewOwn')
  const { accountId } = actor as IndividualActor
  const row = await db().personDraft.findUnique({ where: { accountId } })
  const data = (row?.data ?? {}) as PersonDraftData
  const unit = data.unitId ? await findUnitChoice(data.unitId) : null
  return { version: row?.version ?? 0, savedAt: row?.savedAt ?? null, data, unit }
}

export type DraftSaved =
  | { saved: true; version: number; savedAt: Date }
  | { saved: false; version: number; savedAt: Date; data: PersonDraftData }

/**
 * Keeps what is being typed. An older version is not written but answered with what is stored (trust CO5).
 * @throws Refusal refused when the data have been sent already
 */
export async function saveOwnDraft(
  actor: Actor,
  input: { version: number; data: PersonDraftData },
): Promise<DraftSaved> {
  await allow(actor, 'person.editOwn')
  const { accountId } = actor as IndividualActor
  return writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    if (!mayComplete(await tx.affiliation.findFirst({ where: { accountId, endedAt: null } }))) throw refused(late)
    const stored = await tx.personDraft.findUnique({ where: { accountId } })
    if ((stored?.version ?? 0) !== input.version) {
      const { version, savedAt, data } = stored ?? { version: 0, savedAt: now(), data: {} }
      return { saved: false, version, savedAt, data: data as PersonDraftData }
    }
    const next = { data: input.data as object, version: input.version + 1, savedAt: now() }
    await tx.personDraft.upsert({ where: { accountId }, create: { accountId, ...next }, update: next })
    return { saved: true, version: next.version, savedAt: next.savedAt }
  })
}

/**
 * 完善信息 (A5): the data become the person's, and the unit is asked: 待审核. After a refusal the same is sent again,
 * to the same unit.
 * @throws Refusal invalid beside fields, a paper that is owed too; refused when it was sent already or the unit has
 *   locked him
 */
export async function completeData(actor: Actor, input: CompleteData): Promise<{ unitId: string }> {
  await allow(actor, 'affiliation.own')
  const { accountId } = actor as IndividualActor
  const { id: policyVersionId, policy } = await currentPolicy()
  if (!entry('region', input.regionCode)) throw invalid({ regionCode: ['请从列表中选择所在地区。'] })
  const papers = policy.individualRegistration.affiliation === 'beforeApplying'
  return writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    const live = await lockLiveAffiliation(actor, tx, accountId)
    if (!mayComplete(live)) throw refused(late)
    if (live && live.unitId !== input.unitId)
      throw invalid({ unitId: ['这里只能重新提交给原来的单位。要换单位，请用“修改单位”。'] })
    const place = await placeFor(actor, tx, input)
    if (papers) await assertPapers(tx, accountId, input.titleCode)
    await keep(tx, accountId, input)
    if (live) {
      await tx.affiliation.update({
        where: { id: live.id },
        data: { divisionId: place.divisionId, divisionName: place.divisionName },
      })
      await transition(actor, tx, {
        machine: affiliationMachine,
        subject: { type: 'affiliation', id: live.id, status: live.status, version: live.version },
        event: 'resubmit',
        facts: { locked: live.lockedAt !== null, own: false, bound: null },
        policyVersionId,
      })
    } else await beginAffiliation(actor, tx, { accountId, policyVersionId, ...place }, 'complete')
    await tx.personDraft.deleteMany({ where: { accountId } })
    await audit(tx, actor, { action: 'person.complete', objectType: 'person', objectId: accountId, result: 'done' })
    return { unitId: place.unitId }
  })
}

async function keep(tx: Tx, accountId: string, input: CompleteData): Promise<void> {
  const { regionCode, education, degree, titleCode, email } = input
  await tx.person.update({
    where: { accountId },
    data: { regionCode, education, degree, titleCode, version: { increment: 1 } },
  })
  await tx.account.update({ where: { id: accountId }, data: { email } })
}

/** @throws Refusal invalid beside the paper that is missing */
async function assertPapers(tx: Tx, accountId: string, titleCode: string): Promise<void> {
  const there = await tx.storedFile.findMany({
    where: { ...arrived, status: { in: ['clean', 'quarantined'] }, personId: accountId },
    select: { purpose: true, status: true },
  })
  const has = (purpose: string) => there.some(file => file.purpose === purpose)
  const owed: Record<string, string[]> = {}
  if (!has('idScan')) owed.idScan = ['请上传身份证证明']
  if (!has('titleProof') && titleCode !== noTitle) owed.titleProof = ['请上传职称证明；没有职称的，个人职称请选“无”']
  for (const { purpose, status } of there) if (status !== 'clean') owed[purpose] = [waitingSentence('文件')]
  if (Object.keys(owed).length > 0) throw invalid(owed)
}
