import 'server-only'
import { randomUUID } from 'node:crypto'
import { type Actor, signatureOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { fillScope } from '@/lib/access/scope'
import { addressKey } from '@/lib/auth/address.rules'
import { spend } from '@/lib/auth/limits'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { conflict, invalid, Refusal, tooMany } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { Prisma } from '@/prisma/generated/client'
import type { Writer } from './attach.dal'
import { type FileDto, toFileDto } from './file.dto'
import { cleanName, type FileKind, kindOfName, mimeOf, type Offer, whyNotOffer } from './file.rules'
import { isFileId, type UploadInput } from './file.schema'
import { assertRoom, targetOf } from './target.dal'
import { ownedBy } from './tie'

/** How long a signed address can be used. */
const TTL_MS = 600_000
const MAX_OPEN = 20
const MAX_OPEN_VISITOR = 3

/**
 * First step: somebody announces a file. Checks right, place, purpose, type, size, number and budget, and writes the
 * rows that everything later is judged by.
 * @throws Refusal notFound, refused with the reason, invalid for a file that cannot be taken, tooMany
 */
export async function openUpload(
  actor: Actor,
  input: UploadInput,
  offer: Offer,
): Promise<{ fileId: string; kind: FileKind }> {
  await allow(actor, 'file.upload', { type: 'file', id: input.applicationId ?? input.purpose })
  const target = await targetOf(actor, input)
  const why = whyNotOffer(offer, target.rule)
  if (why) throw invalid({ file: [why] }, why)
  await assertRoom(actor, db(), target)
  const owner = ownedBy(actor)!
  const createdAt = now()
  const open = await db().uploadIntent.count({
    where: { file: { ...owner, status: 'receiving' }, expiresAt: { gt: createdAt } },
  })
  if (open >= (actor.kind === 'anonymous' ? MAX_OPEN_VISITOR : MAX_OPEN))
    throw tooMany('您还有没传完的文件。请等它们传完，或十分钟后再试。')
  await spendBytes(actor, offer.size)

  const fileId = newId()
  const name = cleanName(offer.name)
  const kind = kindOfName(name)!
  const { size } = offer
  const expiresAt = new Date(createdAt.getTime() + TTL_MS)
  await db().storedFile.create({
    data: {
      id: fileId,
      purpose: target.purpose,
      ...owner,
      ...target.tie,
      ...('drawRequestId' in target.tie && { addedBy: signatureOf(actor).name }),
      name,
      size,
      type: mimeOf(kind),
      createdAt,
      intent: { create: { size, createdAt, touchedAt: createdAt, expiresAt } },
    },
  })
  return { fileId, kind }
}

/** Bytes are a budget of a day: of the account; for visitors of browser, address and all of them together. */
async function spendBytes(actor: Actor, bytes: number): Promise<void> {
  const kilobytes = Math.ceil(bytes / 1024)
  const owner = ownedBy(actor)!
  if (owner.ownerId !== null) return spend('uploadAccount', owner.ownerId, kilobytes)
  await spend('uploadBrowser', owner.browser, kilobytes)
  await spend('uploadAddress', addressKey(actor.request.address), kilobytes)
  await spend('uploadVisitors', 'all', kilobytes)
}

/** What a signed address names. */
export type UploadAddress = { fileId: string; key: string }

/** Second step: ties the protocol's key to the file, once. @throws Error when it is tied already */
export async function bindKey(actor: Actor, { fileId, key }: UploadAddress): Promise<void> {
  await allow(actor, 'file.upload', { type: 'file', id: fileId })
  const owner = ownedBy(actor)
  if (!owner) return deny(actor, 'file.upload', { type: 'file', id: fileId })
  const { count } = await db().uploadIntent.updateMany({ where: { fileId, key: null, file: owner }, data: { key } })
  if (count !== 1) throw new Error('upload key could not be bound')
}

/** How many bytes are kept for an address; all of them once the upload is complete. @throws Refusal notFound */
export async function keptBytes(actor: Actor, address: UploadAddress): Promise<number> {
  const upload = await findUpload(actor, address)
  return Number(upload.completedAt ? upload.size : upload.received)
}

export type Claim = { state: 'complete'; file: FileDto } | OpenClaim
export type OpenClaim = Writer & {
  state: 'open'
  name: string
  size: number
  purpose: string
  /** of the application it belongs to */
  number: string | null
}

/**
 * Third step: a request asks to write from a position on. The newest request wins: a stalled connection must not keep
 * the person from going on over a new one. The older one learns of it at its next `recordBytes`.
 * @throws Refusal notFound, conflict when the position is not the next byte, keyReused when the address is of no more
 *   use: complete, refused or too old
 */
export async function claimUpload(actor: Actor, address: UploadAddress, position: number): Promise<Claim> {
  const { fileId } = await findUpload(actor, address)
  return db().$transaction(async tx => {
    await tx.$queryRaw`SELECT 1 FROM upload_intent WHERE file_id = ${fileId}::uuid FOR UPDATE`
    const upload = await tx.uploadIntent.findUniqueOrThrow({
      where: { fileId },
      include: { file: { include: { application: { select: { number: true } } } } },
    })
    const size = Number(upload.size)
    if (upload.completedAt) {
      if (position === size) return { state: 'complete', file: toFileDto(upload.file) }
      throw usedUp('这个文件已经传完了，请刷新页面查看。')
    }
    if (upload.file.status === 'refused') throw usedUp('这个文件没有通过检查，请换一个文件后重新上传。')
    if (upload.expiresAt < now()) throw usedUp('上传中断的时间太长，请重新上传这个文件。')
    if (position !== Number(upload.received)) throw conflict('上传的进度对不上，请点「重试」继续。')
    const writer = randomUUID()
    await tx.uploadIntent.update({ where: { fileId }, data: { writer, touchedAt: now() } })
    const { name, purpose, application } = upload.file
    return { state: 'open', writer, fileId, name, size, purpose, number: application?.number ?? null }
  })
}

/** Records how many bytes are on disk for certain. @throws Refusal conflict when a newer request has taken over */
export async function recordBytes(actor: Actor, { fileId, writer }: Writer, received: number): Promise<void> {
  await allow(actor, 'file.upload', { type: 'file', id: fileId })
  const { count } = await db().uploadIntent.updateMany({
    where: { fileId, writer, completedAt: null },
    data: { received, touchedAt: now() },
  })
  if (count !== 1) throw conflict('这个文件正在另一个连接上继续上传。')
}

/** All bytes are there; nobody sees the file before its checks are done. */
export async function quarantine(actor: Actor, { fileId }: Writer): Promise<void> {
  await allow(actor, 'file.upload', { type: 'file', id: fileId })
  await db().storedFile.updateMany({ where: { id: fileId, status: 'receiving' }, data: { status: 'quarantined' } })
}

const usedUp = (sentence: string) => new Refusal('keyReused', sentence)

/** Complete, a proposer's file is the expert's: whoever repeats the last request must still learn that it has arrived. */
const inOwnProposal = (actor: Actor): Prisma.StoredFileWhereInput =>
  may(actor, 'application.propose')
    ? { applicationId: { not: null }, application: fillScope(actor) }
    : { id: { in: [] } }

async function findUpload(actor: Actor, { fileId, key }: UploadAddress) {
  const subject = { type: 'file', id: fileId }
  await allow(actor, 'file.upload', subject)
  const owner = ownedBy(actor)
  if (!isFileId(fileId) || !owner) return deny(actor, 'file.upload', subject)
  const upload = await db().uploadIntent.findFirst({
    where: { fileId, key, file: { OR: [owner, inOwnProposal(actor)] } },
  })
  return upload ?? deny(actor, 'file.upload', subject)
}
