import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { storedDay } from '@/lib/platform/time'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { historyOf } from '@/lib/workflow/history.dal'
import { openEvents, stepLabel, whyNot } from '@/lib/workflow/machine'
import { membershipMachine, plainFacts } from '@/lib/workflow/membership.machine'
import type { MembershipStatus } from '@/prisma/generated/client'
import { nextEdge } from './dormancy.rules'
import { articleOf, backTo, exitFacts, lastRestoreDay, reasonLabel, whyNotReenter, whyNotRestore } from './exit.rules'
import { type HeardExit, hasConfirmed, lastExit, wasTold } from './member.dal'
import type { ExitView, MemberView, OwnPlace } from './membership.dto'

function toExitView(exit: HeardExit): ExitView {
  const { source, reason, grounds, at, hearingUntil, statements, outcome, decidedAt, reentryFrom } = exit
  return {
    source: source as ExitView['source'],
    reason: reasonLabel(reason),
    article: reason === null ? null : articleOf(reason as never),
    grounds,
    at,
    hearingUntil,
    statements: statements.map(({ text, at }) => ({ text, at })),
    outcome: outcome as ExitView['outcome'],
    decidedAt,
    reentryFrom: storedDay(reentryFrom),
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
  return {
    id,
    version,
    status,
    activatedAt,
    loggedIn: expert.account.lastLoginAt !== null,
    next: nextEdge(policy.membership, { status, activatedAt, leaveOn: storedDay(leaveOn) }),
    exit: exit && toExitView(exit),
    history: await stepsOf(actor, id),
    events: openEvents(machine, status, actor, {
      ...plainFacts(now()),
      own,
      exit: exit && exitFacts(exit, await wasTold(actor, db(), expert), await isSamePerson(actor, exit.actorId)),
      confirmedByActor: await hasConfirmed(actor, db(), id),
    }),
  }
}

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
  const can = (event: 'requestExit' | 'cancelExit' | 'restore') => whyNot(machine, status, event, actor, facts) === null
  return {
    version,
    exit: exit && toExitView(exit),
    canCancel: can('cancelExit'),
    canRequestExit: can('requestExit'),
    restoreUntil: can('restore') && exit ? lastRestoreDay(policy.membership, exit.at) : null,
    whyNotReenter: status === 'left' ? whyNotReenter(storedDay(exit?.reentryFrom ?? null), at) : null,
    history: await stepsOf(actor, accountId),
  }
}
