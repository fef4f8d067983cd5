import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { toSnapshot } from '@/lib/application/application.dto'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import type { Sections } from '@/lib/profile/facts.rules'
import type { Prisma } from '@/prisma/generated/client'
import { tieFacts, tiesOf } from './tie.rules'

const BATCH = 100

/**
 * Keeps what ties an expert to people, units and works, for avoidance. Part of the transaction that puts the version
 * into force; open draws are compared again by the worker afterwards.
 */
export async function keepTies(_actor: Actor, tx: Tx, expertId: string, versionId: string, sections: Sections) {
  const { name, unitId, unitName, account } = await tx.expert.findUniqueOrThrow({
    where: { accountId: expertId },
    select: { name: true, unitId: true, unitName: true, account: { select: { email: true } } },
  })
  const ties = tiesOf(sections, { name, unitId, unitName, mail: account.email })
  await tx.expertTie.deleteMany({ where: { expertId } })
  await tx.expertTie.createMany({ data: ties.map(tie => ({ expertId, ...tie })) })
  await tx.expert.update({
    where: { accountId: expertId },
    data: { ...tieFacts(sections), tiesVersionId: versionId, tiesAt: now() },
  })
}

/**
 * Writes the ties of experts who have none or those of an earlier version: after an upgrade, or where many were put into
 * the pool at once. @returns how many it has read
 */
export async function readTies(actor: Actor): Promise<number> {
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
      WHERE e.ties_version_id IS DISTINCT FROM e.version_id
      ORDER BY e.account_id LIMIT ${BATCH} FOR NO KEY UPDATE OF e SKIP LOCKED`
    for (const { id, versionId, snapshot } of rows)
      await keepTies(actor, tx, id, versionId, toSnapshot(snapshot).sections)
    return rows.length
  })
}
