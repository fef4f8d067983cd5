import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay, startOfDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { dimensions } from './dimension.rules'
import { flowFigures } from './flows.dal'
import { gapFigures } from './gaps.dal'
import { disciplineFigures, poolFigures } from './pool.dal'
import { defaultThreshold, type Range, yearRange } from './range.rules'
import { reachOf } from './reach.dal'
import { beside, yearsOf } from './report.rules'
import type { PoolFigures, PublicityFigures, Slice, YearReport } from './statistics.dto'
import { waitingFigures } from './waiting.dal'

/**
 * The report of a year: of one that is over as it was made then, of this one as things stand; and of which years there is one.
 * @throws Refusal notFound for who may not see everything, and for a year without a pool
 */
export async function viewReport(actor: Actor, year: number): Promise<{ report: YearReport; years: number[] }> {
  const subject = { type: 'report', id: String(year) }
  await allow(actor, 'statistics.view', subject)
  const years = await reportYears()
  if (!(await reachOf(actor)).whole || !years.includes(year)) return deny(actor, 'statistics.view', subject)
  const stored = await db().yearlyReport.findUnique({ where: { year } })
  return { report: stored ? (stored.data as YearReport) : await makeReport(actor, year), years }
}

/** The years there is a report of, the newest first. */
async function reportYears(): Promise<number[]> {
  const first = await db().statusHistory.aggregate({ where: { subjectType: 'membership' }, _min: { at: true } })
  return yearsOf(first._min.at && chinaDay(first._min.at), chinaDay(now()))
}

/** Keeps the report of each year that is over and has none, as the history and the experts stand: for the worker. */
export async function keepReports(actor: Actor): Promise<void> {
  await allow(actor, 'statistics.keep')
  const [thisYear, ...over] = await reportYears()
  const kept = await db().yearlyReport.findMany({ select: { year: true } })
  for (const year of over.reverse()) {
    if (year >= thisYear! || kept.some(report => report.year === year)) continue
    const { id: policyVersionId } = await currentPolicy()
    const data = await makeReport(actor, year)
    // another worker may have been quicker; both say the same
    await db().yearlyReport.createMany({
      data: { year, data: data as object, poolEnd: data.flows.after, policyVersionId, madeAt: now() },
      skipDuplicates: true,
    })
  }
}

async function makeReport(actor: Actor, year: number): Promise<YearReport> {
  const range = yearRange(year)
  const today = chinaDay(now())
  const final = range.until <= today
  const end = `${year}-12-31`
  const before = `${year - 1}-12-31`
  const on = final ? end : null
  const [{ id: policyVersion, policy }, flows, last, pool, disciplines, desks, publicity, gaps] = await Promise.all([
    currentPolicy(),
    flowFigures(actor, range),
    flowFigures(actor, yearRange(year - 1)),
    poolFigures(actor, on),
    disciplineFigures(actor, { on, under: null }),
    waitingFigures(actor, range),
    publicityFigures(range),
    gapFigures(actor, { level: 1, threshold: defaultThreshold }),
  ])
  const past = last.after === 0 ? null : await structureAt(actor, year - 1, before)
  const { months: _, entries: __, exits: ___, ...lastYear } = last
  return {
    year,
    authority: policy.authority.name,
    until: final ? end : today,
    final,
    madeOn: today,
    policyVersion,
    flows,
    lastYear: last.after === 0 && last.in === 0 ? null : lastYear,
    structure: Object.fromEntries(
      dimensions.map(dimension => [dimension, beside(pool.by[dimension], past?.by[dimension])]),
    ) as YearReport['structure'],
    disciplines: beside(disciplines.slices.map(plain), past?.disciplines),
    desks,
    publicity,
    gaps: { ...gaps, threshold: defaultThreshold },
  }
}

const plain = ({ code, label, count }: Slice): Slice => ({ code, label, count })

/** What the pool looked like at the end of a year: as its report has it, or from the history. */
async function structureAt(
  actor: Actor,
  year: number,
  on: string,
): Promise<{ by: PoolFigures['by']; disciplines: Slice[] }> {
  const stored = await db().yearlyReport.findUnique({ where: { year } })
  if (stored) {
    const report = stored.data as YearReport
    return { by: report.structure, disciplines: report.disciplines }
  }
  const [pool, disciplines] = await Promise.all([poolFigures(actor, on), disciplineFigures(actor, { on, under: null })])
  return { by: pool.by, disciplines: disciplines.slices.map(plain) }
}

async function publicityFigures(range: Range): Promise<PublicityFigures> {
  const [from, until] = [startOfDay(range.from), startOfDay(range.until)]
  const batch = { publishedAt: { gte: from, lt: until } }
  const filed = { gte: from, lt: until }
  const [batches, people, objections] = await Promise.all([
    db().publicityBatch.count({ where: batch }),
    db().publicityEntry.count({ where: { batch } }),
    db().objection.groupBy({ by: ['status', 'kind'], where: { filedAt: filed }, _count: true }),
  ])
  const count = (holds: (row: (typeof objections)[number]) => boolean) =>
    objections.filter(holds).reduce((sum, row) => sum + row._count, 0)
  return {
    batches,
    people,
    objections: count(() => true),
    anonymous: count(row => row.kind === 'anonymous'),
    upheld: count(row => row.status === 'upheld'),
    dismissed: count(row => row.status === 'dismissed'),
    open: count(row => row.status === 'lead' || row.status === 'checking'),
  }
}
