import 'server-only'
import type { Readable } from 'node:stream'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { applicationScope } from '@/lib/access/scope'
import { db, type Tx } from '@/lib/platform/db'
import { fileStore } from '@/lib/platform/storage'
import type { Prisma } from '@/prisma/generated/client'
import { type FileDto, toFileDto } from './file.dto'
import { isFileId } from './file.schema'

/** Files that belong to the working copy now. */
const live = { status: 'clean', removedAt: null, attachedAt: { not: null } } as const

/** The files of an individual's own working copy, oldest first. */
export async function filesOf(actor: Actor, applicationId: string): Promise<FileDto[]> {
  await allow(actor, 'application.viewOwn', { type: 'application', id: applicationId })
  const { accountId } = actor as IndividualActor
  const rows = await db().storedFile.findMany({
    where: { ...live, applicationId, ownerId: accountId },
    orderBy: { id: 'asc' },
  })
  return rows.map(toFileDto)
}

/** What a submitted version records of its files. For the transaction that freezes it, after its own gate. */
export async function snapshotFiles(
  _actor: Actor,
  tx: Tx,
  applicationId: string,
): Promise<{ id: string; name: string; size: number; sha256: string }[]> {
  const rows = await tx.storedFile.findMany({ where: { ...live, applicationId }, orderBy: { id: 'asc' } })
  return rows.map(row => ({ id: row.id, name: row.name, size: Number(row.size), sha256: row.sha256! }))
}

export type OpenedFile = { name: string; type: string; size: number; stream: Readable }

/**
 * Opens a file for reading, through the gate each time (trust IN14). Its owner may read what is in his working copy
 * or in a version he submitted; his unit and the bureau only what is in a submitted version, even if it was removed
 * from the working copy afterwards. Each reading is audited once, each refusal too.
 * @throws Refusal notFound for a missing file and for somebody else's alike
 */
export async function openFile(actor: Actor, fileId: string): Promise<OpenedFile> {
  const subject = { type: 'file', id: fileId }
  await allow(actor, 'file.read', subject)
  if (!isFileId(fileId)) return deny(actor, 'file.read', subject)
  const file = await db().storedFile.findFirst({ where: { id: fileId, status: 'clean', ...readScope(actor) } })
  if (!file?.applicationId) return deny(actor, 'file.read', subject)
  const own = actor.kind === 'individual' && file.removedAt === null
  if (!own && !(await isSubmitted(db(), file.applicationId, fileId))) return deny(actor, 'file.read', subject)

  const content = await fileStore().read(fileId)
  if (!content) throw new Error('the bytes of a clean file are missing in the store')
  try {
    await audit(db(), actor, {
      action: 'file.read',
      objectType: 'file',
      objectId: fileId,
      result: 'done',
      detail: { applicationId: file.applicationId },
    })
  } catch (error) {
    content.stream.destroy()
    throw error
  }
  return { name: file.name, type: file.type, size: content.size, stream: content.stream }
}

function readScope(actor: Actor): Prisma.StoredFileWhereInput {
  return actor.kind === 'individual' ? { ownerId: actor.accountId } : { application: applicationScope(actor) }
}

/** Whether any submitted version of an application names a file. */
async function isSubmitted(tx: Tx, applicationId: string, fileId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM application_version
      WHERE application_id = ${applicationId}::uuid
        AND snapshot -> 'files' @> jsonb_build_array(jsonb_build_object('id', ${fileId}::text))) AS found`
  return row?.found ?? false
}
