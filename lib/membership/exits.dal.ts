import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { now } from '@/lib/platform/clock'
import { COUNTED, type Counted, countedOf } from '@/lib/platform/counted'
import { db } from '@/lib/platform/db'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { waitSince } from '@/lib/workflow/wait.rules'
import type { Prisma } from '@/prisma/generated/client'
import { reasonLabel } from './exit.rules'
import { type ExitSource, type ExitStage, mayBeDecided } from './list.rules'
import type { ExitRow } from './membership.dto'
import { toDecide } from './worklist.dal'

export type ExitFilter = {
  stage: ExitStage
  source?: ExitSource
  /** part of the name or of the unit */
  text?: string
}
export type ExitQuery = ExitFilter & PageRequest & { sort: 'asc' | 'desc' }

function ofStage(stage: ExitStage, at: Date): Prisma.MembershipExitWhereInput {
  switch (stage) {
    case 'heard':
      return { AND: [toDecide, { NOT: mayBeDecided(at) }] }
    case 'ready':
      return { AND: [toDecide, mayBeDecided(at)] }
    case 'done':
      return { NOT: toDecide }
    default:
      return toDecide
  }
}

function wanted({ stage, source, text }: ExitFilter, at: Date): Prisma.MembershipExitWhereInput {
  const words = text?.trim()
  return {
    AND: [
      ofStage(stage, at),
      source ? { source } : {},
      words ? { expert: { OR: [{ name: { contains: words } }, { unitName: { contains: words } }] } } : {},
    ],
  }
}

const details = {
  expert: { select: { name: true, unitName: true } },
  statements: { orderBy: { at: 'asc' }, take: 1, select: { at: true } },
} satisfies Prisma.MembershipExitInclude

type Row = Prisma.MembershipExitGetPayload<{ include: typeof details }>

/** From when an exit could be decided; null while its expert may still answer, and when it is over. */
function readySince({ source, outcome, at, hearingUntil, statements }: Row, today: Date): Date | null {
  if (outcome !== null || source === 'automatic') return null
  if (source === 'requested' || hearingUntil === null) return at
  const said = statements[0]?.at
  // an answer after the end of his time makes nothing fresh
  if (said && said < hearingUntil) return said
  return hearingUntil < today ? hearingUntil : null
}

/**
 * One page of exits by when they began: what is proposed, being heard, waiting for its confirmation, or over. How long one
 * waits is reckoned from when it could be decided.
 */
export async function listExits(actor: Actor, query: ExitQuery): Promise<Page<ExitRow>> {
  await allow(actor, 'membership.list')
  const at = now()
  const [{ policy }, calendar, found] = await Promise.all([
    currentPolicy(),
    currentCalendar(),
    db().membershipExit.findMany({
      where: { AND: [wanted(query, at), beyond(query, query.sort, 'at')] },
      orderBy: [{ at: query.sort }, { id: query.sort }],
      take: query.size + 1,
      include: details,
    }),
  ])
  const page = finishPage(found, query, row => row)
  return {
    ...page,
    rows: page.rows.map(row => {
      const since = readySince(row, at)
      const { id, accountId, expert, source, outcome, hearingUntil, decidedAt } = row
      return {
        ...{ id, accountId, ...expert, at: row.at, decidedAt },
        source: source as ExitRow['source'],
        reason: reasonLabel(row.reason),
        hearingUntil: source === 'requested' ? null : hearingUntil,
        answered: row.statements.length > 0,
        outcome: outcome as ExitRow['outcome'],
        over: outcome !== null || source === 'automatic',
        wait: since && waitSince(since, policy.path.aims.exit, at, calendar),
      }
    }),
  }
}

/** How many exits there are of a stage; counting stops beyond 10,000. */
export async function countExits(actor: Actor, filter: ExitFilter): Promise<Counted> {
  await allow(actor, 'membership.list')
  return countedOf(await db().membershipExit.count({ where: wanted(filter, now()), take: COUNTED + 1 }))
}
