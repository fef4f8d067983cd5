import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { entry } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { activatedBefore, dayAfterYears, forecastEnd } from './dormancy.rules'
import type { Forecast } from './membership.dto'

const SHOWN = 100
const DISCIPLINES = 20

/**
 * Who falls asleep until the end of next month if he does not log in (G15), and which disciplines then have how many
 * active experts left; null where there is no dormancy.
 */
export async function viewForecast(actor: Actor): Promise<Forecast | null> {
  await allow(actor, 'membership.list')
  const { policy } = await currentPolicy()
  const years = policy.membership.dormantAfterYears
  if (years === null) return null
  const until = forecastEnd(chinaDay(now()))
  const before = activatedBefore(until, years)
  const where = { status: 'active' as const, activatedAt: { lt: before } }
  const [count, people, disciplines] = await Promise.all([
    db().expert.count({ where }),
    db().expert.findMany({
      where,
      select: {
        ...{ accountId: true, name: true, unitName: true, activatedAt: true },
        account: { select: { lastLoginAt: true } },
      },
      orderBy: [{ activatedAt: 'asc' }, { accountId: 'asc' }],
      take: SHOWN,
    }),
    db().$queryRaw<{ code: string; active: number; asleep: number }[]>`
      SELECT t.code, count(DISTINCT e.account_id)::int AS active,
             (count(DISTINCT e.account_id) FILTER (WHERE e.activated_at < ${before}))::int AS asleep
      FROM expert e JOIN expert_discipline x ON x.expert_id = e.account_id
      JOIN dict_entry d ON d.dict = x.dict AND d.code = x.code
      JOIN dict_entry t ON t.dict = d.dict AND t.code = ANY (d.path) AND t.level = 1
      WHERE e.status = 'active' AND x.dict = 'discipline'
      GROUP BY t.code HAVING count(*) FILTER (WHERE e.activated_at < ${before}) > 0
      ORDER BY count(DISTINCT e.account_id) FILTER (WHERE e.activated_at < ${before})::float / count(DISTINCT e.account_id) DESC,
               t.code LIMIT ${DISCIPLINES}`,
  ])
  return {
    until,
    count,
    people: people.map(({ accountId, account, ...rest }) => ({
      ...rest,
      id: accountId,
      loggedIn: account.lastLoginAt !== null,
      on: dayAfterYears(rest.activatedAt, years),
    })),
    disciplines: disciplines.map(row => ({ ...row, name: entry('discipline', row.code)?.name ?? row.code })),
  }
}
