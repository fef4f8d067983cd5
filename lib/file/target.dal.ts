import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { assertDataOpen } from '@/lib/affiliation/own.dal'
import { assertFillable } from '@/lib/application/fill.dal'
import { openingNow } from '@/lib/application/mend.dal'
import { closedPlace, isPlaceOpen } from '@/lib/application/mend.rules'
import { assertFilesOpen } from '@/lib/call/call.dal'
import { assertMaterialsOpen, materialPlace } from '@/lib/draw/material-open.dal'
import { assertExitFilesOpen } from '@/lib/membership/files.dal'
import { db, type Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import type { UploadPurpose } from '@/lib/policy/upload-purposes'
import { fillable } from '@/lib/workflow/application.machine'
import { tooManyFiles, type UploadRule } from './file.rules'
import type { UploadInput } from './file.schema'
import {
  asksApplicantsFor,
  asksVisitorsFor,
  isPurpose,
  notAsked,
  purposes,
  type UnitStand,
  whyNotForUnit,
} from './purpose.rules'
import { live, ownedBy, type Tie, tiedTo, waiting } from './tie'

/** An upload's place: what it is for, what is allowed there, what it is tied to. */
export type Target = { purpose: UploadPurpose; rule: UploadRule; tie: Tie }

/**
 * What an upload belongs to, if the actor may upload such a thing there now.
 * @throws Refusal notFound for what is not his, refused with the reason
 */
export async function targetOf(actor: Actor, input: UploadInput): Promise<Target> {
  const { purpose } = input
  const { policy } = await currentPolicy()
  const subject = { type: 'file', id: input.applicationId ?? purpose }
  await allow(actor, 'file.upload', subject)
  if (!isPurpose(purpose)) throw refused('这里不能上传文件，请刷新页面后再试。')
  const tie = await tieOf(actor, purpose, input)
  if (!tie) return deny(actor, 'file.upload', subject)
  await assertOpen(actor, db(), purpose, tie)
  return { purpose, rule: policy.uploads[purpose], tie }
}

async function tieOf(actor: Actor, purpose: UploadPurpose, input: UploadInput): Promise<Tie | null> {
  switch (purposes[purpose].holder) {
    case 'application':
      if (actor.kind !== 'individual' && !may(actor, 'application.propose')) return null
      return {
        applicationId: (await assertFillable(actor, input.applicationId ?? '')).id,
        section: input.section ?? null,
        rowId: (input.section && input.rowId) ?? null,
      }
    case 'person':
      return actor.kind === 'individual' ? { personId: actor.accountId } : null
    case 'unit':
      if (actor.kind === 'unitAdmin') return { unitId: actor.unitId }
      return actor.kind === 'anonymous' && purposes[purpose].visitors ? browserTie(actor) : null
    case 'objection':
      return actor.kind === 'anonymous' ? browserTie(actor) : null
    case 'call':
      return may(actor, 'call.write') && input.callId ? { callId: input.callId } : null
    case 'intake':
      return may(actor, 'intake.write') && input.intakeId ? { intakeId: input.intakeId } : null
    case 'member':
      return memberTie(actor, purpose, input.memberId)
    case 'draw':
      return materialPlace(actor, db(), input)
  }
}

function memberTie(actor: Actor, purpose: UploadPurpose, memberId: string | undefined): Tie | null {
  if (actor.kind === 'individual' && purpose === 'exitAnswer')
    return { memberId: actor.accountId, ownerId: actor.accountId }
  return actor.kind === 'staff' && purpose === 'exitEvidence' && memberId && may(actor, 'membership.propose')
    ? { memberId, ownerId: actor.accountId }
    : null
}

function browserTie(actor: Actor): Tie {
  const owned = ownedBy(actor)
  if (owned && 'browser' in owned) return { browser: owned.browser }
  throw refused('浏览器没有保存本站的 Cookie，不能上传文件。请允许 Cookie 后刷新页面。')
}

/** The target of a file that exists already, from its row. */
export async function targetOfRow(_actor: Actor, row: TiedRow): Promise<Target> {
  const { policy } = await currentPolicy()
  const { purpose, applicationId, section, rowId, unitId, personId, callId, intakeId, memberId, ownerId, browser } = row
  const { drawRequestId, drawGroupId } = row
  if (!isPurpose(purpose)) throw refused('这里不能上传文件，请刷新页面后再试。')
  const rule = policy.uploads[purpose]
  if (applicationId) return { purpose, rule, tie: { applicationId, section, rowId } }
  if (unitId) return { purpose, rule, tie: { unitId } }
  if (personId) return { purpose, rule, tie: { personId } }
  if (callId) return { purpose, rule, tie: { callId } }
  if (intakeId) return { purpose, rule, tie: { intakeId } }
  if (memberId) return { purpose, rule, tie: { memberId, ownerId: ownerId! } }
  if (drawRequestId) return { purpose, rule, tie: { drawRequestId, drawGroupId } }
  return { purpose, rule, tie: { browser: browser! } }
}

type TiedRow = { purpose: string } & Record<
  | 'applicationId'
  | 'section'
  | 'rowId'
  | 'unitId'
  | 'personId'
  | 'callId'
  | 'intakeId'
  | 'memberId'
  | 'drawRequestId'
  | 'drawGroupId'
  | 'ownerId'
  | 'browser',
  string | null
>

/**
 * Holds still what the file belongs to, so that nothing is attached to or removed from what is being decided, and two
 * files that arrive at once are counted one after the other.
 * @throws Refusal refused when it is no longer open
 */
export async function lockTarget(actor: Actor, tx: Tx, { purpose, tie }: Target): Promise<void> {
  if ('applicationId' in tie)
    await tx.$queryRaw`SELECT 1 FROM application WHERE id = ${tie.applicationId}::uuid FOR UPDATE`
  else if ('unitId' in tie) await tx.$queryRaw`SELECT 1 FROM unit WHERE id = ${tie.unitId}::uuid FOR NO KEY UPDATE`
  else if ('personId' in tie)
    await tx.$queryRaw`SELECT 1 FROM person WHERE account_id = ${tie.personId}::uuid FOR NO KEY UPDATE`
  else if ('callId' in tie) await tx.$queryRaw`SELECT 1 FROM call WHERE id = ${tie.callId}::uuid FOR NO KEY UPDATE`
  else if ('intakeId' in tie) await tx.$queryRaw`SELECT 1 FROM intake WHERE id = ${tie.intakeId}::uuid FOR UPDATE`
  else if ('memberId' in tie)
    await tx.$queryRaw`SELECT 1 FROM expert WHERE account_id = ${tie.memberId}::uuid FOR NO KEY UPDATE`
  else if ('drawRequestId' in tie)
    await tx.$queryRaw`SELECT 1 FROM draw_request WHERE id = ${tie.drawRequestId}::uuid FOR NO KEY UPDATE`
  else await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`upload:${tie.browser}`}, 0))`
  await assertOpen(actor, tx, purpose, tie)
}

async function assertOpen(actor: Actor, tx: Tx, purpose: UploadPurpose, tie: Tie): Promise<void> {
  const { policy } = await currentPolicy()
  if ('applicationId' in tie) {
    const application = await tx.application.findUniqueOrThrow({ where: { id: tie.applicationId } })
    if (!fillable.includes(application.status)) throw refused('申请刚刚已经提交，文件不能再改动。请刷新页面查看。')
    if (!asksApplicantsFor(policy, purpose)) throw refused(notAsked)
    if (purpose !== 'evidence') return
    const { section, rowId } = { section: tie.section ?? 'evidence', rowId: tie.rowId }
    const opening = await openingNow(actor, tx, policy, application, section as ProfileSection)
    if (!isPlaceOpen(opening, rowId)) throw refused(closedPlace)
  } else if ('unitId' in tie) {
    const why = whyNotForUnit(policy, purpose, await standOf(tx, tie.unitId))
    if (why) throw refused(why)
  } else if ('personId' in tie) await assertDataOpen(actor, tx, tie.personId)
  else if ('callId' in tie) await assertFilesOpen(actor, tx, tie.callId)
  else if ('memberId' in tie) await assertExitFilesOpen(actor, tx, tie.memberId)
  else if ('drawRequestId' in tie) await assertMaterialsOpen(actor, tx, tie.drawRequestId)
  else if ('intakeId' in tie) {
    const intake = await tx.intake.findUnique({ where: { id: tie.intakeId }, select: { status: true, authorId: true } })
    if (intake?.status !== 'draft') throw refused('这一批的名单已经检查，不能再改动。要换名单，请新建一批。')
    // who brings the list is who may not let it in
    if (intake.authorId !== accountOf(actor)) throw refused('名单由新建这一批的人上传。您要上传的，请另外新建一批。')
  }
  if ('browser' in tie && !asksVisitorsFor(policy, purpose)) throw refused(notAsked)
}

async function standOf(tx: Tx, unitId: string): Promise<UnitStand> {
  const { status } = await tx.unit.findUniqueOrThrow({ where: { id: unitId } })
  if (status !== 'refused') return { status, refusedFrom: null }
  const last = await tx.statusHistory.findFirst({
    where: { subjectType: 'unit', subjectId: unitId, toStatus: 'refused' },
    orderBy: { subjectVersion: 'desc' },
  })
  return { status, refusedFrom: (last?.fromStatus ?? null) as UnitStand['refusedFrom'] }
}

/** @throws Refusal refused when a purpose has as many files as it may have */
export async function assertRoom(_actor: Actor, tx: Tx, { purpose, rule, tie }: Target): Promise<void> {
  const there = { ...tiedTo(tie), purpose }
  const unseen = await tx.storedFile.count({ where: { ...waiting, ...there } })
  const attached = unseen + (await tx.storedFile.count({ where: { ...live, ...there } }))
  if (attached < rule.maxCount) return
  throw refused(unseen > 0 ? `${rule.label}已经上传，正在等待病毒检查。请刷新页面查看。` : tooManyFiles(rule))
}
