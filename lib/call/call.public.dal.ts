import 'server-only'
import { entry } from '@/lib/dict/tree'
import { toFileDto } from '@/lib/file/file.dto'
import { live } from '@/lib/file/tie'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { beyond, finishPage, type PageRequest } from '@/lib/platform/keyset'
import { storedDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import type { Call, Prisma } from '@/prisma/generated/client'
import type { CallArticle, CallItem, CallLists } from './call.dto'
import { type CallState, callState, callStates, leftOf, whyNoEntry } from './call.rules'
import { callColumns, callDays, inState } from './stored-days'

const published = { status: 'published' } satisfies Prisma.CallWhereInput
type Row = Pick<Call, keyof typeof callColumns>

/** No authority has more that run at the same time. */
const MOST_OPEN = 50

const order: readonly CallState[] = ['collecting', 'coming', 'open', 'closed']

function toItem(row: Row, at: Date): CallItem {
  const { status: _, ...days } = callDays(row)
  const state = callState(callDays(row), at)
  const { id, title, publishedAt } = row
  const left = leftOf(callDays(row), at)
  return { ...days, id, title, publishedAt: publishedAt!, state, stateLabel: callStates[state], left }
}

/** What takes entries now or will: those that close first, then those to come, then 常年受理. */
export async function openCalls(): Promise<CallItem[]> {
  const at = now()
  const rows = await db().call.findMany({
    where: { ...published, NOT: inState('closed', at) },
    orderBy: [{ closesOn: 'asc' }, { id: 'asc' }],
    take: MOST_OPEN,
    select: callColumns,
  })
  return rows.map(row => toItem(row, at)).toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}

/** The years in which calls closed, the newest first: the archive has one page for each. */
export async function archiveYears(): Promise<string[]> {
  const days = await db().call.findMany({
    where: inState('closed', now()),
    distinct: ['closesOn'],
    orderBy: { closesOn: 'desc' },
    select: { closesOn: true },
  })
  return [...new Set(days.map(({ closesOn }) => storedDay(closesOn).slice(0, 4)))]
}

/** What takes entries, and one page of what is over: of a year, or of all. */
export async function publicCalls(query: PageRequest & { year?: string }): Promise<CallLists> {
  const at = now()
  const year = query.year
    ? { closesOn: { gte: new Date(`${query.year}-01-01T00:00:00Z`), lte: new Date(`${query.year}-12-31T00:00:00Z`) } }
    : {}
  const [open, rows] = await Promise.all([
    openCalls(),
    db().call.findMany({
      where: { AND: [inState('closed', at), year, beyond(query, 'desc', 'closesOn')] },
      orderBy: [{ closesOn: 'desc' }, { id: 'desc' }],
      take: query.size + 1,
      select: callColumns,
    }),
  ])
  const page = finishPage(rows, query, row => ({ at: row.closesOn, id: row.id }))
  return { open, over: page.rows.map(row => toItem(row, at)), next: page.next }
}

/** One published call; null for drafts, what was withdrawn and anything that is none, all alike. */
export async function publicCall(id: string): Promise<CallArticle | null> {
  if (!uuid().safeParse(id).success) return null
  const row = await db().call.findFirst({
    where: { ...published, id },
    include: { extensions: { orderBy: { at: 'asc' } }, files: { where: live, orderBy: { id: 'asc' } } },
  })
  if (!row) return null
  return {
    ...toItem(row, now()),
    body: row.body,
    disciplines: row.disciplines.map(code => entry('discipline', code)?.name ?? code),
    extensions: row.extensions.map(one => ({
      from: storedDay(one.fromDay),
      to: storedDay(one.toDay),
      reason: one.reason,
      at: one.at,
    })),
    files: row.files.map(toFileDto),
  }
}

/** Whether menus name 征集: there is one, or entries hang on it. */
export async function callsMatter({ path }: Policy): Promise<boolean> {
  if (path.entry === 'calls') return true
  return (await db().call.findFirst({ where: published, select: { id: true } })) !== null
}

const asPublished = (item: CallItem) => ({ ...item, status: 'published' as const })

/** Why nobody can begin an application now, for the pages on which that would be done; null while somebody can. */
export async function whyNoEntryNow(): Promise<string | null> {
  const { policy } = await currentPolicy()
  return policy.path.entry === 'always' ? null : whyNoEntry(policy, (await openCalls()).map(asPublished), now())
}
