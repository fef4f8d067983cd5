import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import { startOfDay } from '@/lib/platform/time'
import { Prisma } from '@/prisma/generated/client'
import { type FlowRow, flowsOf } from './flows.rules'
import type { Range } from './range.rules'
import { type Reach, reachOf } from './reach.dal'
import type { FlowFigures } from './statistics.dto'

/**
 * Who came into the pool and who left it, month by month in China, from the history of places: whatever leads from
 * nowhere or from 出库 into the pool is an entry, whatever leads to 出库 an exit. The kind of an entry is that of the
 * application it came from, the reason of an exit that of the exit it ended.
 * @throws Refusal notFound
 */
export async function flowFigures(actor: Actor, range: Range): Promise<FlowFigures> {
  const reach = await reachOf(actor)
  const from = startOfDay(range.from)
  const until = startOfDay(range.until)
  const [before, rows] = await Promise.all([poolAt(reach, from), stepsBetween(reach, from, until)])
  return flowsOf(range.months, before, rows)
}

/** How many were in the pool at an instant. */
async function poolAt(reach: Reach, at: Date): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT DISTINCT ON (subject_id) subject_id, to_status FROM status_history
      WHERE subject_type = 'membership' AND at < ${at} ORDER BY subject_id, subject_version DESC) h
    ${reach.whole ? Prisma.empty : Prisma.sql`JOIN expert e ON e.account_id = h.subject_id`}
    WHERE h.to_status <> 'left' AND ${reach.of('e.unit_id')}`
  return row!.count
}

const stepsBetween = (reach: Reach, from: Date, until: Date): Promise<FlowRow[]> => db().$queryRaw<FlowRow[]>`
  WITH s AS (
    SELECT h.subject_id, h.at, h.event, e.source,
           CASE WHEN h.to_status = 'left' THEN 'out' WHEN coalesce(h.from_status, 'left') = 'left' THEN 'in'
                WHEN h.to_status = 'dormant' THEN 'sleep' WHEN h.from_status = 'dormant' AND h.to_status = 'active' THEN 'wake' END AS flow
    FROM status_history h JOIN expert e ON e.account_id = h.subject_id
    WHERE h.subject_type = 'membership' AND h.at >= ${from} AND h.at < ${until} AND ${reach.of('e.unit_id')})
  SELECT to_char(s.at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month, s.flow,
         CASE s.flow WHEN 'in' THEN CASE s.event WHEN 'restore' THEN 'restore' ELSE coalesce(a.kind, s.source) END
                     WHEN 'out' THEN coalesce(x.reason, '') END AS kind,
         count(*)::int AS count
  FROM s
  LEFT JOIN LATERAL (SELECT a.kind FROM application a WHERE s.flow = 'in' AND a.account_id = s.subject_id
      AND a.status = 'admitted' AND a.kind <> 'change' AND a.status_since <= s.at
    ORDER BY a.status_since DESC LIMIT 1) a ON true
  LEFT JOIN LATERAL (SELECT x.reason FROM membership_exit x WHERE s.flow = 'out' AND x.account_id = s.subject_id
      AND x.at <= s.at ORDER BY x.at DESC, x.id DESC LIMIT 1) x ON true
  WHERE s.flow IS NOT NULL GROUP BY 1, 2, 3`
