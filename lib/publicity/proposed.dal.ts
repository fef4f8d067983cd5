import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { titlesOf } from '@/lib/application/titles.dal'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { dict } from '@/lib/dict'
import { entry } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { COUNTED, type Counted, countedOf } from '@/lib/platform/counted'
import { db } from '@/lib/platform/db'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { mainTitle } from '@/lib/profile/facts.rules'
import { waitSince } from '@/lib/workflow/wait.rules'
import type { Prisma } from '@/prisma/generated/client'
import { waitingForPublicity } from './entry.dal'
import type { ProposedRow } from './publicity.dto'
import type { ProposedPlace } from './publicity.rules'

export type ProposedFilter = {
  /** only who is in no batch, or in a draft */
  place?: ProposedPlace
  /** part of the name or of the unit */
  text?: string
}
export type ProposedQuery = ProposedFilter & PageRequest & { sort: 'asc' | 'desc' }

const places = { free: waitingForPublicity, draft: { publicity: { isNot: null } } } as const

function wanted({ place, text }: ProposedFilter): Prisma.ApplicationWhereInput {
  const words = text?.trim()
  return {
    AND: [
      { kind: { not: 'change' }, status: 'proposed' },
      place ? places[place] : {},
      words ? { OR: [{ account: { name: { contains: words } } }, { unit: { name: { contains: words } } }] } : {},
    ],
  }
}

/** One page of the people whose entry was approved and who are not public yet, by how long they have waited for it. */
export async function listProposed(actor: Actor, query: ProposedQuery): Promise<Page<ProposedRow>> {
  await allow(actor, 'publicity.view')
  const at = now()
  const [{ policy }, calendar, found] = await Promise.all([
    currentPolicy(),
    currentCalendar(),
    db().application.findMany({
      where: { AND: [wanted(query), beyond(query, query.sort, 'statusSince')] },
      orderBy: [{ statusSince: query.sort }, { id: query.sort }],
      take: query.size + 1,
      select: {
        ...{ id: true, statusSince: true, disciplineCodes: true, version: true },
        account: { select: { name: true } },
        unit: { select: { name: true } },
        publicity: { select: { batch: { select: { id: true, title: true } } } },
      },
    }),
  ])
  const page = finishPage(found, query, row => ({ at: row.statusSince, id: row.id }))
  const ids = page.rows.map(row => row.id)
  const [titles, approvers] = await Promise.all([titlesOf(actor, db(), ids), approversOf(ids)])
  return {
    ...page,
    rows: page.rows.map(row => ({
      id: row.id,
      name: row.account.name,
      unitName: row.unit.name,
      disciplines: row.disciplineCodes.map(code => entry('discipline', code)?.name ?? code).join('、'),
      title: dict('title').name(mainTitle(titles.get(row.id) ?? {})?.titleCode),
      since: row.statusSince,
      approver: approvers.get(row.id) ?? null,
      draft: row.publicity?.batch ?? null,
      wait: waitSince(row.statusSince, policy.path.aims.publicity, at, calendar),
    })),
  }
}

/** Who agreed to each: he does not publish him, so that a manager sees beforehand for whom he needs somebody else. */
async function approversOf(ids: string[]): Promise<Map<string, string>> {
  const steps = await db().statusHistory.findMany({
    where: { subjectType: 'application', subjectId: { in: ids }, event: 'approve' },
    orderBy: { subjectVersion: 'asc' },
    select: { subjectId: true, actorName: true },
  })
  return new Map(steps.map(step => [step.subjectId, step.actorName]))
}

/** How many of them there are; counting stops beyond 10,000. */
export async function countProposed(actor: Actor, filter: ProposedFilter): Promise<Counted> {
  await allow(actor, 'publicity.view')
  return countedOf(await db().application.count({ where: wanted(filter), take: COUNTED + 1 }))
}
