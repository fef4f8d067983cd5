import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { countView } from '@/lib/access/views'
import { type Snapshot, toSnapshot } from '@/lib/application/application.dto'
import { dict } from '@/lib/dict'
import { entry, shortRegion } from '@/lib/dict/tree'
import { COUNTED, type Counted, countedOf } from '@/lib/platform/counted'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { maskEmail } from '@/lib/platform/fields/masks'
import { decodeCursor, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { courseOf } from '@/lib/policy/desk.rules'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type ApplicationStatus, applicationWords } from '@/lib/workflow/application.machine'
import { historyOf } from '@/lib/workflow/history.dal'
import { stepLabel } from '@/lib/workflow/machine'
import { Prisma } from '@/prisma/generated/client'
import { conditionsOf } from './conditions.dal'
import { type CreditOrder, creditOrder, scoresOf } from './credit.dal'
import type { ExpertRow, ExpertView, ListedExpert } from './expert.dto'
import type { MembershipStatus } from './membership.rules'
import { masksOf } from './numbers.dal'
import { originOf } from './origin.dal'
import type { FilterKey, PoolFilter, PoolParams } from './pool.rules'

/** `sort`: by the day of entry unless asked otherwise; `order`: downwards unless `asc` */
export type PoolQuery = PoolFilter & PageRequest & { sort?: PoolParams['sort']; order?: 'asc' | 'desc' }

type Row = {
  id: string
  name: string
  sex: string
  unitName: string
  titleCode: string
  titleLevel: string
  regionCode: string
  status: MembershipStatus
  admittedAt: Date
  activatedAt: Date
  loggedIn: boolean
  codes: string[]
}

const columns = {
  admitted: Prisma.sql`e.admitted_at`,
  name: Prisma.sql`e.pinyin`,
  activity: Prisma.sql`e.activated_at`,
} as const

/**
 * Rows beyond a cursor. By name or score the cursor says whose row was the last, never the name, which would stand in the
 * address; who is no longer there leads back to the first page.
 */
async function beyondCursor(query: PoolQuery, descending: boolean, credit: CreditOrder | null): Promise<Prisma.Sql> {
  const cursor = decodeCursor(query.after)
  if (!cursor) return Prisma.sql`TRUE`
  const beyond = Prisma.raw(descending ? '<' : '>')
  const sort = query.sort ?? 'admitted'
  if (credit)
    return Prisma.sql`(${credit.points}, e.account_id) ${beyond} (${await credit.of(cursor.id)}, ${cursor.id}::uuid)`
  if (sort === 'admitted' || sort === 'activity')
    return Prisma.sql`(${columns[sort]}, e.account_id) ${beyond} (${cursor.at}, ${cursor.id}::uuid)`
  const last = await db().expert.findUnique({ where: { accountId: cursor.id }, select: { pinyin: true } })
  return last ? Prisma.sql`(e.pinyin, e.account_id) ${beyond} (${last.pinyin}, ${cursor.id}::uuid)` : Prisma.sql`TRUE`
}

const NO_INSTANT = new Date(0)

/**
 * One page of the pool; the newest entries first unless asked otherwise.
 * @throws Refusal notFound where a score is asked for by who may not look at draws
 */
export async function searchExperts(actor: Actor, query: PoolQuery): Promise<Page<ListedExpert>> {
  await allow(actor, 'expert.list')
  const descending = query.order !== 'asc'
  const sort = query.sort ?? 'admitted'
  const credit = sort === 'credit' ? await creditOrder(actor) : null
  const direction = Prisma.raw(descending ? 'DESC' : 'ASC')
  const rows = await db().$queryRaw<Row[]>`
    SELECT e.account_id::text AS id, e.name, e.sex, e.unit_name AS "unitName", e.title_code AS "titleCode",
           e.title_level AS "titleLevel", e.region_code AS "regionCode", e.status::text AS status,
           e.admitted_at AS "admittedAt", e.activated_at AS "activatedAt",
           (SELECT c.last_login_at IS NOT NULL FROM account c WHERE c.id = e.account_id) AS "loggedIn",
           ARRAY(SELECT x.code FROM expert_discipline x WHERE x.expert_id = e.account_id ORDER BY x.position) AS codes
    FROM expert e ${credit?.join ?? Prisma.empty}
    WHERE ${await conditionsOf(actor, query)} AND ${await beyondCursor(query, descending, credit)}
    ORDER BY ${sort === 'credit' ? credit!.points : columns[sort]} ${direction}, e.account_id ${direction} LIMIT ${query.size + 1}`
  const instants = { admitted: 'admittedAt', activity: 'activatedAt' } as const
  const page = finishPage(rows, query, row => ({
    at: sort === 'admitted' || sort === 'activity' ? row[instants[sort]] : NO_INSTANT,
    id: row.id,
  }))
  const ids = page.rows.map(({ id }) => id)
  const scoreOf = await scoresOf(actor, ids)
  return { ...page, rows: page.rows.map(row => ({ ...toExpertRow(row), credit: scoreOf?.(row.id) ?? null })) }
}

