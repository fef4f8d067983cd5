import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { conflict, refused } from '@/lib/platform/errors'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import type { DrawRequest, Prisma } from '@/prisma/generated/client'
import type { ConflictRow, ConflictSummary } from './avoidance.dto'
import {
  type AvoidanceRule,
  type Certainty,
  owedRules,
  ruleCodes,
  ruleOf,
  type Verdict,
  verdictLabels,
} from './avoidance.rules'
import type { GiveVerdict } from './avoidance.schema'
import { declaredTies } from './conflict-declared.dal'
import { mayNames } from './names.rules'
import { askedIt, findRequest, lockRequest } from './request-scope.dal'
import { isDrawn, whyClosed } from './subject-open.rules'

const FEW = 3

/** Who keeps away by himself was drawn: that stands nowhere before the names may be read. */
const recusalsShown = (request: DrawRequest): boolean => mayNames(request, now(), { who: 'staff' })

async function requestOf(actor: Actor, id: string): Promise<DrawRequest> {
  return (await findRequest(actor, id)) ?? deny(actor, 'draw.view', { type: 'draw', id })
}

/**
 * How many experts each rule keeps away from a request: what the 使用单位 learns, who must not know who is in the pool.
 * Fewer than three of a kind are not told to it. @throws Refusal notFound
 */
export async function conflictSummary(actor: Actor, requestId: string): Promise<ConflictSummary> {
  await allow(actor, 'draw.view', { type: 'draw', id: requestId })
  const request = await requestOf(actor, requestId)
  const { foundAt } = request
  const names = may(actor, 'draw.conflicts')
  const rows = await db().$queryRaw<{ rule: string | null; count: bigint; open: bigint }[]>`
    SELECT rule, count(DISTINCT expert_id) AS count, count(*) FILTER (WHERE verdict = 'open' AND certainty = 'likely') AS open
    FROM draw_conflict WHERE request_id = ${requestId}::uuid AND gone_at IS NULL AND verdict <> 'falseAlarm' AND (rule <> 'recused' OR ${names && recusalsShown(request)})
    GROUP BY GROUPING SETS ((rule), ())`
  // none and one or two are the same answer: asking again after a change of the 评审对象 must not tell them apart
  const told = (count: bigint) => (names || count >= FEW ? Number(count) : ('few' as const))
  const all = rows.find(row => row.rule === null)
  return {
    rules: ruleCodes.flatMap(rule => {
      const row = rows.find(one => one.rule === rule)
      const def = ruleOf(rule)!
      const shown = row && (names || row.count >= FEW)
      return shown ? [{ rule, label: def.label, article: def.article, count: Number(row.count) }] : []
    }),
    total: told(all?.count ?? 0n),
    open: names ? Number(all?.open ?? 0n) : null,
    foundAt,
  }
}

export type ConflictQuery = PageRequest & {
  sort: 'asc' | 'desc'
  text?: string
  rule?: string
  certainty?: string
  verdict?: string
  /** those that are no more so */
  gone?: boolean
  /** missing: ties that are certain or confirmed, that the applicant had to declare, and of which nobody did */
  declared?: string
}

function conditions(requestId: string, { text, rule, certainty, verdict, gone }: Omit<ConflictQuery, 'size' | 'sort'>) {
  const words = text?.trim().replace(/[\\%_]/g, sign => `\\${sign}`)
  const contains = { contains: words }
  return {
    requestId,
    goneAt: gone ? { not: null } : null,
    ...(rule && { rule }),
    ...(certainty && { certainty }),
    ...(verdict && { verdict }),
    ...(words && {
      OR: [{ expert: { name: contains } }, { expert: { unitName: contains } }, { subject: { title: contains } }],
    }),
  } satisfies Prisma.DrawConflictWhereInput
}

/** A tie that holds for certain, of a kind that the applicant knows of himself. */
const established = {
  ...{ rule: { in: [...owedRules] }, goneAt: null },
  OR: [{ certainty: 'certain', verdict: 'open' }, { verdict: 'confirmed' }],
} satisfies Prisma.DrawConflictWhereInput

