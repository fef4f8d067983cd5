import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { db } from '@/lib/platform/db'
import { historyOf } from '@/lib/workflow/history.dal'
import { openEvents, stepLabel } from '@/lib/workflow/machine'
import { type PolicyDraftStatus, policyDraftMachine, whyUnreadable } from '@/lib/workflow/policy.machine'
import { findingsOf } from './check.rules'
import { type DraftPartView, type DraftView, toSummary } from './console.dto'
import { policyChanges } from './diff.rules'
import { draftFacts } from './draft.dal'
import { toForm } from './form.rules'
import { type PartCode, type PolicyKey, partOf, specFor } from './parts.schema'
import { viewPreview } from './preview.dal'
import { takesStepsAway } from './steps.rules'
import { readDraft } from './stored.rules'
import { strandedBy } from './stranded.dal'
import { newestVersion, openDraft, versionById } from './versions.dal'

const findDraft = () => db().policyDraft.findFirst({ where: openDraft, include: { edits: { orderBy: { id: 'asc' } } } })

/** The draft under way with everything that is to be known before it is released; null when there is none. */
export async function viewDraft(actor: Actor): Promise<DraftView | null> {
  await allow(actor, 'policy.view')
  const draft = await findDraft()
  if (!draft) return null
  const policy = readDraft(draft)
  const [base, newest, facts, history, preview] = await Promise.all([
    versionById(actor, draft.baseId),
    newestVersion(actor, db()),
    draftFacts(actor, db(), draft),
    historyOf(actor, 'policy', draft.id),
    viewPreview(actor, draft),
  ])
  const findings = policy ? findingsOf(policy, base!.policy) : []
  const of = (level: 'error' | 'warning') => findings.filter(one => one.level === level)
  const newestRow = policy && facts.overtaken ? (await versionById(actor, newest.id))!.row : null
  return {
    ...toSummary(draft),
    revision: draft.revision,
    base: base!.row,
    unreadable: policy ? null : whyUnreadable,
    changes: policy ? policyChanges(base!.policy, policy) : [],
    touched: Object.fromEntries(draft.edits.map(edit => [edit.part as PartCode, edit.name])),
    editors: [...new Set(draft.edits.map(edit => edit.name))],
    problems: of('error'),
    warnings: of('warning'),
    onlyNow: policy !== null && takesStepsAway(newest.policy, policy),
    stranded: policy ? await strandedBy(actor, db(), newest.policy, policy) : [],
    overtaken: newestRow && { newest: newestRow, parts: policyChanges(base!.policy, newest.policy) },
    events: openEvents(policyDraftMachine, draft.status, actor, facts),
    history: history.map(step => ({
      ...step,
      label: stepLabel(policyDraftMachine, step),
      toLabel: policyDraftMachine.labels[step.to as PolicyDraftStatus],
    })),
    preview,
  }
}

const whyClosed = (status: PolicyDraftStatus) =>
  `草稿现在是「${policyDraftMachine.labels[status]}」。要修改的，请先在草稿页面取回，或等发布人退回。`

/** One part of the draft as its form needs it. @throws Refusal notFound without a draft or such a part */
export async function viewDraftPart(actor: Actor, code: string): Promise<DraftPartView> {
  const subject = { type: 'policy', id: code }
  await allow(actor, 'policy.edit', subject)
  const [draft, part] = [await findDraft(), partOf(code)]
  if (!draft || !part) return deny(actor, 'policy.edit', subject)
  const policy = readDraft(draft)
  const working = draft.status === 'editing' || draft.status === 'returned'
  const keys: readonly PolicyKey[] = part.keys
  return {
    draft: toSummary(draft),
    part: part.code,
    closed: policy ? (working ? null : whyClosed(draft.status)) : whyUnreadable,
    fields: keys.map(name => ({ name, spec: specFor(name) })),
    values: policy ? Object.fromEntries(keys.map(key => [key, toForm(specFor(key), policy[key])])) : {},
  }
}

/** How many drafts wait for this manager's release: those he has not changed himself. For his desk. */
export async function draftsWaiting(actor: Actor): Promise<number> {
  await allow(actor, 'policy.release')
  const accountId = accountOf(actor) ?? ''
  return db().policyDraft.count({ where: { status: 'submitted', edits: { none: { accountId } } } })
}
