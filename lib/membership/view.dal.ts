import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { filesOf } from '@/lib/file/file.dal'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { storedDay } from '@/lib/platform/time'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { historyOf } from '@/lib/workflow/history.dal'
import { openEvents, stepLabel, whyNot } from '@/lib/workflow/machine'
import { membershipMachine, plainFacts } from '@/lib/workflow/membership.machine'
import type { MembershipStatus } from '@/prisma/generated/client'
import { nextEdge } from './dormancy.rules'
import {
  afterExit,
  articleOf,
  backTo,
  exitConsequence,
  exitFacts,
  lastRestoreDay,
  reasonLabel,
  whyNotReenter,
  whyNotRestore,
} from './exit.rules'
import { exitFiles } from './files.dal'
import { type HeardExit, hasConfirmed, lastExit, wasTold } from './member.dal'
import type { ExitView, MemberView, OwnPlace } from './membership.dto'

async function toExitView(actor: Actor, tx: Pick<Tx, 'storedFile'>, exit: HeardExit): Promise<ExitView> {
  const { source, reason, grounds, evidence, at, hearingUntil, statements, outcome, decidedAt } = exit
  return {
    source: source as ExitView['source'],
    reason: reasonLabel(reason),
    article: reason === null ? null : articleOf(reason as never),
    grounds,
    evidence,
    files: await exitFiles(actor, tx, exit.id),
    at,
    hearingUntil,
    statements: statements.map(({ text, at }) => ({ text, at })),
    outcome: outcome as ExitView['outcome'],
    decidedAt,
    reentryFrom: storedDay(exit.reentryFrom),
    keepUntil: storedDay(exit.keepUntil),
    erasedAt: exit.erasedAt,
  }
}

async function stepsOf(actor: Actor, accountId: string): Promise<MemberView['history']> {
  const machine = membershipMachine()
  return (await historyOf(actor, 'membership', accountId)).map(step => ({
    ...step,
    label: stepLabel(machine, step),
    toLabel: membershipLabels[step.to as MembershipStatus],
  }))
}

/** The exit that matters now: under way, or the one somebody left by. */
const presentExit = (status: MembershipStatus, exit: HeardExit | null) =>
  exit && (status === 'leaving' || status === 'left') ? exit : null

/**
 * One expert's place in the pool: its history, the exit under way with what he said to it, what can be done now.
 * @throws Refusal notFound
 */
export async function viewMember(actor: Actor, id: string): Promise<MemberView> {
  const subject = { type: 'expert', id }
  await allow(actor, 'expert.view', subject)
  const expert =
    uuid().safeParse(id).success &&
    (await db().expert.findUnique({
      where: { accountId: id },
      include: { account: { select: { lastLoginAt: true } } },
    }))
  if (!expert) return deny(actor, 'expert.view', subject)
  const { policy } = await currentPolicy()
  const { status, version, activatedAt, leaveOn } = expert
  const exit = presentExit(status, await lastExit(actor, db(), id))
  const machine = membershipMachine(backTo(exit, activatedAt))
  const own = await isSamePerson(actor, id)
  const events = openEvents(machine, status, actor, {
    ...plainFacts(now()),
    own,
    exit: exit && exitFacts(exit, await wasTold(actor, db(), expert), await isSamePerson(actor, exit.actorId)),
    confirmedByActor: await hasConfirmed(actor, db(), id),
    erased: exit?.erasedAt != null,
  })
  const proposes = events.some(one => one.event === 'proposeExit' && one.whyNot === null)
  const view = exit && (await toExitView(actor, db(), exit))
  return {
    id,
    version,
    status,
    activatedAt,
    loggedIn: expert.account.lastLoginAt !== null,
    next: nextEdge(policy.membership, { status, activatedAt, leaveOn: storedDay(leaveOn) }),
    exit: view,
    history: await stepsOf(actor, id),
    events,
    consequence: status === 'left' ? afterExit(view) : exitConsequence(policy.membership),
    proposal: proposes
      ? {
          files: await filesOf(actor, { purpose: 'exitEvidence', memberId: id, exitId: null, waiting: true }),
          rule: policy.uploads.exitEvidence,
        }
      : null,
  }
}

const answerOf = async (actor: Actor, policy: Policy, memberId: string): Promise<OwnPlace['answer']> => ({
  files: await filesOf(actor, { purpose: 'exitAnswer', memberId, exitId: null, waiting: true }),
  rule: policy.uploads.exitAnswer,
})

/** What the individual reads and can do about his own place in the pool; null while he has none. */
export async function ownPlace(actor: Actor, tx: Tx = db()): Promise<OwnPlace | null> {
  await allow(actor, 'membership.own')
  const { accountId } = actor as IndividualActor
  const expert = await tx.expert.findUnique({ where: { accountId } })
  if (!expert) return null
  const { status, version } = expert
  const { policy } = await currentPolicy()
  const exit = presentExit(status, await lastExit(actor, tx, accountId))
  const at = now()
  const machine = membershipMachine(exit?.fromStatus)
  const barred = whyNotRestore(policy.membership, exit, at)
  const facts = { ...plainFacts(at), own: true, exit: exitFacts(exit, true, false), barred }
  const view = exit && (await toExitView(actor, tx, exit))
  const can = (event: 'requestExit' | 'cancelExit' | 'restore') => whyNot(machine, status, event, actor, facts) === null
  return {
    version,
    exit: view,
    canCancel: can('cancelExit'),
    canRequestExit: can('requestExit'),
    restoreUntil: can('restore') && exit ? lastRestoreDay(policy.membership, exit.at) : null,
    whyNotReenter: status === 'left' ? whyNotReenter(storedDay(exit?.reentryFrom ?? null), at) : null,
    consequence: status === 'left' ? afterExit(view, '您的') : exitConsequence(policy.membership),
    answer: facts.exit && !facts.exit.requested ? await answerOf(actor, policy, accountId) : null,
    history: await stepsOf(actor, accountId),
  }
}
