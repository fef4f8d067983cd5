import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, invalid } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { newId } from '@/lib/platform/ids'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { historyOf } from '@/lib/workflow/history.dal'
import { openEvents, stepLabel } from '@/lib/workflow/machine'
import { type NoticeEvent, type NoticeStatus, noticeMachine } from '@/lib/workflow/notice.machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'
import type { Prisma } from '@/prisma/generated/client'
import { categoryLabel, type NoticeDraft, type NoticeRow } from './notice.dto'
import type { SaveNotice, WithdrawNotice } from './notice.schema'

type Row = Prisma.NoticeGetPayload<object>

const toNoticeRow = (row: Omit<Row, 'body'>, policy: Policy): NoticeRow => ({
  id: row.id,
  category: row.category,
  categoryLabel: categoryLabel(policy, row.category),
  title: row.title,
  status: row.status,
  statusLabel: noticeMachine.labels[row.status],
  publishedAt: row.publishedAt,
  updatedAt: row.updatedAt,
  editorName: row.editorName || row.authorName,
})

export type NoticeQuery = PageRequest & {
  status?: NoticeStatus[]
  category?: string[]
  text?: string
  sort: 'asc' | 'desc'
}

const conditions = (query: Omit<NoticeQuery, 'size' | 'sort'>): Prisma.NoticeWhereInput => {
  const text = query.text?.trim().replace(/[\\%_]/g, sign => `\\${sign}`)
  return {
    AND: [
      query.status?.length ? { status: { in: query.status } } : {},
      query.category?.length ? { category: { in: query.category } } : {},
      text ? { title: { contains: text, mode: 'insensitive' } } : {},
    ],
  }
}

/** One page of all notices, whatever their state, by when they were last saved. */
export async function listNotices(actor: Actor, query: NoticeQuery): Promise<Page<NoticeRow>> {
  await allow(actor, 'notice.write')
  const { policy } = await currentPolicy()
  const rows = await db().notice.findMany({
    where: { AND: [conditions(query), beyond(query, query.sort, 'updatedAt')] },
    orderBy: [{ updatedAt: query.sort }, { id: query.sort }],
    take: query.size + 1,
    omit: { body: true },
  })
  const page = finishPage(rows, query, row => ({ at: row.updatedAt, id: row.id }))
  return { ...page, rows: page.rows.map(row => toNoticeRow(row, policy)) }
}

/** How many notices meet the conditions. */
export async function countNotices(actor: Actor, query: Omit<NoticeQuery, 'size' | 'sort'>): Promise<number> {
  await allow(actor, 'notice.write')
  return db().notice.count({ where: conditions(query) })
}

async function findNotice(actor: Actor, id: string): Promise<Row> {
  const row = uuid().safeParse(id).success ? await db().notice.findUnique({ where: { id } }) : null
  return row ?? deny(actor, 'notice.write', { type: 'notice', id })
}

/**
 * One notice as an editor works on it.
 * @throws Refusal notFound
 */
export async function viewNotice(actor: Actor, id: string): Promise<NoticeDraft> {
  await allow(actor, 'notice.write', { type: 'notice', id })
  const row = await findNotice(actor, id)
  const { policy } = await currentPolicy()
  return {
    ...toNoticeRow(row, policy),
    body: row.body,
    authorName: row.authorName,
    version: row.version,
    history: (await historyOf(actor, 'notice', id)).map(step => ({
      ...step,
      label: stepLabel(noticeMachine, step),
      toLabel: noticeMachine.labels[step.to as NoticeStatus],
    })),
    events: openEvents(noticeMachine, row.status, actor, {}),
  }
}

/**
 * Saves a notice, new or known, and publishes it in the same transaction if asked to. What is public already is
 * public in its new wording at once.
 * @throws Refusal invalid (category unknown to the policy), conflict (another editor saved first: who and when),
 *   refused (it cannot be published from its state), notFound
 */