/** How many experts meet the conditions; counting stops beyond 10,000, which is then shown as 10,000+. */
export async function countExperts(actor: Actor, filter: PoolFilter, without?: FilterKey): Promise<Counted> {
  await allow(actor, 'expert.list')
  const [row] = await db().$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM (
      SELECT 1 FROM expert e WHERE ${await conditionsOf(actor, filter, without)} LIMIT ${COUNTED + 1}) AS found`
  return countedOf(Number(row!.count))
}

function toExpertRow(row: Row): ExpertRow {
  return {
    id: row.id,
    name: row.name,
    sex: dict('sex').name(row.sex),
    unitName: row.unitName,
    title: dict('title').name(row.titleCode),
    titleLevel: dict('titleLevel').name(row.titleLevel),
    disciplines: row.codes.map(code => entry('discipline', code)?.name ?? code),
    region: shortRegion(row.regionCode),
    status: row.status,
    statusLabel: membershipLabels[row.status],
    admittedAt: row.admittedAt,
    activatedAt: row.activatedAt,
    loggedIn: row.loggedIn,
  }
}

/** Who may see no number in clear reads no address either. */
function shownTo(actor: Actor, { person, ...snapshot }: Snapshot): Snapshot {
  const email = person.email && !may(actor, 'expert.reveal') ? maskEmail(person.email) : person.email
  return { ...snapshot, person: { ...person, email } }
}

/**
 * One expert with the version that brought him in.
 * @throws Refusal notFound; tooMany for who has opened too many within an hour
 */
export async function viewExpert(actor: Actor, id: string): Promise<ExpertView> {
  const subject = { type: 'expert', id }
  await allow(actor, 'expert.view', subject)
  if (!uuid().safeParse(id).success) return deny(actor, 'expert.view', subject)
  const expert = await db().expert.findUnique({
    where: { accountId: id },
    include: {
      disciplines: { orderBy: { position: 'asc' } },
      account: { select: { lastLoginAt: true, unclaimedSince: true } },
    },
  })
  if (!expert) return deny(actor, 'expert.view', subject)
  await countView(actor)
  const { policy } = await currentPolicy()
  const version = await db().applicationVersion.findUniqueOrThrow({
    where: { id: expert.versionId },
    include: { application: true },
  })
  const course = courseOf(version.application)
  const snapshot = shownTo(actor, toSnapshot(version.snapshot))
  const machine = applicationWords(policy, course)
  return {
    ...toExpertRow({
      ...expert,
      id: expert.accountId,
      codes: expert.disciplines.map(row => row.code),
      loggedIn: expert.account.lastLoginAt !== null,
    }),
    unclaimed: expert.account.unclaimedSince !== null,
    ...(await masksOf(actor, id)),
    course,
    origin: await originOf(actor, id),
    applicationId: may(actor, 'application.view') ? version.applicationId : null,
    applicationNumber: version.application.number,
    submitted: { number: version.number, hash: version.hash, at: version.submittedAt },
    snapshot: may(actor, 'application.view') ? snapshot : { ...snapshot, files: [] },
    history: (await historyOf(actor, 'application', version.applicationId)).map(step => ({
      ...step,
      label: stepLabel(machine, step),
      toLabel: machine.labels[step.to as ApplicationStatus],
    })),
  }
}
