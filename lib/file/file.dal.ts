import 'server-only'
import type { Readable } from 'node:stream'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { applicationScope, fillScope } from '@/lib/access/scope'
import type { SnapshotFile } from '@/lib/application/application.dto'
import { materialReader } from '@/lib/draw/material-open.dal'
import { asSeat } from '@/lib/draw/seat.dal'
import { db, type Tx } from '@/lib/platform/db'
import { fileStore } from '@/lib/platform/storage'
import type { UploadPurpose } from '@/lib/policy/upload-purposes'
import type { Prisma, StoredFile } from '@/prisma/generated/client'
import { type FileDto, toFileDto } from './file.dto'
import { isFileId } from './file.schema'
import { NoSuchPart, type Span, spanOf } from './range.rules'
import { heldScope } from './read-scope'
import { isRecorded, noteRecorded } from './reading'
import { arrived, live } from './tie'

/**
 * Which files: those of one's own application, or those for some purposes, of one's own or of a unit or a person one
 * may see; those of an exit, or those one has uploaded for the next one. `waiting` adds those that the virus scanner has not let through, for who uploads them (UploadField).
 */
export type FilesQuery = { waiting?: boolean } & (
  | { applicationId: string }
  | { purpose: UploadPurpose | readonly UploadPurpose[]; unitId?: string; personId?: string; callId?: string }
  | { purpose: 'exitEvidence' | 'exitAnswer'; memberId: string; exitId: string | null }
)

/**
 * Files that are there now, oldest first. An application's are the working copy of whoever fills it in; those of a unit or a person
 * are listed for everybody who may read them, and without `unitId` or `personId` they are one's own.
 */
export async function filesOf(actor: Actor, query: FilesQuery): Promise<FileDto[]> {
  await allow(actor, 'file.read')
  const rows = await db().storedFile.findMany({
    where: { ...(query.waiting ? arrived : live), ...listed(actor, query) },
    orderBy: { id: 'asc' },
  })
  return rows.map(toFileDto)
}

function listed(actor: Actor, query: FilesQuery): Prisma.StoredFileWhereInput {
  if ('applicationId' in query)
    return {
      applicationId: query.applicationId,
      AND: actor.kind === 'individual' ? ownCopies(actor) : { application: fillScope(actor) },
    }
  if ('memberId' in query) {
    const { purpose, memberId, exitId } = query
    return { purpose, memberId, exitId, AND: heldScope(actor) }
  }
  const purpose = { in: [query.purpose].flat() }
  const { unitId, personId, callId } = query
  if (callId !== undefined) return { purpose, callId, AND: heldScope(actor) }
  if (unitId !== undefined) return { purpose, unitId, AND: heldScope(actor) }
  if (personId !== undefined) return { purpose, personId, AND: heldScope(actor) }
  return { purpose, AND: [heldScope(actor), actor.kind === 'unitAdmin' ? { unitId: actor.unitId } : {}] }
}

/** What a submitted version records of its files. For the transaction that freezes it, after its own gate. */
export async function snapshotFiles(_actor: Actor, tx: Tx, applicationId: string): Promise<SnapshotFile[]> {
  const rows = await tx.storedFile.findMany({
    where: { ...live, applicationId, purpose: 'evidence' },
    orderBy: { id: 'asc' },
  })
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    size: Number(row.size),
    sha256: row.sha256!,
    section: row.section as SnapshotFile['section'],
    rowId: row.rowId,
  }))
}

/** `span` is the part that was asked for; null for the whole. */
export type OpenedFile = { name: string; type: string; size: number; span: Span | null; stream: Readable }

/**
 * Opens a file for reading, through the gate each time (trust IN14). The owner of an application may read what is in
 * his working copy or in a version he submitted; his unit and the bureau only what is in a submitted version they may
 * see, even if it was removed from the working copy afterwards or went along into another application. Files of units
 * and people: see `heldScope`. Each reading is audited once, however many parts it has (`isRecorded`), each refusal too.
 * 评审材料 are read by whoever sits in that review, too: that reading is recorded of his seat and never under his name,
 * because people read the trail to whom the list is sealed.
 * @param range the `Range` header; a part needs memory for one block only
 * @param token of the answer link of a seat
 * @throws Refusal notFound (signedOut for visitors) for a missing file and for somebody else's alike
 * @throws NoSuchPart
 */
export async function openFile(
  actor: Actor,
  fileId: string,
  range: string | null = null,
  token: string | null = null,
): Promise<OpenedFile> {
  const subject = { type: 'file', id: fileId }
  await allow(actor, 'file.read', subject)
  const reading = isFileId(fileId) ? await readingOf(actor, fileId, token) : null
  if (!reading) return deny(actor, 'file.read', subject)
  const { file, seatId } = reading

  const size = Number(file.size)
  const asked = spanOf(range, size)
  if (asked === 'impossible') throw new NoSuchPart(size)
  const span = asked === 'whole' ? null : asked
  const content = await fileStore().read(fileId, span ?? undefined)
  if (!content) throw new Error('the bytes of a clean file are missing in the store')
  try {
    // a part does not reach the end, where a file that was cut off would show
    if (content.size !== size) throw new Error('a stored file is not as long as its row says')
    // what is public is read by everybody, and that is nothing to record
    if (!file.callId && (!span || !isRecorded(actor, fileId, seatId))) await recordReading(actor, file, seatId)
  } catch (error) {
    content.stream.destroy()
    throw error
  }
  return { name: file.name, type: file.type, size, span, stream: content.stream }
}

