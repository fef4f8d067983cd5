import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import { Prisma } from '@/prisma/generated/client'

const { sql } = Prisma

/**
 * What the lines of 信用记录 add up to, for everybody who has any: `expert_id`, `points`. The one place where credit is
 * summed over people; a score is this and what the policy begins with.
 * @param open requests whose names may be read: lines of others are left out, for lists in which somebody could read from a
 *   score that he sits in a sealed draw (S§16). null: all lines, for the draw itself
 */
export const creditSums = (_actor: Actor, open: readonly string[] | null): Prisma.Sql => sql`
  SELECT k.expert_id, sum(k.points)::int AS points FROM credit_entry k ${
    open === null
      ? Prisma.empty
      : sql`WHERE k.seat_id IS NULL OR k.seat_id IN (SELECT s.id FROM draw_seat s WHERE s.request_id = ANY(${[...open]}::uuid[]))`
  } GROUP BY k.expert_id`

type Bound = { start: number } & ({ atLeast: number } | { atMost: number })

/** Whether the score of an expert (`e`) lies so, as a condition in SQL; who has no line has what the policy begins with. */
export function creditWithin(actor: Actor, bound: Bound, open: readonly string[] | null): Prisma.Sql {
  const sums = creditSums(actor, open)
  const atMost = 'atMost' in bound
  const points = (atMost ? bound.atMost : bound.atLeast) - bound.start
  const meets = atMost ? sql`(c.points <= ${points})` : sql`(c.points >= ${points})`
  // those who have lines are few beside the pool: named are who do not meet it where nobody's line is needed, else who do
  const bare = atMost ? points >= 0 : points <= 0
  return bare
    ? sql`e.account_id NOT IN (SELECT c.expert_id FROM (${sums}) c WHERE NOT ${meets})`
    : sql`e.account_id IN (SELECT c.expert_id FROM (${sums}) c WHERE ${meets})`
}

/** What the lines of some people add up to; who has none is not in the answer. The caller has asked the gate. */
export async function creditsOf(
  actor: Actor,
  ids: readonly string[],
  open: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ id: string; points: number }[]>`
    SELECT c.expert_id::text AS id, c.points FROM (${creditSums(actor, open)}) c
    WHERE c.expert_id = ANY(${[...ids]}::uuid[])`
  return new Map(rows.map(({ id, points }) => [id, points]))
}
