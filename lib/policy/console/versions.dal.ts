import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type Policy, policySchema } from '@/lib/policy/policy.schema'
import type { Prisma } from '@/prisma/generated/client'
import {
  type Comparison,
  type PolicyOverview,
  presetNames,
  toSummary,
  type VersionRow,
  type VersionView,
} from './console.dto'
import { policyChanges } from './diff.rules'
import { policyListing } from './listing.rules'

const withWithdrawal = { withdrawal: true } as const
type Stored = Prisma.PolicyVersionGetPayload<{ include: typeof withWithdrawal; omit: { data: true } }>
type Reads = Pick<Tx, 'policyVersion'>

/** Drafts that somebody is working on; the database allows one. */
export const openDraft = { status: { in: ['editing', 'submitted', 'returned'] } } satisfies Prisma.PolicyDraftWhereInput

function toRow(row: Omit<Stored, 'data'>, inForce: number, at: Date): VersionRow {
  const { withdrawal } = row
  const coming = row.effectiveFrom > at
  return {
    id: row.id,
    preset: presetNames[row.preset as Policy['preset']] ?? row.preset,
    state: withdrawal ? 'withdrawn' : row.id === inForce ? 'inForce' : coming ? 'coming' : 'past',
    effectiveFrom: row.effectiveFrom.getTime() <= 1 ? null : row.effectiveFrom,
    releasedAt: row.createdAt,
    releasedBy: row.createdBy,
    editedBy: row.editedBy,
    reason: row.reason,
    baseId: row.baseId,
    withdrawal: withdrawal && { by: withdrawal.by, at: withdrawal.at, reason: withdrawal.reason },
  }
}

/** The newest version that was not taken back, in force or coming: what a draft is made from. */
export async function newestVersion(
  _actor: Actor,
  tx: Reads,
): Promise<{ id: number; policy: Policy; effectiveFrom: Date }> {
  const row = await tx.policyVersion.findFirstOrThrow({
    where: { withdrawal: null },
    orderBy: [{ effectiveFrom: 'desc' }, { id: 'desc' }],
  })
  return { id: row.id, policy: policySchema.parse(row.data), effectiveFrom: row.effectiveFrom }
}

/** The rules of a version that exists. */
export async function policyOf(_actor: Actor, tx: Reads, id: number): Promise<Policy> {
  const { data } = await tx.policyVersion.findUniqueOrThrow({ where: { id }, select: { data: true } })
  return policySchema.parse(data)
}

/** One version as a row and as a policy; null when there is none. Its caller has asked the gate. */
export async function versionById(_actor: Actor, id: number): Promise<{ row: VersionRow; policy: Policy } | null> {
  const [found, inForce] = await Promise.all([
    Number.isInteger(id) && id > 0 && id < 2 ** 31
      ? db().policyVersion.findUnique({ where: { id }, include: withWithdrawal })
      : null,
    currentPolicy(),
  ])
  return found && { row: toRow(found, inForce.id, now()), policy: policySchema.parse(found.data) }
}

/** What is in force, what is coming, what was, and the draft if there is one. */
export async function viewPolicies(actor: Actor): Promise<PolicyOverview> {
  await allow(actor, 'policy.view')
  const [rows, inForce, draft, newest] = await Promise.all([
    db().policyVersion.findMany({ include: withWithdrawal, omit: { data: true }, orderBy: { id: 'desc' } }),
    currentPolicy(),
    db().policyDraft.findFirst({ where: openDraft, omit: { data: true } }),
    newestVersion(actor, db()),
  ])
  const all = rows.map(row => toRow(row, inForce.id, now()))
  return {
    inForce: all.find(row => row.state === 'inForce')!,
    coming: all.filter(row => row.state === 'coming'),
    past: all.filter(row => row.state === 'past' || row.state === 'withdrawn'),
    draft: draft && toSummary(draft),
    newestId: newest.id,
  }
}

/** One version in words, with what it changed. @throws Refusal notFound */
export async function viewVersion(actor: Actor, id: string): Promise<VersionView> {
  const subject = { type: 'policy', id }
  await allow(actor, 'policy.view', subject)
  const found = await versionById(actor, Number(id))
  if (!found) return deny(actor, 'policy.view', subject)
  const base = found.row.baseId === null ? null : await versionById(actor, found.row.baseId)
  return {
    ...found.row,
    changes: base && policyChanges(base.policy, found.policy),
    parts: policyListing(found.policy),
  }
}

/** What differs between any two versions. @throws Refusal notFound */
export async function compareVersions(actor: Actor, from: string, to: string): Promise<Comparison> {
  await allow(actor, 'policy.view')
  const [before, after] = await Promise.all([versionById(actor, Number(from)), versionById(actor, Number(to))])
  if (!before || !after) return deny(actor, 'policy.view', { type: 'policy', id: `${from}-${to}` })
  return { from: before.row, to: after.row, parts: policyChanges(before.policy, after.policy) }
}
