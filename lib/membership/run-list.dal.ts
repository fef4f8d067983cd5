import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { COUNTED, type Counted, countedOf } from '@/lib/platform/counted'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { membershipLabels } from '@/lib/policy/labels.rules'
import type { Prisma } from '@/prisma/generated/client'
import type { RunOutcome } from './list.rules'
import type { RunRow, RunView } from './membership.dto'
import { toRunView } from './runs.dal'

export type RunFilter = {
  runId: string
  outcome?: RunOutcome
  /** part of the name or of the unit */
  text?: string
}
export type RunQuery = RunFilter & PageRequest & { sort: 'asc' | 'desc' }

function wanted({ runId, outcome, text }: RunFilter): Prisma.ExpertWhereInput {
  const words = text?.trim()
  const item = { runId, ...(outcome && { outcome: outcome === 'left' ? null : outcome }) }
  return {
    AND: [
      { runItems: { some: item } },
      words ? { OR: [{ name: { contains: words } }, { unitName: { contains: words } }] } : {},
    ],
  }
}

/** One run about dormancy. @throws Refusal notFound */
export async function viewRun(actor: Actor, id: string): Promise<RunView> {
  const subject = { type: 'membershipRun', id }
  await allow(actor, 'membership.list', subject)
  const run = uuid().safeParse(id).success ? await db().membershipRun.findUnique({ where: { id } }) : null
  return run ? toRunView(actor, run) : deny(actor, 'membership.list', subject)
}

/** One page of the people on the list of a run, who has been silent longest first: whoever confirms it can see them all. */
export async function listRunPeople(actor: Actor, query: RunQuery): Promise<Page<RunRow>> {
  await allow(actor, 'membership.list', { type: 'membershipRun', id: query.runId })
  const found = await db().expert.findMany({
    where: { AND: [wanted(query), beyond(query, query.sort, 'activatedAt', 'accountId')] },
    orderBy: [{ activatedAt: query.sort }, { accountId: query.sort }],
    take: query.size + 1,
    select: {
      ...{ accountId: true, name: true, unitName: true, activatedAt: true, status: true },
      account: { select: { lastLoginAt: true } },
      runItems: { where: { runId: query.runId }, select: { outcome: true, at: true } },
    },
  })
  const page = finishPage(found, query, row => ({ at: row.activatedAt, id: row.accountId }))
  return {
    ...page,
    rows: page.rows.map(({ accountId, account, runItems, status, ...row }) => ({
      ...{ ...row, id: accountId, loggedIn: account.lastLoginAt !== null },
      ...{ status, statusLabel: membershipLabels[status] },
      outcome: (runItems[0]?.outcome ?? 'left') as RunOutcome,
      decidedAt: runItems[0]?.at ?? null,
    })),
  }
}

/** How many of them there are; counting stops beyond 10,000. */
export async function countRunPeople(actor: Actor, filter: RunFilter): Promise<Counted> {
  await allow(actor, 'membership.list', { type: 'membershipRun', id: filter.runId })
  return countedOf(await db().expert.count({ where: wanted(filter), take: COUNTED + 1 }))
}
