import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { toSnapshot } from '@/lib/application/application.dto'
import { dict } from '@/lib/dict'
import { entry, shortRegion } from '@/lib/dict/tree'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { decodeCursor, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { courseOf } from '@/lib/policy/desk.rules'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type ApplicationStatus, applicationWords } from '@/lib/workflow/application.machine'
import { historyOf } from '@/lib/workflow/history.dal'
import { stepLabel } from '@/lib/workflow/machine'
import { Prisma } from '@/prisma/generated/client'
import type { ExpertRow, ExpertView } from './expert.dto'
import type { MembershipStatus } from './membership.rules'
import { literally, nameSearch, unitSearch } from './pool.rules'

export type PoolFilter = {
  /** name in characters, full pinyin, initials, or a Latin name */
  name?: string
  /** part of the unit's name now or then, or its pinyin or initials */
  unit?: string
  /** a discipline code; the whole subtree below it counts */
  discipline?: string
  title?: string
  titleLevel?: string
  /** one state of the place in the pool; without it everybody who has not left */
  status?: MembershipStatus
}
/** `order`: the newest entries first unless `asc` */
export type PoolQuery = PoolFilter & PageRequest & { order?: 'asc' | 'desc' }

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
  codes: string[]
}

/** The most that are counted exactly; one more means "and more". */
export const COUNTED = 10_000

/** Letters go to the prefix indexes of pinyin and initials, characters to the GIN index of single characters. */
function nameCondition(text: string): Prisma.Sql {
  const search = nameSearch(text)
  if (!search) return Prisma.sql`TRUE`
  if ('characters' in search)
    return Prisma.sql`(e.name_chars @> ${[...search.characters]}::text[] AND e.name LIKE ${`%${literally(search.characters)}%`})`
  const prefix = `${search.letters}%`
  const latin = search.typed.length > 2 ? Prisma.sql`OR e.name ILIKE ${`%${literally(search.typed)}%`}` : Prisma.empty
  return Prisma.sql`(e.pinyin LIKE ${prefix} OR e.initials LIKE ${prefix} ${latin})`
}

/** The unit as it is called today, or as it was called when the expert came in. */
function unitCondition(text: string): Prisma.Sql {
  const search = unitSearch(text)
  if (!search) return Prisma.sql`TRUE`
  const prefix = `${search.key}%`
  const letters = search.letters ? Prisma.sql`OR u.pinyin LIKE ${prefix} OR u.initials LIKE ${prefix}` : Prisma.empty
  return Prisma.sql`(e.unit_id IN (SELECT u.id FROM unit u WHERE u.name_key LIKE ${`%${literally(search.key)}%`} ${letters})
    OR e.unit_name LIKE ${`%${literally(text.trim())}%`})`
}

function conditions(query: PoolFilter): Prisma.Sql {
  const parts = [
    query.status
      ? Prisma.sql`e.status = ${query.status}::"MembershipStatus"`
      : Prisma.sql`e.status <> 'left'::"MembershipStatus"`,
  ]
  if (query.name) parts.push(nameCondition(query.name))
  if (query.unit) parts.push(unitCondition(query.unit))
  if (query.title) parts.push(Prisma.sql`e.title_code = ${query.title}`)
  if (query.titleLevel) parts.push(Prisma.sql`e.title_level = ${query.titleLevel}`)
  if (query.discipline)
    parts.push(Prisma.sql`e.account_id IN (SELECT x.expert_id FROM expert_discipline x
      JOIN dict_entry d ON d.dict = x.dict AND d.code = x.code
      WHERE d.dict = 'discipline' AND d.path @> ${[query.discipline]}::text[])`)
  return Prisma.join(parts, ' AND ')
}

/** One page of the pool by the day of entry, the newest first unless asked otherwise. */
export async function searchExperts(actor: Actor, query: PoolQuery): Promise<Page<ExpertRow>> {
  await allow(actor, 'expert.list')
  const cursor = decodeCursor(query.after)
  const ascending = query.order === 'asc'
  const beyond = Prisma.raw(ascending ? '>' : '<')
  const direction = Prisma.raw(ascending ? 'ASC' : 'DESC')
  const from = cursor
    ? Prisma.sql`(e.admitted_at, e.account_id) ${beyond} (${cursor.at}, ${cursor.id}::uuid)`
    : Prisma.sql`TRUE`
  const rows = await db().$queryRaw<Row[]>`
    SELECT e.account_id::text AS id, e.name, e.sex, e.unit_name AS "unitName", e.title_code AS "titleCode",
           e.title_level AS "titleLevel", e.region_code AS "regionCode", e.status::text AS status,
           e.admitted_at AS "admittedAt",
           ARRAY(SELECT x.code FROM expert_discipline x WHERE x.expert_id = e.account_id ORDER BY x.position) AS codes
    FROM expert e WHERE ${conditions(query)} AND ${from}
    ORDER BY e.admitted_at ${direction}, e.account_id ${direction} LIMIT ${query.size + 1}`
  const page = finishPage(rows, query, row => ({ at: row.admittedAt, id: row.id }))
  return { ...page, rows: page.rows.map(toExpertRow) }
}

/** How many experts meet the conditions; counting stops beyond 10,000, which is then shown as 10,000+. */
export async function countExperts(actor: Actor, query: PoolFilter): Promise<{ count: number; more: boolean }> {
  await allow(actor, 'expert.list')
  const [row] = await db().$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM (SELECT 1 FROM expert e WHERE ${conditions(query)} LIMIT ${COUNTED + 1}) AS found`
  const count = Number(row!.count)
  return { count: Math.min(count, COUNTED), more: count > COUNTED }
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
  }
}

/**
 * One expert with the version that brought him in.
 * @throws Refusal notFound
 */
export async function viewExpert(actor: Actor, id: string): Promise<ExpertView> {
  const subject = { type: 'expert', id }
  await allow(actor, 'expert.view', subject)
  if (!uuid().safeParse(id).success) return deny(actor, 'expert.view', subject)
  const expert = await db().expert.findUnique({
    where: { accountId: id },
    include: { disciplines: { orderBy: { position: 'asc' } } },
  })
  if (!expert) return deny(actor, 'expert.view', subject)
  const { policy } = await currentPolicy()
  const version = await db().applicationVersion.findUniqueOrThrow({
    where: { id: expert.versionId },
    include: { application: true },
  })
  const course = courseOf(version.application)
  const snapshot = toSnapshot(version.snapshot)
  const machine = applicationWords(policy, course)
  return {
    ...toExpertRow({ ...expert, id: expert.accountId, codes: expert.disciplines.map(row => row.code) }),
    course,
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
