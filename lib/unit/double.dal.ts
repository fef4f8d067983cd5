import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { sidesOf } from './namesake.dal'
import type { Distinction, DoublePair, DoubleReason } from './reshape.dto'
import type { DistinctUnits } from './reshape.schema'
import { findUnit } from './unit.dal'

const SHOWN = 100
/** A name that is longer by more than this names a part or a branch, not the same unit. */
const LONGER = 6
const SHORTEST = 4

type Found = { one: string; other: string; reason: DoubleReason }

/**
 * Units that are likely the same, the surest first: the same 主体标识码 (characters 9 to 17 of the credit code, which
 * stay when the registering authority changes), one name for both, a name that is another's former name or alias, an
 * alias both have, a name that contains the other's. Pairs that somebody has judged are left out.
 */
export async function listDoubles(actor: Actor): Promise<{ pairs: DoublePair[]; more: boolean }> {
  await allow(actor, 'unit.manage')
  const found = await db().$queryRaw<Found[]>`
    WITH live AS (SELECT id, name_key, credit_code FROM unit WHERE status NOT IN ('refused', 'disabled')),
    pair AS (
      SELECT a.id AS one, b.id AS other, 1 AS rank, 'code' AS reason, 0 AS distance
      FROM live a JOIN live b ON a.id < b.id AND substr(a.credit_code, 9, 9) = substr(b.credit_code, 9, 9)
      UNION ALL
      SELECT a.id, b.id, 2, 'name', 0 FROM live a JOIN live b ON a.id < b.id AND a.name_key = b.name_key
      UNION ALL
      SELECT least(a.id, b.id), greatest(a.id, b.id), 3, 'alias', 0
      FROM unit_alias x JOIN live a ON a.id = x.unit_id JOIN live b ON b.name_key = x.name_key AND b.id <> a.id
      UNION ALL
      SELECT a.id, b.id, 4, 'sharedAlias', 0
      FROM unit_alias x JOIN unit_alias y ON x.name_key = y.name_key AND x.unit_id < y.unit_id
      JOIN live a ON a.id = x.unit_id JOIN live b ON b.id = y.unit_id
      UNION ALL
      SELECT least(a.id, b.id), greatest(a.id, b.id), 5, 'contains', char_length(b.name_key) - char_length(a.name_key)
      FROM live a JOIN unit b ON b.name_key LIKE '%' || a.name_key || '%' AND b.id <> a.id
        AND b.status NOT IN ('refused', 'disabled')
      WHERE char_length(a.name_key) >= ${SHORTEST} AND char_length(b.name_key) - char_length(a.name_key) <= ${LONGER}),
    best AS (
      SELECT DISTINCT ON (one, other) * FROM pair p
      WHERE NOT EXISTS (SELECT 1 FROM unit_distinction d WHERE d.low_id = p.one AND d.high_id = p.other)
      ORDER BY one, other, rank)
    SELECT one::text, other::text, reason FROM best ORDER BY rank, distance, one, other LIMIT ${SHOWN + 1}`
  const shown = found.slice(0, SHOWN)
  const sides = await sidesOf(
    actor,
    shown.flatMap(({ one, other }) => [one, other]),
  )
  return {
    pairs: shown.map(({ one, other, reason }) => ({ reason, one: sides.get(one)!, other: sides.get(other)! })),
    more: found.length > SHOWN,
  }
}

/** 不是同一单位: remembered with who and why, and not asked again. @throws Refusal notFound, invalid */
export async function markDistinct(actor: Actor, input: DistinctUnits): Promise<null> {
  await allow(actor, 'unit.manage')
  if (input.oneId === input.otherId) throw invalid({ reason: ['请选择两个不同的单位。'] })
  const [lowId, highId] = [input.oneId, input.otherId].sort() as [string, string]
  await Promise.all([findUnit(actor, lowId), findUnit(actor, highId)])
  return writeTx(actor, async tx => {
    const { reason } = input
    const said = { reason, actorId: accountOf(actor), actorName: signatureOf(actor).name, at: now() }
    await tx.unitDistinction.upsert({
      where: { lowId_highId: { lowId, highId } },
      create: { lowId, highId, ...said },
      update: said,
    })
    await audit(tx, actor, {
      action: 'unit.distinct',
      objectType: 'unit',
      objectId: lowId,
      result: 'done',
      detail: { other: highId },
    })
    return null
  })
}

/** Pairs that were judged to be different, the newest first. */
export async function listDistinctions(actor: Actor): Promise<Distinction[]> {
  await allow(actor, 'unit.manage')
  const rows = await db().unitDistinction.findMany({ orderBy: { at: 'desc' }, take: SHOWN })
  const sides = await sidesOf(
    actor,
    rows.flatMap(row => [row.lowId, row.highId]),
  )
  return rows.map(row => ({
    one: sides.get(row.lowId)?.name ?? '',
    other: sides.get(row.highId)?.name ?? '',
    reason: row.reason,
    who: row.actorName,
    at: row.at,
  }))
}
