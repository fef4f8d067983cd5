import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import { type Range, yearRange } from '@/lib/statistics/range.rules'
import { Prisma } from '@/prisma/generated/client'
import { mayNames } from './names.rules'
import { seatsThatCount } from './pool.rules'

const { sql } = Prisma

/** Requests whose names may be read by now. `within`: those of reviews of a time; `ever` and `year`: up to now. */
export type OpenDraws = { within: string[]; ever: string[]; year: string[]; sealed: number }

/**
 * The requests that a count over people may look at: a draw that is still sealed stands in none of them, whoever asks,
 * only in how many there are (S§16). The caller has asked the gate.
 */
export async function openDraws(_actor: Actor, range: Pick<Range, 'from' | 'until'> | null): Promise<OpenDraws> {
  const at = now()
  const rows = await db().drawRequest.findMany({
    where: { rounds: { some: { draws: { some: { voidedAt: null } } } }, status: { not: 'cancelled' } },
    select: {
      ...{ id: true, status: true, sessionFrom: true },
      ...{ unlock: true, unlockAt: true, unlockedAt: true, unseal: true },
    },
  })
  const year = yearRange(Number(chinaDay(at).slice(0, 4)))
  const lies = ({ from, until }: Pick<Range, 'from' | 'until'>, row: (typeof rows)[number]) =>
    row.sessionFrom !== null && row.sessionFrom >= startOfDay(from) && row.sessionFrom < startOfDay(until)
  const open = rows.filter(row => mayNames(row, at, { who: 'staff' }))
  const ids = (list: typeof rows) => list.map(({ id }) => id)
  return {
    within: ids(range ? open.filter(row => lies(range, row)) : open),
    ever: ids(open),
    year: ids(open.filter(row => lies(year, row))),
    sealed:
      (range ? rows.filter(row => lies(range, row)) : rows).length -
      (range ? open.filter(row => lies(range, row)) : open).length,
  }
}

const list = (ids: readonly string[]) => sql`${[...ids]}::uuid[]`

/**
 * What chance and what happened are for everybody, as sets: `WITH ${boardSets}, …`; `share` has a row for whoever was in
 * a pool, `hit` for whoever was drawn, followed or was invited, `turn` for whoever sat this year.
 */
export const boardSets = (_actor: Actor, { within, year }: Pick<OpenDraws, 'within' | 'year'>): Prisma.Sql => sql`
  counted AS MATERIALIZED (
    SELECT d.id FROM draw d JOIN draw_round r ON r.id = d.round_id
    WHERE r.request_id = ANY(${list(within)}) AND d.voided_at IS NULL),
  share AS MATERIALIZED (
    SELECT x.id AS expert_id, count(*)::int AS pools, sum(c.chance) AS expected, sum(c.chance * (1 - c.chance)) AS variance
    FROM counted d JOIN draw_pool p ON p.draw_id = d.id,
      LATERAL (SELECT least(1, sum(one)) AS chance FROM unnest(p.chances) AS one) AS c, unnest(p.expert_ids) AS x(id)
    GROUP BY x.id),
  hit AS MATERIALIZED (
    SELECT s.expert_id, count(*) FILTER (WHERE s.kind = 'panel')::int AS drawn,
      count(*) FILTER (WHERE s.kind <> 'panel' AND (s.status <> 'released' OR s.notified_at IS NOT NULL))::int AS followed,
      max(s.session_from) AS last
    FROM draw_seat s LEFT JOIN draw d ON d.id = s.draw_id
    WHERE s.request_id = ANY(${list(within)}) AND s.expert_id IS NOT NULL AND d.voided_at IS NULL GROUP BY s.expert_id),
  turn AS MATERIALIZED (
    SELECT s.expert_id, count(*)::int AS turns FROM draw_seat s
    WHERE s.request_id = ANY(${list(year)}) AND s.expert_id IS NOT NULL
      AND s.status = ANY(${[...seatsThatCount]}::"DrawSeatStatus"[]) GROUP BY s.expert_id)`
