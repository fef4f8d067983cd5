import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { filesOf } from '@/lib/file/file.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { storedDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { awaiting, publishing } from '@/lib/workflow/application.machine'
import { type CallStatus, callFacts, callMachine } from '@/lib/workflow/call.machine'
import { historyOf } from '@/lib/workflow/history.dal'
import { openEvents, stepLabel } from '@/lib/workflow/machine'
import type { Call, Prisma } from '@/prisma/generated/client'
import { findCall } from './call.dal'
import type { CallChoice, CallFigure, CallRow, CallView } from './call.dto'
import { type CallState, callState, callStates, isOver, leftOf } from './call.rules'
import { callDays, inState } from './stored-days'

export type CallQuery = PageRequest & { text?: string; state?: CallState; sort: 'asc' | 'desc' }

const conditions = ({ text, state }: Pick<CallQuery, 'text' | 'state'>, at: Date): Prisma.CallWhereInput => {
  const words = text?.trim().replace(/[\\%_]/g, sign => `\\${sign}`)
  return {
    AND: [words ? { title: { contains: words, mode: 'insensitive' } } : {}, state ? inState(state, at) : {}],
  }
}

function toRow(row: Call, begun: number, at: Date): CallRow {
  const days = callDays(row)
  const state = callState(days, at)
  const { id, title, publishedAt, updatedAt, editorName } = row
  const left = leftOf(days, at)
  return { ...days, id, title, publishedAt, updatedAt, editorName, state, stateLabel: callStates[state], left, begun }
}

/** One page of all calls, whatever their state, by when they were last saved. */
export async function listCalls(actor: Actor, query: CallQuery): Promise<Page<CallRow>> {
  await allow(actor, 'call.view')
  const at = now()
  const rows = await db().call.findMany({
    where: { AND: [conditions(query, at), beyond(query, query.sort, 'updatedAt')] },
    orderBy: [{ updatedAt: query.sort }, { id: query.sort }],
    take: query.size + 1,
    include: { _count: { select: { applications: true } } },
  })
  const page = finishPage(rows, query, row => ({ at: row.updatedAt, id: row.id }))
  return { ...page, rows: page.rows.map(row => toRow(row, row._count.applications, at)) }
}

/** How many calls meet the conditions. */
export async function countCalls(actor: Actor, query: Pick<CallQuery, 'text' | 'state'>): Promise<number> {
  await allow(actor, 'call.view')
  return db().call.count({ where: conditions(query, now()) })
}

/** Calls by which a list of applications can be narrowed: those that were published, the newest first. */
export async function callChoices(actor: Actor): Promise<CallChoice[]> {
  await allow(actor, 'call.view')
  const rows = await db().call.findMany({
    where: { publishedAt: { not: null } },
    orderBy: { publishedAt: 'desc' },
    take: 100,
    select: { id: true, title: true },
  })
  return rows.map(({ id, title }) => ({ value: id, label: title }))
}

/**
 * One call as the bureau works on it, with what became of what was begun under it.
 * @throws Refusal notFound
 */
export async function viewCall(actor: Actor, id: string): Promise<CallView> {
  const subject = { type: 'call', id }
  await allow(actor, 'call.view', subject)
  const call = await findCall(actor, db(), id)
  if (!call) return deny(actor, 'call.view', subject)
  const at = now()
  const [extensions, files, figures, history] = await Promise.all([
    db().callExtension.findMany({ where: { callId: id }, orderBy: { at: 'asc' } }),
    filesOf(actor, { purpose: 'callFile', callId: id, waiting: true }),
    figuresOf(id),
    historyOf(actor, 'call', id),
  ])
  const { begun: _, ...row } = toRow(call, 0, at)
  return {
    ...row,
    body: call.body,
    disciplines: call.disciplines,
    authorName: call.authorName,
    version: call.version,
    extensions: extensions.map(one => ({
      from: storedDay(one.fromDay),
      to: storedDay(one.toDay),
      reason: one.reason,
      at: one.at,
    })),
    files,
    figures,
    history: history.map(step => ({
      ...step,
      label: stepLabel(callMachine, step),
      toLabel: callMachine.labels[step.to as CallStatus],
    })),
    events: openEvents(callMachine, call.status, actor, callFacts(isOver(row.closesOn, at))),
  }
}

/** 已开始填写, 已提交, and where those are now. Numbers of people, nothing about any of them. */
async function figuresOf(callId: string): Promise<CallFigure[]> {
  const [{ policy }, groups, submitted] = await Promise.all([
    currentPolicy(),
    db().application.groupBy({ by: ['status'], where: { callId }, _count: true }),
    db().application.count({ where: { callId, submittedAt: { not: null } } }),
  ])
  const of = (...statuses: readonly string[]) =>
    groups.filter(group => statuses.includes(group.status)).reduce((sum, group) => sum + group._count, 0)
  return [
    { label: '已开始填写', count: groups.reduce((sum, group) => sum + group._count, 0), status: null },
    { label: '已提交', count: submitted, status: null },
    { label: '正在办理', count: of(...awaiting), status: null },
    ...(policy.path.publicityDays === null && of(...publishing) === 0
      ? []
      : [{ label: '拟入库和公示', count: of(...publishing), status: null }]),
    { label: '退回修改', count: of('returned'), status: 'returned' },
    { label: '审核通过', count: of('admitted'), status: 'admitted' },
    { label: '审核不通过', count: of('refused'), status: 'refused' },
    { label: '已撤回', count: of('withdrawn'), status: 'withdrawn' },
  ]
}
