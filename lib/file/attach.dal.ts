import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { assertFillable } from '@/lib/application/fill.dal'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, Refusal } from '@/lib/platform/errors'
import { fileStore, type Staged } from '@/lib/platform/storage'
import type { StoredFile } from '@/prisma/generated/client'
import { type FileDto, toFileDto } from './file.dto'
import { isFileId } from './file.schema'
import { assertRoom, lockTarget, type Target, targetOfRow } from './target.dal'
import { arrived, ownedBy, removableBy } from './tie'

/** One request's right to finish an upload; `writer` is what it got from `claimUpload`. */
export type Writer = { fileId: string; writer: string }
/** Bytes that passed our checks; `scanned` if the virus scanner let them through, false if it did not answer. */
export type CheckedBytes = Writer & {
  staged: Staged
  scanned: boolean /** QR codes of a stamped form */
  codes?: string[]
}

/**
 * Last step of an upload: keeps the checked bytes and attaches the file, in one transaction with its audit event.
 * The bytes are in the store before the row says so; a crash in between leaves an orphan, never a dangling reference
 * (trust DU13).
 * @throws Refusal conflict when a newer request took over; refused when what it belongs to was sent meanwhile or
 *   the purpose has its files already
 */
export async function completeUpload(actor: Actor, upload: CheckedBytes): Promise<FileDto> {
  await allow(actor, 'file.upload', { type: 'file', id: upload.fileId })
  const target = await targetOfRow(
    actor,
    await db().storedFile.findUniqueOrThrow({ where: { id: upload.fileId, ...ownedBy(actor) } }),
  )
  const row = await db()
    .$transaction(tx => attach(actor, tx, upload, target))
    .catch(async error => {
      await upload.staged.discard()
      if (error instanceof Refusal) await refuseUpload(actor, upload, 'late')
      throw error
    })
  await fileStore().removePartial(upload.fileId)
  return toFileDto(row)
}

async function attach(actor: Actor, tx: Tx, upload: CheckedBytes, target: Target) {
  await lockUpload(tx, upload)
  await lockTarget(actor, tx, target)
  await assertRoom(actor, tx, target)
  const { size, sha256 } = upload.staged
  await upload.staged.keep()
  const at = now()
  await tx.uploadIntent.update({ where: { fileId: upload.fileId }, data: { completedAt: at, writer: null } })
  const file = await tx.storedFile.update({
    where: { id: upload.fileId },
    data: {
      ...{ status: upload.scanned ? 'clean' : 'quarantined', size, sha256, attachedAt: at },
      ...(await heirOf(tx, target)),
      codes: upload.codes ?? [],
    },
  })
  await audit(tx, actor, {
    action: 'file.upload',
    objectType: 'file',
    objectId: file.id,
    result: 'done',
    detail: { ...placeOf(file), type: file.type, size, ...(upload.scanned ? {} : { waiting: true }) },
  })
  return file
}

/** The file is not taken: its bytes go at once, a code for the reason goes into the audit trail. */
export async function refuseUpload(
  actor: Actor,
  upload: Writer,
  reason: 'content' | 'length' | 'late' | 'virus',
): Promise<void> {
  await allow(actor, 'file.upload', { type: 'file', id: upload.fileId })
  await db().$transaction(async tx => {
    await lockUpload(tx, upload)
    await tx.uploadIntent.update({ where: { fileId: upload.fileId }, data: { writer: null } })
    await tx.storedFile.update({ where: { id: upload.fileId }, data: { status: 'refused' } })
    await audit(tx, actor, {
      action: 'file.upload',
      objectType: 'file',
      objectId: upload.fileId,
      result: 'failed',
      detail: { reason },
    })
  })
  await fileStore().removePartial(upload.fileId)
}

/**
 * Takes a file away: out of a working copy, where a version that was submitted with it keeps it, from a unit, a person
 * or a registration. Doing it twice does it once.
 * @throws Refusal notFound, refused when what it belongs to is not open for changes
 */
export async function removeFile(actor: Actor, input: { fileId: string }): Promise<{ fileId: string }> {
  const subject = { type: 'file', id: input.fileId }
  await allow(actor, 'file.upload', subject)
  if (!isFileId(input.fileId)) return deny(actor, 'file.upload', subject)
  const mine = removableBy(actor)
  const where = { ...arrivedOnce, id: input.fileId, exitId: null, ...mine }
  const file = mine && (await db().storedFile.findFirst({ where }))
  if (!file) return deny(actor, 'file.upload', subject)
  if (file.applicationId) await assertFillable(actor, file.applicationId)
  const target = await targetOfRow(actor, file)
  return writeTx(actor, async tx => {
    await lockTarget(actor, tx, target)
    const { count } = await tx.storedFile.updateMany({
      // what an exit was proposed or answered with stays with it
      where: { id: file.id, removedAt: null, exitId: null },
      data: { removedAt: now() },
    })
    if (count === 1)
      await audit(tx, actor, {
        action: 'file.remove',
        objectType: 'file',
        objectId: file.id,
        result: 'done',
        detail: placeOf(file),
      })
    return { fileId: file.id }
  })
}

/** Who proposes a change uploads for the expert: the file is his from then on, like the version that will name it. */
async function heirOf(tx: Tx, { tie }: Target): Promise<{ ownerId?: string }> {
  if (!('applicationId' in tie)) return {}
  const { accountId } = await tx.application.findUniqueOrThrow({ where: { id: tie.applicationId } })
  return { ownerId: accountId }
}

/** Also one that was taken away already. */
const arrivedOnce = { status: arrived.status, attachedAt: arrived.attachedAt }

/** Of several requests that want to finish one upload, only the newest may. */
async function lockUpload(tx: Tx, { fileId, writer }: Writer): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM upload_intent
    WHERE file_id = ${fileId}::uuid AND writer = ${writer} AND completed_at IS NULL FOR UPDATE`
  if (held.length === 0) throw conflict('这个文件正在另一个连接上继续上传。')
}

/** What the audit trail says of a file's place: ids only. */
const placeOf = ({ purpose, applicationId, unitId, personId, callId, intakeId, memberId, drawRequestId }: Place) => ({
  purpose,
  ...(applicationId && { applicationId }),
  ...(unitId && { unitId }),
  ...(personId && { personId }),
  ...(callId && { callId }),
  ...(intakeId && { intakeId }),
  ...(memberId && { memberId }),
  ...(drawRequestId && { drawRequestId }),
})
type Place = Pick<
  StoredFile,
  'purpose' | 'applicationId' | 'unitId' | 'personId' | 'callId' | 'intakeId' | 'memberId' | 'drawRequestId'
>