/** One page of the conflicts of a request with their evidence, for who judges and who watches. @throws Refusal notFound */
export async function listConflicts(
  actor: Actor,
  requestId: string,
  query: ConflictQuery,
): Promise<Page<ConflictRow> & { count: number }> {
  await allow(actor, 'draw.conflicts', { type: 'draw', id: requestId })
  const request = await requestOf(actor, requestId)
  const declared = await declaredTies(actor, db(), requestId)
  const owed = { ...established, NOT: declared } satisfies Prisma.DrawConflictWhereInput
  const where: Prisma.DrawConflictWhereInput = {
    AND: [
      conditions(requestId, query),
      recusalsShown(request) ? {} : { rule: { not: 'recused' } },
      query.declared === 'missing' ? owed : {},
    ],
  }
  const [rows, count] = await Promise.all([
    db().drawConflict.findMany({
      where: { AND: [where, beyond(query, query.sort, 'foundAt')] },
      orderBy: [{ foundAt: query.sort }, { id: query.sort }],
      take: query.size + 1,
      include: { expert: { select: { name: true, unitName: true } }, subject: { select: { title: true } } },
    }),
    db().drawConflict.count({ where }),
  ])
  const page = finishPage(rows, query, row => ({ at: row.foundAt, id: row.id }))
  const missing = await db().drawConflict.findMany({
    where: { AND: [{ id: { in: page.rows.map(row => row.id) } }, owed] },
    select: { id: true },
  })
  const undeclared = new Set(missing.map(row => row.id))
  return {
    ...page,
    count,
    rows: page.rows.map(({ expert, subject, ...row }) => ({
      ...{ id: row.id, version: row.version, expertId: row.expertId, evidence: row.evidence, foundAt: row.foundAt },
      ...{ name: expert.name, unitName: expert.unitName, subject: subject?.title ?? null, gone: row.goneAt !== null },
      undeclared: undeclared.has(row.id),
      ...{
        rule: row.rule as AvoidanceRule,
        label: ruleOf(row.rule)?.label ?? '',
        article: ruleOf(row.rule)?.article ?? '',
      },
      certainty: row.certainty as Certainty,
      verdict: row.verdict as Verdict,
      said:
        row.verdictBy && row.verdictWhy && row.verdictAt
          ? { by: row.verdictBy, why: row.verdictWhy, at: row.verdictAt }
          : null,
    })),
  }
}

/**
 * 确认 or 误报, with the reason: it holds as long as the facts are the same. Not of a draw that one asked for oneself. Once
 * it is drawn, what was said stays, and what was found since is judged once: to change it there and back and look at the
 * places would tell who sits. Whoever judges then takes nobody off (`keptOut`).
 * @throws Refusal refused; conflict when somebody was first or the facts are gone; notFound
 */
export async function giveVerdict(actor: Actor, input: GiveVerdict): Promise<null> {
  const about = { type: 'draw', id: input.requestId }
  await allow(actor, 'draw.approve', about)
  return writeTx(actor, async tx => {
    const request = await lockRequest(actor, tx, input.requestId)
    if (!request) return deny(actor, 'draw.approve', about)
    if (await askedIt(actor, tx, request)) throw refused('这是您自己提出的需求，回避关系要由另一位业务管理员核实。')
    const why = whyClosed(request, now())
    if (why) throw refused(why)
    const row = await tx.drawConflict.findFirst({ where: { id: input.id, requestId: request.id } })
    if (!row) return deny(actor, 'draw.approve', about)
    if (row.goneAt) throw conflict('这条关系的事实已经变化，不再计入。请刷新后再看。')
    if (row.version !== input.version)
      throw conflict(
        row.verdictBy
          ? `${row.verdictBy}刚刚核实过这一条：${verdictLabels[row.verdict as Verdict]}。请刷新后再看。`
          : '这一条刚刚更新过。请刷新后再看。',
      )
    if (isDrawn(request) && row.verdict !== 'open')
      throw refused(
        `这一条已经核实为「${verdictLabels[row.verdict as Verdict]}」，抽取以后不能再改。有新的情况，请在「声明回避」里写明，由另一位业务管理员采纳。`,
      )
    await tx.drawConflict.update({
      where: { id: row.id },
      data: {
        ...{ verdict: input.verdict, verdictWhy: input.why, verdictAt: now(), version: row.version + 1 },
        ...{ verdictById: accountOf(actor), verdictBy: signatureOf(actor).name },
      },
    })
    await audit(tx, actor, {
      ...{ action: 'draw.verdict', objectType: 'draw', objectId: request.id, result: 'done' },
      detail: { conflict: row.id, rule: row.rule, was: row.verdict, verdict: input.verdict, reason: input.why },
    })
    return null
  })
}
