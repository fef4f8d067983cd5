import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { ownAmong } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { conflict, invalid, notFound, Refusal, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { type PolicyDraftFacts, policyDraftMachine } from '@/lib/workflow/policy.machine'
import { recordBeginning, transition } from '@/lib/workflow/transition.dal'
import type { Prisma } from '@/prisma/generated/client'
import { findingsOf } from './check.rules'
import type { MoveDraft, SavePart } from './console.schema'
import { countPolicyChanges, policyChanges } from './diff.rules'
import { fromForm } from './form.rules'
import { rebased } from './merge.rules'
import { type PolicyKey, partOf, specFor } from './parts.schema'
import { readKey } from './problem.rules'
import { readDraft, readOrRefuse } from './stored.rules'
import { newestVersion, openDraft, policyOf } from './versions.dal'

export type StoredDraft = Prisma.PolicyDraftGetPayload<{ include: { edits: true } }>
type Seen = { id: string; version: number }

const working = { status: { in: ['editing', 'returned'] } } satisfies Prisma.PolicyDraftWhereInput

/**
 * Begins a draft from the newest version.
 * @throws Refusal conflict when somebody has one under way, or has released a version meanwhile
 */
export async function startDraft(actor: Actor, input: { baseId: number }): Promise<{ id: string }> {
  await allow(actor, 'policy.edit')
  const { id: policyVersionId } = await currentPolicy()
  return writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('policy.draft'))::text AS locked`
    const under = await tx.policyDraft.findFirst({ where: openDraft })
    if (under) throw conflict(`${under.startedBy}已经在起草，一次只能有一份草稿。请刷新页面查看。`)
    const { id: baseId, policy } = await newestVersion(actor, tx)
    if (baseId !== input.baseId) throw conflict('规则刚刚有了变化，请刷新页面，看过新的一版再起草。')
    const [at, { name }] = [now(), signatureOf(actor)]
    const id = newId(at)
    const by = { startedBy: name, startedAt: at, savedBy: name, savedAt: at, statusSince: at }
    await tx.policyDraft.create({ data: { id, data: policy as object, baseId, ...by } })
    await recordBeginning(actor, tx, { type: 'policy', id, status: 'editing', policyVersionId, event: 'start' })
    await audit(tx, actor, { action: 'policy.start', objectType: 'policy', objectId: id, result: 'done' })
    return { id }
  })
}

/** The draft somebody acts on, locked; his page may be older. @throws Refusal notFound */
export async function draftFor(_actor: Actor, tx: Tx, id: string): Promise<StoredDraft> {
  await tx.$queryRaw`SELECT 1 FROM policy_draft WHERE id = ${id}::uuid FOR UPDATE`
  const draft = await tx.policyDraft.findUnique({ where: { id }, include: { edits: true } })
  if (draft) return draft
  throw new Refusal('notFound', notFound().message, undefined, {
    action: 'policy.view',
    objectType: 'policy',
    objectId: id,
  })
}

const meanwhile = ({ savedBy, savedAt, status }: StoredDraft) =>
  conflict(
    `${savedBy}已于 ${chinaTime(savedAt)} 改过这份草稿，现在的状态是「${policyDraftMachine.labels[status]}」。您填写的内容还在，没有覆盖对方的内容；请另开一页核对后再保存。`,
  )

/** The values of a part, read out of its form. @throws Refusal invalid beside the fields */
function readPart(part: string, values: SavePart['values'], before: Policy, base: Policy): Policy {
  const after = { ...before }
  const problems: Record<string, string[]> = {}
  const keys: readonly PolicyKey[] | undefined = partOf(part)?.keys
  if (!keys) throw refused('没有这一部分，请刷新页面后再试。')
  for (const key of keys) {
    const read = readKey(key, fromForm(specFor(key), values[key], before[key]))
    if ('problems' in read) Object.assign(problems, read.problems)
    else Object.assign(after, { [key]: read.value })
  }
  if (Object.keys(problems).length > 0) throw invalid(problems)
  const found = findingsOf(after, base).filter(one => one.part === part && one.level === 'error' && one.field !== null)
  for (const { field, sentence } of found) problems[field!] = [...(problems[field!] ?? []), sentence]
  if (found.length > 0) throw invalid(problems)
  return after
}

/**
 * Saves one part of the draft; whoever does it cannot release it any more.
 * @throws Refusal invalid beside the fields; conflict when somebody saved or sent it meanwhile; notFound
 */
export async function saveDraftPart(actor: Actor, input: SavePart): Promise<{ version: number; changed: boolean }> {
  await allow(actor, 'policy.edit', { type: 'policy', id: input.id })
  return writeTx(actor, async tx => {
    const draft = await draftFor(actor, tx, input.id)
    const before = readOrRefuse(draft)
    const base = await policyOf(actor, tx, draft.baseId)
    const after = readPart(input.part, input.values, before, base)
    if (draft.version !== input.version) throw meanwhile(draft)
    if (countPolicyChanges(policyChanges(before, after)) === 0) return { version: draft.version, changed: false }
    const version = await keep(actor, tx, draft, { data: after as object })
    await noteEdit(actor, tx, draft.id, input.part)
    const detail = { version, part: input.part }
    await audit(tx, actor, { action: 'policy.save', objectType: 'policy', objectId: draft.id, result: 'done', detail })
    return { version, changed: true }
  })
}

async function keep(
  actor: Actor,
  tx: Tx,
  draft: StoredDraft,
  data: Prisma.PolicyDraftUncheckedUpdateInput,
): Promise<number> {
  const version = draft.version + 1
  const kept = await tx.policyDraft.updateMany({
    where: { id: draft.id, version: draft.version, ...working },
    data: { ...data, version, revision: draft.revision + 1, savedBy: signatureOf(actor).name, savedAt: now() },
  })
  if (kept.count === 0) throw meanwhile(draft)
  return version
}

const noteEdit = (actor: Actor, tx: Tx, draftId: string, part: string) =>
  tx.policyDraftEdit.create({
    data: { draftId, accountId: accountOf(actor)!, name: signatureOf(actor).name, part, at: now() },
  })

/**
 * Puts the changes of the draft onto the newest version, after another one was released or taken back.
 * @throws Refusal refused when the two do not go together; conflict; notFound
 */
export async function rebaseDraft(actor: Actor, input: Seen): Promise<{ version: number }> {
  await allow(actor, 'policy.edit', { type: 'policy', id: input.id })
  return writeTx(actor, async tx => {
    const draft = await draftFor(actor, tx, input.id)
    if (draft.version !== input.version) throw meanwhile(draft)
    const newest = await newestVersion(actor, tx)
    if (newest.id === draft.baseId) throw refused('草稿已经是在最新的版本上，不用更换。')
    const base = await policyOf(actor, tx, draft.baseId)
    const data = rebased(base, readOrRefuse(draft), newest.policy)
    if (!data) throw refused('草稿的改动与新的版本合不到一起，请放弃这份草稿，在新的版本上重新起草。')
    const version = await keep(actor, tx, draft, { data: data as object, baseId: newest.id })
    await noteEdit(actor, tx, draft.id, 'rebase')
    const detail = { version, before: draft.baseId, after: newest.id }
    await audit(tx, actor, {
      action: 'policy.rebase',
      objectType: 'policy',
      objectId: draft.id,
      result: 'done',
      detail,
    })
    return { version }
  })
}

/** What decides what may be done with a draft now. Its caller has asked the gate. */
export async function draftFacts(actor: Actor, tx: Tx, draft: StoredDraft): Promise<PolicyDraftFacts> {
  const editors = [...new Set(draft.edits.map(edit => edit.accountId))]
  const [own, newest, base] = await Promise.all([
    ownAmong(actor, editors, tx),
    newestVersion(actor, tx),
    policyOf(actor, tx, draft.baseId),
  ])
  const policy = readDraft(draft)
  const findings = policy ? findingsOf(policy, base) : []
  return {
    editedByActor: editors.some(editor => own.has(editor)),
    unreadable: policy === null,
    problems: findings.filter(({ level }) => level === 'error').map(({ sentence }) => sentence),
    unchanged: policy !== null && countPolicyChanges(policyChanges(base, policy)) === 0,
    overtaken: newest.id !== draft.baseId,
  }
}

/**
 * 送交发布, 取回, 退回, 放弃.
 * @throws Refusal refused, invalid (a reason is owed), conflict (somebody was first), notFound
 */
export async function moveDraft(actor: Actor, input: MoveDraft): Promise<{ label: string }> {
  const permission = input.event === 'return' ? 'policy.release' : 'policy.edit'
  await allow(actor, permission, { type: 'policy', id: input.id })
  const { id: policyVersionId } = await currentPolicy()
  return writeTx(actor, async tx => {
    const draft = await draftFor(actor, tx, input.id)
    if (draft.version !== input.version) throw meanwhile(draft)
    const { status } = await transition(actor, tx, {
      machine: policyDraftMachine,
      subject: { type: 'policy', id: draft.id, status: draft.status, version: draft.version },
      event: input.event,
      facts: await draftFacts(actor, tx, draft),
      policyVersionId,
      opinion: input.opinion,
    })
    return { label: policyDraftMachine.labels[status] }
  })
}
