import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { toSnapshot } from '@/lib/application/application.dto'
import type { ConditionResult } from '@/lib/eligibility/eligibility.dto'
import { outcomeLabels } from '@/lib/eligibility/eligibility.rules'
import { reasonLabel } from '@/lib/membership/exit.rules'
import type { Tx } from '@/lib/platform/db'
import { storedDay } from '@/lib/platform/time'
import { courseOf } from '@/lib/policy/desk.rules'
import { applicationLabels, membershipLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { SectionData } from '@/lib/profile/values.rules'
import { affiliationMachine } from '@/lib/workflow/affiliation.machine'
import type { StatusHistory } from '@/prisma/generated/client'

/** A step as it is told to the person it is about: which office, not who in it; his own steps are his. */
const stepOf = ({ at, event, toStatus, actorOffice, opinion }: StatusHistory, labels: Record<string, string>) => ({
  at,
  event,
  to: labels[toStatus] ?? toStatus,
  office: actorOffice,
  opinion,
})

type Subjects = {
  type: 'application' | 'affiliation' | 'membership'
  rows: { id: string }[]
  labelsOf: (id: string) => Record<string, string>
}

async function histories(tx: Tx, { type, rows: subjects, labelsOf }: Subjects) {
  const rows = await tx.statusHistory.findMany({
    where: { subjectType: type, subjectId: { in: subjects.map(row => row.id) } },
    orderBy: [{ subjectId: 'asc' }, { subjectVersion: 'asc' }],
  })
  return (id: string) => rows.filter(row => row.subjectId === id).map(row => stepOf(row, labelsOf(id)))
}

/** Which units he belonged to and what they said. For the transaction of its caller. */
export async function affiliationData(actor: Actor, tx: Tx) {
  const { accountId } = actor as IndividualActor
  const rows = await tx.affiliation.findMany({
    where: { accountId },
    include: { unit: { select: { name: true } }, division: { select: { name: true } } },
    orderBy: { since: 'asc' },
  })
  const { labels } = affiliationMachine
  const historyOf = await histories(tx, { type: 'affiliation', rows, labelsOf: () => labels })
  return rows.map(row => ({
    unit: row.unit.name,
    division: row.division?.name ?? row.divisionName,
    status: labels[row.status],
    since: row.since,
    endedAt: row.endedAt,
    lockedAt: row.lockedAt,
    lockReason: row.lockReason,
    history: historyOf(row.id),
  }))
}

/**
 * His applications: the working copy, every version that was submitted, what was decided. Of what others propose about
 * him what they have sent; what they are writing is theirs.
 */
export async function applicationData(actor: Actor, tx: Tx) {
  const { accountId } = actor as IndividualActor
  const { policy } = await currentPolicy()
  const rows = await tx.application.findMany({
    where: { accountId },
    include: {
      unit: { select: { name: true } },
      department: { select: { name: true } },
      sections: { orderBy: { section: 'asc' } },
      versions: {
        include: { relaxations: { orderBy: { at: 'asc' } }, judgements: { orderBy: { subjectVersion: 'asc' } } },
        orderBy: { number: 'asc' },
      },
      mends: { orderBy: [{ subjectVersion: 'asc' }, { position: 'asc' }] },
    },
    orderBy: { createdAt: 'asc' },
  })
  const courses = new Map(rows.map(row => [row.id, courseOf(row)]))
  const labelsOf = (id: string) => applicationLabels(policy, courses.get(id))
  const historyOf = await histories(tx, { type: 'application', rows, labelsOf })
  return rows.map(row => ({
    number: row.number,
    kind: row.kind,
    proposedBy: row.proposedBy,
    proposalReason: row.proposalReason,
    status: labelsOf(row.id)[row.status],
    statusSince: row.statusSince,
    createdAt: row.createdAt,
    submittedAt: row.submittedAt,
    unit: row.unit.name,
    department: row.department?.name ?? null,
    working: (row.proposedBy ? [] : row.sections).map(({ section, data, savedAt }) => ({
      section,
      savedAt,
      data: data as SectionData,
    })),
    askedToMend: row.mends.map(({ section, rowId, remark }) => ({ section, rowId, remark })),
    versions: row.versions.map(
      ({ number, submittedAt, hash, statementVersion, snapshot, relaxations, judgements }) => ({
        number,
        submittedAt,
        hash,
        statementVersion,
        ...toSnapshot(snapshot),
        relaxations: relaxations.map(({ condition, clause, reason, actorOffice, at, withdrawnAt }) => ({
          condition,
          clause,
          reason,
          office: actorOffice,
          at,
          withdrawnAt,
        })),
        judgements: judgements.map(({ day, results }) => ({
          day: day.toISOString().slice(0, 10),
          conditions: (results as ConditionResult[]).map(({ article, title, outcome, words }) => ({
            article,
            title,
            outcome: outcomeLabels[outcome],
            words,
          })),
        })),
      }),
    ),
    history: historyOf(row.id),
  }))
}

/** What the pool itself keeps of him; null for who is not in it. */
export async function membershipData(actor: Actor, tx: Tx) {
  const { accountId } = actor as IndividualActor
  const include = { exits: { orderBy: { at: 'asc' }, include: { statements: { orderBy: { at: 'asc' } } } } } as const
  const row = await tx.expert.findUnique({ where: { accountId }, include })
  if (!row) return null
  const rows = [{ id: accountId }]
  const historyOf = await histories(tx, { type: 'membership', rows, labelsOf: () => membershipLabels })
  return {
    status: membershipLabels[row.status],
    statusSince: row.statusSince,
    admittedAt: row.admittedAt,
    activatedAt: row.activatedAt,
    confirmedAt: row.confirmedAt,
    unit: row.unitName,
    history: historyOf(accountId),
    exits: row.exits.map(({ source, reason, grounds, evidence, at, statements, outcome, decidedAt, ...exit }) => ({
      source,
      reason: reasonLabel(reason),
      grounds,
      evidence,
      at,
      statements: statements.map(({ text, at }) => ({ text, at })),
      outcome,
      decidedAt,
      reentryFrom: storedDay(exit.reentryFrom),
      keptUntil: storedDay(exit.keepUntil),
      erasedAt: exit.erasedAt,
    })),
  }
}

/** Names and hashes of everything that was uploaded of him; the files themselves are opened where they belong. */
export async function fileData(actor: Actor, tx: Tx) {
  const { accountId } = actor as IndividualActor
  return (await filesAbout(tx, accountId)).map(row => ({
    name: row.name,
    purpose: row.purpose,
    section: row.section,
    rowId: row.rowId,
    type: row.type,
    size: Number(row.size),
    sha256: row.sha256,
    uploadedAt: row.attachedAt,
    removedAt: row.removedAt,
  }))
}

/** How many of these are there now. */
export async function countFiles(actor: Actor, tx: Tx): Promise<number> {
  const { accountId } = actor as IndividualActor
  return (await filesAbout(tx, accountId)).filter(row => row.removedAt === null).length
}

/** His files, and those about an exit of his; what others have put into a change that they propose about him is his once they have sent it. */
async function filesAbout(tx: Tx, accountId: string) {
  const rows = await tx.storedFile.findMany({
    where: {
      // evidence about him is his to know once an exit was proposed with it
      OR: [{ ownerId: accountId }, { personId: accountId }, { memberId: accountId, exitId: { not: null } }],
      attachedAt: { not: null },
    },
    include: { application: { select: { proposedBy: true } } },
    orderBy: { createdAt: 'asc' },
  })
  const isOwn = (row: (typeof rows)[number]) => !row.application?.proposedBy
  if (rows.every(isOwn)) return rows
  const versions = await tx.applicationVersion.findMany({ where: { application: { accountId } } })
  const sent = new Set(versions.flatMap(({ snapshot }) => toSnapshot(snapshot).files.map(file => file.id)))
  return rows.filter(row => isOwn(row) || sent.has(row.id))
}
