import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { type WorkCalendar, workingDaysBetween } from '@/lib/platform/calendar'
import { now } from '@/lib/platform/clock'
import { COUNTED, type Counted, countedOf } from '@/lib/platform/counted'
import { db } from '@/lib/platform/db'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { drawMachine } from '@/lib/workflow/draw.machine'
import type { Prisma } from '@/prisma/generated/client'
import { uncheckedDraws } from './desk.dal'
import { type DrawTab, drawTabs, statusesOf } from './list.rules'
import type { DrawRow } from './request.dto'
import { purposeLabel } from './request.schema'
import { drawScope } from './request-scope.dal'
import { readyLists } from './unseal.rules'

export type DrawFilter = { status?: string; text?: string; purpose?: string[]; office?: string; check?: string }
export type DrawQuery = PageRequest & DrawFilter & { order: 'asc' | 'desc' }

const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
const has = (text: string) => ({ contains: literally(text), mode: 'insensitive' as const })

/**
 * What waits for agreement, or for the draw, may be a later round of a request that has gone on; lists wait for the two
 * who open them in several states.
 */
const waitingIn = (tab: string): Prisma.DrawRequestWhereInput | undefined => {
  if (tab === 'requested') return { rounds: { some: { status: 'requested' } } }
  if (tab === 'approved') return { rounds: { some: { status: 'approved', kind: { not: 'special' } } } }
  return tab === 'unseal' ? { AND: [{ unseal: 'two', unlockedAt: null }, readyLists(now())] } : undefined
}

/** By whether anybody's work was checked. */
function checked(actor: Actor, check: string | undefined): Prisma.DrawRequestWhereInput {
  if (check === 'some') return { checks: { some: {} } }
  return check === 'none' || check === 'due' ? uncheckedDraws(actor, check === 'due') : {}
}

function conditions(actor: Actor, { status, text, purpose, office, check }: DrawFilter): Prisma.DrawRequestWhereInput {
  const statuses = statusesOf(status ?? '')
  return {
    AND: [
      waitingIn(status ?? '') ?? (statuses.length > 0 ? { status: { in: [...statuses] } } : {}),
      text ? { OR: [{ title: has(text) }, { number: has(text) }, { papers: { some: { serial: text } } }] } : {},
      purpose?.length ? { purpose: { in: purpose } } : {},
      office ? { requesterOffice: has(office) } : {},
      checked(actor, check),
    ],
  }
}

const people = {
  rounds: { where: { number: 1 }, select: { asks: { select: { size: true } } } },
} as const satisfies Prisma.DrawRequestInclude
type Stored = Prisma.DrawRequestGetPayload<{ include: typeof people }>

/** A request as a list shows it. */
export const toDrawRow = async (
  _actor: Actor,
  row: Stored,
  calendar: WorkCalendar,
  feedbackDays: number,
): Promise<DrawRow> => ({
  id: row.id,
  number: row.number,
  title: row.title,
  purpose: purposeLabel(row.purpose),
  office: row.requesterOffice,
  sessionFrom: row.sessionFrom,
  people: row.rounds.flatMap(({ asks }) => asks).reduce((sum, { size }) => sum + size, 0),
  status: row.status,
  statusLabel: drawMachine.labels[row.status],
  createdAt: row.createdAt,
  days:
    row.status === 'requested' || row.status === 'approved' || row.status === 'held'
      ? workingDaysBetween(row.statusSince, now(), calendar)
      : null,
  overdue: row.status === 'held' && workingDaysBetween(row.statusSince, now(), calendar) > feedbackDays,
})

/** One page of the requests somebody may see. */
export async function listDraws(actor: Actor, query: DrawQuery): Promise<Page<DrawRow>> {
  await allow(actor, 'draw.view')
  const [scope, calendar, { policy }] = await Promise.all([drawScope(actor), currentCalendar(), currentPolicy()])
  const rows = await db().drawRequest.findMany({
    where: { AND: [scope, conditions(actor, query), beyond(query, query.order, 'createdAt')] },
    orderBy: [{ createdAt: query.order }, { id: query.order }],
    take: query.size + 1,
    include: people,
  })
  const page = finishPage(rows, query, row => ({ at: row.createdAt, id: row.id }))
  return {
    ...page,
    rows: await Promise.all(page.rows.map(row => toDrawRow(actor, row, calendar, policy.draw.feedbackDays))),
  }
}

/** How many requests meet the conditions, up to 10,000. */
export async function countDraws(actor: Actor, filter: DrawFilter): Promise<Counted> {
  await allow(actor, 'draw.view')
  const where = { AND: [await drawScope(actor), conditions(actor, filter)] }
  return countedOf(await db().drawRequest.count({ where, take: COUNTED + 1 }))
}

/** How many stand in each tab, under the other filters. */
export async function countDrawTabs(actor: Actor, filter: DrawFilter): Promise<Record<DrawTab | '', Counted>> {
  await allow(actor, 'draw.view')
  const tabs = ['', ...drawTabs.map(({ value }) => value)] as const
  const counts = await Promise.all(tabs.map(status => countDraws(actor, { ...filter, status })))
  return Object.fromEntries(tabs.map((tab, index) => [tab, counts[index]!])) as Record<DrawTab | '', Counted>
}