export async function saveNotice(actor: Actor, input: SaveNotice): Promise<{ id: string; version: number }> {
  await allow(actor, 'notice.write', input.id ? { type: 'notice', id: input.id } : undefined)
  const inForce = await currentPolicy()
  if (!inForce.policy.portal.noticeCategories.some(({ code }) => code === input.category))
    throw invalid({ category: ['这个栏目已经停用，请另选一个栏目'] })
  const known = input.id ? await findNotice(actor, input.id) : null
  return writeTx(actor, async tx => {
    const saved = known
      ? await updateText(actor, tx, known, input)
      : await createDraft(actor, tx, { ...input, policyVersionId: inForce.id })
    if (!input.publish || saved.status === 'published') return { id: saved.id, version: saved.version }
    await tx.notice.update({ where: { id: saved.id }, data: { publishedAt: now() } })
    const version = await move(actor, tx, { ...saved, event: 'publish', policyVersionId: inForce.id })
    return { id: saved.id, version }
  })
}

type Saved = { id: string; status: NoticeStatus; version: number }

async function createDraft(
  actor: Actor,
  tx: Tx,
  { category, title, body, policyVersionId }: SaveNotice & { policyVersionId: number },
): Promise<Saved> {
  const at = now()
  const id = newId(at)
  const { name } = signatureOf(actor)
  await tx.notice.create({
    data: {
      id,
      category,
      title,
      body,
      statusSince: at,
      authorId: accountOf(actor),
      authorName: name,
      editorName: name,
      createdAt: at,
      updatedAt: at,
    },
  })
  await recordBeginning(actor, tx, { type: 'notice', id, status: 'draft', policyVersionId, event: 'create' })
  await audit(tx, actor, { action: 'notice.create', objectType: 'notice', objectId: id, result: 'done' })
  return { id, status: 'draft', version: 0 }
}

async function updateText(actor: Actor, tx: Tx, known: Row, input: SaveNotice): Promise<Saved> {
  const { category, title, body } = input
  const version = input.version + 1
  const updated = await tx.notice.updateMany({
    where: { id: known.id, version: input.version, status: known.status },
    data: { category, title, body, version, updatedAt: now(), editorName: signatureOf(actor).name },
  })
  if (updated.count === 0) throw await savedMeanwhile(tx, known.id)
  await audit(tx, actor, {
    action: 'notice.edit',
    objectType: 'notice',
    objectId: known.id,
    result: 'done',
    detail: { status: known.status, version },
  })
  return { id: known.id, status: known.status, version }
}

async function savedMeanwhile(tx: Tx, id: string) {
  const { editorName, updatedAt, status } = await tx.notice.findUniqueOrThrow({ where: { id } })
  return conflict(
    `${editorName}已于 ${chinaTime(updatedAt)} 保存过这条通知，现在的状态是「${noticeMachine.labels[status]}」。您写的内容还在，没有覆盖对方的内容。`,
  )
}

/**
 * Takes a published notice off the public pages; it stays in the editors' list and can be published again.
 * @throws Refusal notFound, refused, conflict (another editor was first: who and when)
 */
export async function withdrawNotice(actor: Actor, input: WithdrawNotice): Promise<{ version: number }> {
  await allow(actor, 'notice.write', { type: 'notice', id: input.id })
  const { id: policyVersionId } = await currentPolicy()
  const { id, status } = await findNotice(actor, input.id)
  const { version, opinion } = input
  return writeTx(actor, async tx => ({
    version: await move(actor, tx, { id, status, version, event: 'withdraw', policyVersionId, opinion }),
  }))
}

type Move = Saved & { event: NoticeEvent; policyVersionId: number; opinion?: string }

async function move(actor: Actor, tx: Tx, { event, policyVersionId, opinion, ...subject }: Move): Promise<number> {
  const moved = await transition(actor, tx, {
    machine: noticeMachine,
    subject: { type: 'notice', ...subject },
    event,
    facts: {},
    policyVersionId,
    opinion,
  })
  await tx.notice.update({
    where: { id: subject.id },
    data: { updatedAt: now(), editorName: signatureOf(actor).name },
  })
  return moved.version
}
