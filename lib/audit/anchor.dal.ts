import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { db, type Tx } from '@/lib/platform/db'
import type { ArchiveRow } from './archive.dto'
import { GENESIS, type Link } from './chain.rules'

/** Where the chain that is here begins: the last link that was archived, or nothing at all. */
export async function anchorOf(_actor: Actor, tx: Pick<Tx, 'auditArchive'>): Promise<Link> {
  const archived = await tx.auditArchive.findFirst({ orderBy: { last: 'desc' } })
  return archived ? { position: archived.last, hash: archived.hash } : { position: 0n, hash: GENESIS }
}

/** The files that parts of the trail were taken out into, the newest first; for whoever reads the trail. */
export async function listArchives(actor: Actor): Promise<ArchiveRow[]> {
  await allow(actor, 'audit.read')
  const rows = await db().auditArchive.findMany({ orderBy: { last: 'desc' } })
  return rows.map(({ first, last, firstAt, lastAt, archivedAt, fileName, sha256, hash }) => ({
    ...{ first: first.toString(), last: last.toString(), firstAt, lastAt, archivedAt, fileName, sha256, hash },
  }))
}
