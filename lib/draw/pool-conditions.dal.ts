import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { codesBelow } from '@/lib/dict/tree'
import { bornBy } from '@/lib/expert/age.rules'
import { conditionsOf, regionCondition } from '@/lib/expert/conditions.dal'
import { chinaDay } from '@/lib/platform/time'
import { Prisma } from '@/prisma/generated/client'
import type { ConditionsAsked } from './ask.schema'
import { creditWithin } from './credit-sum.dal'
import { drawnOften } from './out.dal'
import { seatsThatCount } from './pool.rules'

const { sql } = Prisma
const either = (parts: Prisma.Sql[]) => sql`(${Prisma.join(parts, ' OR ')})`
const DAY = 86_400_000

/** What one group asks for, as it is met on the day of the session. */
export type AskedOn = { conditions: ConditionsAsked; at: Date; requestId: string | null; creditStart: number }

/** Who an expert (`e`) of the pool has to be to be drawn into a group (K2), as a condition in SQL. Nobody who left meets it. */
export async function askedConditions(actor: Actor, { conditions, at, requestId, creditStart }: AskedOn) {
  const { titleLevels: level, natures: nature, words, area, ...c } = conditions
  const day = chinaDay(at)
  const known = await conditionsOf(actor, { level, nature, words, area: area ?? undefined })
  const parts = [
    known,
    c.disciplines.length > 0 ? disciplines(c.disciplines, c.firstOnly) : null,
    c.regions.length > 0 ? either(c.regions.map(code => regionCondition(actor, code))) : null,
    c.titles.length > 0 ? sql`e.title_code = ANY(${c.titles}::text[])` : null,
    c.expertTypes.length > 0 ? sql`e.expert_type = ANY(${c.expertTypes}::text[])` : null,
    c.ageFrom === null ? null : sql`e.birth_date <= ${bornBy(day, c.ageFrom)}::date`,
    c.ageTo === null ? null : sql`e.birth_date > ${bornBy(day, c.ageTo + 1)}::date`,
    c.workYears === null ? null : sql`e.work_since <= ${Number(day.slice(0, 4)) - c.workYears}`,
    c.restDays === null ? null : rested(new Date(at.getTime() - c.restDays * DAY), at, requestId),
    c.creditAtLeast === null ? null : creditWithin(actor, { atLeast: c.creditAtLeast, start: creditStart }, null),
    c.yearlyAtMost === undefined
      ? null
      : sql`e.account_id NOT IN (${drawnOften(actor, at, c.yearlyAtMost + 1, requestId)})`,
  ]
  return Prisma.join(
    parts.filter(part => part !== null),
    ' AND ',
  )
}

function disciplines(asked: readonly string[], firstOnly: boolean): Prisma.Sql {
  const codes = [...new Set(asked.flatMap(code => codesBelow('discipline', code)))]
  return sql`e.account_id IN (SELECT x.expert_id FROM expert_discipline x
    WHERE x.dict = 'discipline' AND x.code = ANY(${codes}::text[]) ${firstOnly ? sql`AND x.position = 0` : Prisma.empty})`
}

/** Not drawn for another session in the days before. */
const rested = (since: Date, at: Date, requestId: string | null) => sql`NOT EXISTS (
  SELECT 1 FROM draw_seat r WHERE r.expert_id = e.account_id AND r.status = ANY(${[...seatsThatCount]}::"DrawSeatStatus"[])
    AND r.session_from >= ${since} AND r.session_from < ${at} AND r.request_id IS DISTINCT FROM ${requestId}::uuid)`