async function recordReading(actor: Actor, file: StoredFile, seatId: string | null): Promise<void> {
  const { id, applicationId, purpose, unitId, personId, objectionId, exitId, drawRequestId } = file
  await audit(db(), seatId ? asSeat(actor) : actor, {
    action: 'file.read',
    objectType: 'file',
    objectId: id,
    result: 'done',
    detail: applicationId
      ? { applicationId }
      : {
          ...{ purpose, unitId, personId },
          ...(objectionId && { objectionId }),
          ...(exitId && { exitId }),
          ...(drawRequestId && { drawRequestId }),
          ...(seatId && { seatId }),
        },
  })
  noteRecorded(actor, id, seatId)
}

/** What somebody may read, and the seat by which he does, if it is that. */
async function readingOf(actor: Actor, id: string, token: string | null) {
  const file = await readable(actor, id)
  return file ? { file, seatId: null } : materialReader(actor, id, token)
}

async function readable(actor: Actor, id: string) {
  const held = await db().storedFile.findFirst({ where: { ...live, id, applicationId: null, AND: heldScope(actor) } })
  if (held) return held.objectionId && (await isAbout(actor, held.objectionId)) ? null : held
  const file = await db().storedFile.findFirst({ where: { id, status: 'clean', applicationId: { not: null } } })
  if (!file?.ownerId) return null
  const own = (await db().storedFile.count({ where: { id, removedAt: null, AND: ownCopies(actor) } })) > 0
  return own || (await isSubmitted(actor, file.ownerId, id)) || (await isProposed(actor, id)) ? file : null
}

/** Whether an objection is about the acting person himself: then its proof is nothing he reads, whatever else he is. */
async function isAbout(actor: Actor, objectionId: string): Promise<boolean> {
  const { entry } = await db().objection.findUniqueOrThrow({
    where: { id: objectionId },
    select: { entry: { select: { application: { select: { accountId: true } } } } },
  })
  return isSamePerson(actor, entry.application.accountId)
}

/** Files of an individual's own working copies: not of those in which others propose something about him. */
const ownCopies = (actor: Actor): Prisma.StoredFileWhereInput =>
  actor.kind === 'individual' ? { ownerId: actor.accountId, application: fillScope(actor) } : { id: { in: [] } }

/** Whether a file is in the working copy of what the actor proposes about an expert. */
async function isProposed(actor: Actor, fileId: string): Promise<boolean> {
  if (actor.kind === 'individual') return false
  const where = { id: fileId, removedAt: null, applicationId: { not: null }, application: fillScope(actor) }
  return (await db().storedFile.count({ where })) > 0
}

/** Whether a submitted version of one of the owner's applications that the actor may see names a file. */
async function isSubmitted(actor: Actor, accountId: string, fileId: string): Promise<boolean> {
  const found = await db().applicationVersion.findFirst({
    where: {
      application: { AND: [{ accountId }, applicationScope(actor)] },
      OR: [
        { snapshot: { path: ['files'], array_contains: [{ id: fileId }] } },
        { snapshot: { path: ['form', 'fileId'], equals: fileId } },
      ],
    },
    select: { id: true },
  })
  return found !== null
}

/**
 * Evidence goes along into the application that follows one that came to nothing; a stamped form does not, as it is
 * that application's. What was submitted before names its
 * files and keeps them readable. For the transaction that begins the new one, after its own gate.
 * @returns how many went along
 */
export async function takeEvidenceAlong(_actor: Actor, tx: Tx, from: string, to: string): Promise<number> {
  const moved = await tx.storedFile.updateMany({
    where: {
      applicationId: from,
      purpose: 'evidence',
      removedAt: null,
      attachedAt: { not: null },
      status: { in: ['clean', 'quarantined'] },
    },
    data: { applicationId: to },
  })
  return moved.count
}

/**
 * The files of the version in force become those of the working copy of a change: also one that an earlier change, which
 * came to nothing, had taken away. The version itself names them and keeps them readable. For the transaction that
 * begins the change, after its own gate.
 */
export async function takeVersionFiles(
  _actor: Actor,
  tx: Tx,
  files: readonly Pick<SnapshotFile, 'id' | 'section' | 'rowId'>[],
  to: { applicationId: string; accountId: string },
): Promise<void> {
  for (const { id, section, rowId } of files)
    await tx.storedFile.updateMany({
      where: { id, ownerId: to.accountId, purpose: 'evidence' },
      // a version from before parts were named has its papers in 证明材料
      data: { applicationId: to.applicationId, section: section ?? 'evidence', rowId, removedAt: null },
    })
}
