import 'server-only'
import { createHash } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { patiently } from '@/lib/platform/patiently'
import { chinaDay } from '@/lib/platform/time'
import { anchorOf } from './anchor.dal'
import { eventLine, footLine, headLine, type ReadArchive } from './archive.rules'
import { sealedBehind } from './audit.dal'
import { follows, type Link } from './chain.rules'

/**
 * Writes the sealed events before an instant into a file, and looks at the chain on the way. Nothing is taken out yet.
 * @param directory there already; the file is readable by its owner only, because it holds names and addresses
 * @returns the file, or null where nothing is that old
 * @throws Refusal refused where the chain does not fit: what is broken is looked into before anything leaves
 */
export async function writeArchive(actor: Actor, before: Date, directory: string): Promise<string | null> {
  await allow(actor, 'audit.archive')
  const from = await anchorOf(actor, db())
  const until = await lastBefore(before)
  if (until <= from.position) return null
  const at = now()
  const path = join(directory, `audit-${from.position + 1n}-${until}-${chinaDay(at)}.log`)
  const part = `${path}.part`
  const file = await open(part, 'w', 0o600)
  try {
    const hash = createHash('sha256')
    const put = async (text: string) => {
      hash.update(text)
      await file.write(text)
    }
    await put(headLine(from, until, at))
    const last = await copy(actor, from, until, put)
    await file.write(footLine(last, hash.digest('hex')))
    await file.sync()
    await file.close()
  } catch (error) {
    await file.close().catch(() => {})
    await rm(part, { force: true })
    throw error
  }
  await rename(part, path)
  // its name has to outlive a loss of power too, before anything is deleted
  const place = await open(directory, 'r')
  try {
    await place.sync()
  } finally {
    await place.close()
  }
  return path
}

/** The last position of which it and all before it are older: what is archived is whole. */
const lastBefore = (before: Date): Promise<bigint> =>
  patiently(async tx => {
    const [row] = await tx.$queryRaw<{ last: bigint | null }[]>`
      SELECT coalesce((SELECT min(s.position) - 1 FROM audit_seal s JOIN audit_event e ON e.id = s.event_id
                       WHERE e.at >= ${before}), (SELECT max(position) FROM audit_seal)) AS last`
    return row?.last ?? 0n
  })

async function copy(actor: Actor, from: Link, until: bigint, put: (text: string) => Promise<void>): Promise<Link> {
  let last = from
  while (last.position < until) {
    const rows = (await sealedBehind(actor, last.position)).filter(row => row.position <= until)
    if (rows.length === 0) throw broken(last.position + 1n)
    const lines: string[] = []
    for (const row of rows) {
      if (!follows(row, last)) throw broken(last.position + 1n)
      lines.push(eventLine(row))
      last = { position: row.position, hash: row.hash }
    }
    await put(lines.join(''))
  }
  return last
}

const broken = (position: bigint) =>
  refused(`审计链在第 ${position} 条处不完整，没有归档，也没有删除任何记录。请先用 npm run verify 核对并查明原因。`)

/**
 * Takes out of the database what a file holds, after the file was read again: anchor, deletion and event stand or fall
 * together. Only for the administrator of the database, by whose address the command runs: the role of the system may
 * neither delete nor write an anchor.
 * @param found what the independent check read in the file
 * @returns how many events went
 * @throws Refusal refused when the file is not about the chain as it stands
 */
export async function forgetArchived(
  actor: Actor,
  before: Date,
  file: { name: string; found: ReadArchive },
): Promise<number> {
  await allow(actor, 'audit.archive')
  const { found } = file
  const [first, last] = [BigInt(found.first), BigInt(found.last)]
  return patiently(async tx => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('audit-archive'))::text AS locked`
    const from = await anchorOf(actor, tx)
    const end = await tx.auditSeal.findUnique({ where: { position: last }, include: { event: true } })
    const fits = from.position + 1n === first && from.hash === found.previous && end?.hash === found.hash
    if (!fits) throw refused('归档文件与数据库中的审计链对不上，没有删除任何记录。可能刚刚有人归档过，请重新运行一次。')
    const young = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM audit_seal s JOIN audit_event e ON e.id = s.event_id
      WHERE s.position <= ${last} AND e.at >= ${before} LIMIT 1`
    if (young.length > 0) throw refused('归档文件里有还在保留期内的记录，没有删除任何记录。')
    const at = now()
    await tx.auditArchive.create({
      data: {
        ...{ first, last, before, previous: found.previous, hash: found.hash, sha256: found.sha256 },
        ...{ fileName: file.name, archivedAt: at, firstAt: found.firstAt, lastAt: found.lastAt },
      },
    })
    // past the guards, for this transaction only; PostgreSQL lets nobody but its administrator
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`
    const gone = await tx.$executeRaw`
      WITH seals AS (DELETE FROM audit_seal WHERE position <= ${last} RETURNING event_id)
      DELETE FROM audit_event e USING seals s WHERE e.id = s.event_id`
    await tx.$executeRaw`SET LOCAL session_replication_role = origin`
    if (BigInt(gone) !== last - first + 1n)
      throw refused('数据库中的记录数与归档文件不一致，没有删除任何记录。请先用 npm run verify 核对。')
    const detail = { first: found.first, last: found.last, count: gone, sha256: found.sha256 }
    await audit(tx, actor, { action: 'audit.archive', result: 'done', detail })
    return gone
  })
}
