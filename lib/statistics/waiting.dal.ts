import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import { possibleDesks } from '@/lib/policy/desk.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { deskEvents } from '@/lib/workflow/application.machine'
import { Prisma } from '@/prisma/generated/client'
import type { Range } from './range.rules'
import { type Reach, reachOf } from './reach.dal'
import type { DeskFigures } from './statistics.dto'
import { type DeskTerms, deskFigures, type Standing, type Stay, waitingDesks } from './waiting.rules'

/**
 * How long applications stood at each desk that were dealt with in a range, and what waits there now.
 * @throws Refusal notFound
 */
export async function waitingFigures(actor: Actor, range: Range): Promise<DeskFigures[]> {
  const reach = await reachOf(actor)
  const [{ policy }, calendar] = await Promise.all([currentPolicy(), currentCalendar()])
  const [decided, published, standing] = await Promise.all([
    staysAtDesks(reach, range),
    staysInPublicity(reach, range),
    standingNow(reach),
  ])
  const all = [...decided, ...published]
  const used = new Set([...all, ...standing].map(one => one.desk))
  const terms = termsOf(policy).filter(({ desk, held }) => held || used.has(desk))
  const when = { calendar, today: chinaDay(now()), months: range.months }
  return deskFigures(terms, { stays: all, standing }, when)
}

/** The desks with their names and aims; `held`: the policy has them. */
function termsOf(policy: Policy): (DeskTerms & { held: boolean })[] {
  const { aims, publicityDays } = policy.path
  const held = new Set<string>(possibleDesks(policy))
  const labels = {
    unit: '单位推荐',
    department: `${policy.terms.department}推荐`,
    bureau: `${policy.authority.short}审核`,
  }
  return waitingDesks.map(desk =>
    desk === 'publicity'
      ? { desk, label: '公示', aim: null, held: publicityDays !== null }
      : { desk, label: labels[desk], aim: aims[desk], held: held.has(desk) },
  )
}

/** The column of a status as the desk that holds it. */
const deskOf = (column: 'h.from_status' | 'a.status') => {
  const status = Prisma.raw(`${column}::text`)
  return Prisma.sql`CASE ${status} WHEN 'atUnit' THEN 'unit' WHEN 'atDepartment' THEN 'department'
    WHEN 'atBureau' THEN 'bureau' ELSE 'publicity' END`
}
const dayOf = (column: string) => Prisma.raw(`(${column} AT TIME ZONE 'Asia/Shanghai')::date`)
const ofReach = (reach: Reach) =>
  reach.whole ? Prisma.empty : Prisma.sql`JOIN application a ON a.id = h.subject_id AND ${reach.of('a.unit_id')}`

/** Grouped by days first: a text of each step would cost more than everything else. */
const stays = (grouped: Prisma.Sql): Promise<Stay[]> => db().$queryRaw<Stay[]>`
  SELECT desk, event, to_char(came, 'YYYY-MM-DD') AS came, to_char(went, 'YYYY-MM-DD') AS went, count
  FROM (${grouped} GROUP BY 1, 2, 3, 4) g`

/** The step before a decision is the one that brought the application to the desk. */
const staysAtDesks = (reach: Reach, range: Range): Promise<Stay[]> =>
  stays(Prisma.sql`SELECT ${deskOf('h.from_status')} AS desk, h.event, ${dayOf('p.at')} AS came, ${dayOf('h.at')} AS went, count(*)::int AS count
  FROM status_history h
  JOIN status_history p ON p.subject_type = 'application' AND p.subject_id = h.subject_id
    AND p.subject_version = h.subject_version - 1
  ${ofReach(reach)}
  WHERE h.subject_type = 'application' AND h.at >= ${startOfDay(range.from)} AND h.at < ${startOfDay(range.until)}
    AND h.from_status IN ('atUnit', 'atDepartment', 'atBureau') AND h.event = ANY(${[...deskEvents]})
`)

/** From 拟入库 to the end of 公示, the days of the publication among them. */
const staysInPublicity = (reach: Reach, range: Range): Promise<Stay[]> =>
  stays(Prisma.sql`SELECT 'publicity' AS desk, h.event, ${dayOf('p.at')} AS came, ${dayOf('h.at')} AS went, count(*)::int AS count
  FROM status_history h
  CROSS JOIN LATERAL (SELECT p.at FROM status_history p WHERE p.subject_type = 'application' AND p.subject_id = h.subject_id
      AND p.subject_version < h.subject_version AND p.to_status = 'proposed'
    ORDER BY p.subject_version DESC LIMIT 1) p
  ${ofReach(reach)}
  WHERE h.subject_type = 'application' AND h.at >= ${startOfDay(range.from)} AND h.at < ${startOfDay(range.until)}
    AND h.from_status IN ('published', 'objected') AND h.to_status IN ('admitted', 'refused')
`)

/** What waits now; one that is in 公示 has waited since it came to be published. */
const standingNow = (reach: Reach): Promise<Standing[]> => db().$queryRaw<Standing[]>`
  SELECT ${deskOf('a.status')} AS desk, to_char(${dayOf('coalesce(p.at, a.status_since)')}, 'YYYY-MM-DD') AS came,
         count(*)::int AS count
  FROM application a
  LEFT JOIN LATERAL (SELECT p.at FROM status_history p WHERE a.status IN ('published', 'objected')
      AND p.subject_type = 'application' AND p.subject_id = a.id AND p.to_status = 'proposed'
    ORDER BY p.subject_version DESC LIMIT 1) p ON true
  WHERE a.status IN ('atUnit', 'atDepartment', 'atBureau', 'proposed', 'published', 'objected') AND ${reach.of('a.unit_id')}
  GROUP BY 1, 2`
