import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { toSnapshot } from '@/lib/application/application.dto'
import { db, type Tx } from '@/lib/platform/db'
import type { Prisma } from '@/prisma/generated/client'
import { type Words, wordsOf } from './words.rules'

const BATCH = 200

/** Keeps what an expert's titles are searched by. Part of the transaction that puts the version into force. */
export async function keepWords(_actor: Actor, tx: Tx, expertId: string, versionId: string, words: Words) {
  await tx.expertWords.upsert({ where: { expertId }, create: { expertId, ...words }, update: words })
  await tx.expert.update({ where: { accountId: expertId }, data: { wordsVersionId: versionId } })
}

/**
 * Reads the titles of experts whose words are missing or of an earlier version: after an upgrade, or where many were
 * put into the pool at once. @returns how many it has read
 */
export async function readWords(actor: Actor): Promise<number> {
  await allow(actor, 'expert.words')
  for (let total = 0; ; ) {
    const read = await readSome(actor)
    total += read
    if (read < BATCH) return total
  }
}

async function readSome(actor: Actor): Promise<number> {
  return db().$transaction(async tx => {
    const rows = await tx.$queryRaw<{ id: string; versionId: string; snapshot: Prisma.JsonValue }[]>`
      SELECT e.account_id::text AS id, e.version_id::text AS "versionId", v.snapshot
      FROM expert e JOIN application_version v ON v.id = e.version_id
      WHERE e.words_version_id IS DISTINCT FROM e.version_id
      ORDER BY e.account_id LIMIT ${BATCH} FOR NO KEY UPDATE OF e SKIP LOCKED`
    for (const { id, versionId, snapshot } of rows)
      await keepWords(actor, tx, id, versionId, wordsOf(toSnapshot(snapshot).sections))
    return rows.length
  })
}
