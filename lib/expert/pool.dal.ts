import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import type { Snapshot } from '@/lib/application/application.dto'
import { dict } from '@/lib/dict'
import { entry, fullName } from '@/lib/dict/tree'
import { db } from '@/lib/platform/db'
import { decodeCursor, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { applicationLabels, membershipLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { historyOf } from '@/lib/workflow/history.dal'
import { Prisma } from '@/prisma/generated/client'
import type { ExpertRow, ExpertView } from './expert.dto'

export type PoolQuery = PageRequest & {
  /** name in characters, full pinyin or initials */
  name?: string
  unit?: string
  /** a discipline code; the whole subtree below it counts */
  discipline?: string
  title?: string
  titleLevel?: string
}

type Row = {
  id: string
  name: string
  sex: string
  unitName: string
  titleCode: string
  titleLevel: string
  regionCode: string
  status: keyof typeof membershipLabels
  admittedAt: Date
  codes: string[]
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** The name condition: Latin letters are looked up as pinyin, characters in the GIN index of single characters. */
function nameCondition(text: string): Prisma.Sql {
  const plain = escapeLike(text)
  if (/^[a-z ]+$/i.test(text)) {
    const letters = plain.toLowerCase().replaceAll(' ', '')
    return Prisma.sql`(e.pinyin LIKE ${`${letters}%`} OR e.initials LIKE ${`${letters}%`} OR e.name ILIKE ${`%${plain}%`})`
  }
  return Prisma.sql`(e.name_chars @> ${[...text]}::text[] AND e.name LIKE ${`%${plain}%`})`
}

function conditions(query: PoolQuery): Prisma.Sql {
  const parts = [Prisma.sql`TRUE`]
  if (query.name?.trim()) parts.push(nameCondition(query.name.trim()))
  if (query.unit?.trim()) parts.push(Prisma.sql`e.unit_name LIKE ${`%${escapeLike(query.unit.trim())}%`}`)
  if (query.title) parts.push(Prisma.sql`e.title_code = ${query.title}`)
  if (query.titleLevel) parts.push(Prisma.sql`e.title_level = ${query.titleLevel}`)
  if (query.discipline)
    parts.push(Prisma.sql`EXISTS (SELECT 1 FROM expert_discipline x JOIN dict_entry d ON d.dict = x.dict AND d.code = x.code
      WHERE x.expert_id = e.account_id AND d.path @> ${[query.discipline]}::text[])`)
  return Prisma.join(parts, ' AND ')
}

/** One page of the pool, newest entries first. */
export async function searchExperts(actor: Actor, query: PoolQuery): Promise<Page<ExpertRow>> {
  await allow(actor, 'expert.list')
  const cursor = decodeCursor(query.after)
  const from = cursor
    ? Prisma.sql`(e.admitted_at, e.account_id) < (${cursor.at}, ${cursor.id}::uuid)`
    : Prisma.sql`TRUE`
  const rows = await db().$queryRaw<Row[]>`
    SELECT e.account_id::text AS id, e.name, e.sex, e.unit_name AS "unitName", e.title_code AS "titleCode",
           e.title_level AS "titleLevel", e.region_code AS "regionCode", e.status::text AS status,
           e.admitted_at AS "admittedAt",
           ARRAY(SELECT x.code FROM expert_discipline x WHERE x.expert_id = e.account_id ORDER BY x.position) AS codes
    FROM expert e WHERE ${conditions(query)} AND ${from}
    ORDER BY e.admitted_at DESC, e.account_id DESC LIMIT ${query.size + 1}`
  const page = finishPage(rows, query, row => ({ at: row.admittedAt, id: row.id }))
  return { ...page, rows: page.rows.map(toExpertRow) }
}

/** How many experts meet the conditions, counted up to 10,001 (shown as 10,000+). */
export async function countExperts(actor: Actor, query: PoolQuery): Promise<number> {
  await allow(actor, 'expert.list')
  const [row] = await db().$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM (SELECT 1 FROM expert e WHERE ${conditions(query)} LIMIT 10001) AS found`
  return Number(row!.count)
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
    region: fullName('region', row.regionCode),
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
  const expert = await db().expert.findUnique({
    where: { accountId: id },
    include: { disciplines: { orderBy: { position: 'asc' } } },
  })
  if (!expert) return deny(actor, 'expert.view', subject)
  const { policy } = await currentPolicy()
  const labels = applicationLabels(policy)
  const version = await db().applicationVersion.findUniqueOrThrow({
    where: { id: expert.versionId },
    include: { application: true },
  })
  return {
    ...toExpertRow({ ...expert, id: expert.accountId, codes: expert.disciplines.map(row => row.code) }),
    applicationId: version.applicationId,
    applicationNumber: version.application.number,
    snapshot: version.snapshot as unknown as Snapshot,
    history: (await historyOf(actor, 'application', version.applicationId)).map(step => ({
      ...step,
      toLabel: labels[step.to as keyof typeof labels],
    })),
  }
}
