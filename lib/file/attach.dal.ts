import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { assertFillable } from '@/lib/application/fill.dal'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, Refusal, refused } from '@/lib/platform/errors'
import { fileStore } from '@/lib/platform/storage'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { fillable } from '@/lib/workflow/application.machine'
import { type FileDto, toFileDto } from './file.dto'
import { tooManyFiles, type UploadRule } from './file.rules'
import { isFileId } from './file.schema'

/** One request's right to finish an upload; `writer` is what it got from `claimUpload`. */
export type Writer = { fileId: string; writer: string }

/**
 * Last step of an upload: stores the checked bytes and attaches the file, in one transaction with its audit event.
 * The bytes are in the store before the row says so; a crash in between leaves an orphan, never a dangling reference
 * (trust DU13).
 * @throws Refusal conflict when a newer request took over; refused when the application was sent meanwhile or the
 *   purpose has its files already
 */
export async function completeUpload(
  actor: Actor,
  upload: Writer & { content: Buffer; sha256: string },
): Promise<FileDto> {
  await allow(actor, 'file.upload', { type: 'file', id: upload.fileId })
  const { purpose, applicationId } = await db().storedFile.findUniqueOrThrow({ where: { id: upload.fileId } })
  const rule = await uploadRule(actor, purpose)
  const target = { applicationId: applicationId!, purpose, rule }
  const row = await db()
    .$transaction(tx => attach(actor, tx, upload, target))
    .catch(async error => {
      if (error instanceof Refusal) await refuseUpload(actor, upload, 'late')
      throw error
    })
  await fileStore().removePartial(upload.fileId)
  return toFileDto(row)
}

type Target = { applicationId: string; purpose: string; rule: UploadRule }

async function attach(actor: Actor, tx: Tx, upload: Writer & { content: Buffer; sha256: string }, target: Target) {
  await lockUpload(tx, upload)
  await lockFillable(tx, target.applicationId)
  await assertRoom(actor, tx, target)
  await fileStore().put(upload.fileId, upload.content)
  const at = now()
  const size = upload.content.length
  await tx.uploadIntent.update({ where: { fileId: upload.fileId }, data: { completedAt: at, writer: null } })
  const file = await tx.storedFile.update({
    where: { id: upload.fileId },
    data: { status: 'clean', size, sha256: upload.sha256, attachedAt: at },
  })
  await audit(tx, actor, {
    action: 'file.upload',
    objectType: 'file',
    objectId: file.id,
    result: 'done',
    detail: { applicationId: target.applicationId, purpose: file.purpose, type: file.type, size },
  })
  return file
}

/** The file is not taken: its bytes go at once, a code for the reason goes into the audit trail. */
export async function refuseUpload(actor: Actor, upload: Writer, reason: 'content' | 'length' | 'late'): Promise<void> {
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
 * Takes a file out of the working copy. A version that was submitted with it keeps it. Doing it twice does it once.
 * @throws Refusal notFound, refused when the application is not open for editing
 */
export async function removeFile(actor: Actor, input: { fileId: string }): Promise<{ fileId: string }> {
  const subject = { type: 'file', id: input.fileId }
  await allow(actor, 'file.upload', subject)
  if (!isFileId(input.fileId)) return deny(actor, 'file.upload', subject)
  const { accountId } = actor as IndividualActor
  const file = await db().storedFile.findFirst({ where: { id: input.fileId, ownerId: accountId, status: 'clean' } })
  if (!file?.applicationId) return deny(actor, 'file.upload', subject)
  const { id: applicationId } = await assertFillable(actor, file.applicationId)
  return writeTx(actor, async tx => {
    await lockFillable(tx, applicationId)
    const { count } = await tx.storedFile.updateMany({
      where: { id: file.id, removedAt: null },
      data: { removedAt: now() },
    })
    if (count === 1)
      await audit(tx, actor, {
        action: 'file.remove',
        objectType: 'file',
        objectId: file.id,
        result: 'done',
        detail: { applicationId },
      })
    return { fileId: file.id }
  })
}

/** What the policy in force allows for a purpose. @throws Refusal refused for a purpose it does not know */
export async function uploadRule(_actor: Actor, purpose: string): Promise<UploadRule> {
  const { policy } = await currentPolicy()
  const rule = Object.hasOwn(policy.uploads, purpose) ? policy.uploads[purpose] : undefined
  if (!rule) throw refused('这里不能上传文件，请刷新页面后再试。')
  return rule
}

/** @throws Refusal refused when a purpose has as many files as it may have */
export async function assertRoom(_actor: Actor, tx: Tx, { applicationId, purpose, rule }: Target): Promise<void> {
  const attached = await tx.storedFile.count({ where: { applicationId, purpose, status: 'clean', removedAt: null } })
  if (attached >= rule.maxCount) throw refused(tooManyFiles(rule))
}

/** Of several requests that want to finish one upload, only the newest may. */
async function lockUpload(tx: Tx, { fileId, writer }: Writer): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM upload_intent
    WHERE file_id = ${fileId}::uuid AND writer = ${writer} AND completed_at IS NULL FOR UPDATE`
  if (held.length === 0) throw conflict('这个文件正在另一个连接上继续上传。')
}

/** Holds the application still, so that nothing is attached to or removed from what is being submitted. */
async function lockFillable(tx: Tx, applicationId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM application WHERE id = ${applicationId}::uuid FOR UPDATE`
  const { status } = await tx.application.findUniqueOrThrow({ where: { id: applicationId } })
  if (!fillable.includes(status)) throw refused('申请刚刚已经提交，文件不能再改动。请刷新页面查看。')
}
