import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { isSamePerson } from '@/lib/access/same-person'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { fullName } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { policyOf } from '@/lib/policy/console/versions.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { drawMachine } from '@/lib/workflow/draw.machine'
import { drawRoundMachine, type RoundStatus } from '@/lib/workflow/draw-round.machine'
import { historyOf } from '@/lib/workflow/history.dal'
import { openEvents, stepLabel } from '@/lib/workflow/machine'
import type { DrawRequest } from '@/prisma/generated/client'
import { capAskedSchema } from './ask.schema'
import type { AskNames } from './ask-feature.rules'
import { capWords, describeAsk } from './ask-words.rules'
import { furtherKinds, whyNotAlone, whyNotBefore } from './further.rules'
import { toDrawRow } from './list.dal'
import { mayNames } from './names.rules'
import type { DrawView, RoundView } from './request.dto'
import type { Sent } from './request-canon.rules'
import { type RoundWithAsks, roundsOf } from './request-read.dal'
import { begun, missing, notAsSent } from './request-ready.rules'
import { askedIt, askerOf, findRequest } from './request-scope.dal'
import { askedOf, askOf } from './request-sent.rules'
import { changesBetween, roundKinds, roundLabel } from './request-words.rules'
import { seesWhole } from './run.rules'
import { isOther } from './sent.dal'
import { specialWords } from './special.rules'
import { specialGaps, writtenSpecials } from './special-first.dal'
import { whyNotTakeOver } from './take-over.dal'
import { waitingOf, whyWaits } from './waiting.dal'

const lastPart = (name: string) => name.split(/\s*[/／]\s*/).at(-1) ?? name
/** The words of codes under a policy. */
export const askNames = async (_actor: Actor, { terms }: Policy): Promise<AskNames> => ({
  inside: terms.inside,
  outside: terms.outside,
  discipline: code => lastPart(fullName('discipline', code)),
  region: code => fullName('region', code),
})

/** `asked`: by whichever account; `named`: those who are invited by name may be read */
type Context = { names: AskNames; policy: Policy; own: boolean; asked: boolean; named: boolean; blocked: string | null }

async function toRound(actor: Actor, request: DrawRequest, round: RoundWithAsks, context: Context): Promise<RoundView> {
  const { names, policy, own, asked, named, blocked } = context
  const sent = await db().drawSent.findMany({ where: { roundId: round.id }, orderBy: { number: 'desc' }, take: 2 })
  // whoever asked for it himself does not learn who and why
  const shown = may(actor, 'draw.approve') && !asked && !own
  const open = mayNames(request, now(), { who: 'staff' })
  const writing = own && (round.status === 'draft' || round.status === 'returned')
  const gaps = writing ? await gapsOf(actor, request, round, policy) : null
  const alone = round.kind === 'first' ? null : whyNotAlone(request.status)
  const { draw: rules } = await policyOf(actor, db(), round.policyVersionId)
  const facts = { own: own || asked, incomplete: alone ?? (gaps?.join('\n') || null), blocked }
  return {
    ...{ id: round.id, number: round.number, kind: round.kind, reason: round.reason, status: round.status },
    ...{ version: round.version, askHash: round.askHash, byLottery: rules.method !== 'uniform' },
    kindLabel: roundKinds[round.kind] ?? round.kind,
    statusLabel: roundLabel(round.kind, round.status),
    groups: round.asks.map(ask => ({
      ...{ id: ask.groupId, name: ask.group.name, size: ask.size },
      lines: describeAsk(askOf(ask), names),
    })),
    specials: named
      ? round.specials.map(one => ({
          ...{ id: one.id, group: one.group.name, name: one.name, unit: one.unitName, title: one.title },
          ...{ inPool: one.expertId !== null, reason: one.reason },
          out: shown && one.outReason ? specialWords(one.outReason, open) : null,
        }))
      : [],
    specialCount: round.specials.length,
    // of one person a number is a name: whoever asked learns it when the names are open
    outCount:
      open || (seesWhole(actor) && !asked && !own) ? round.specials.filter(one => one.outReason !== null).length : null,
    events: openEvents(drawRoundMachine, round.status, actor, facts).filter(
      ({ event }) => own || !askers.includes(event),
    ),
    missing: gaps,
    changes:
      sent.length > 1 && !writing
        ? changesBetween(sent[1]!.content as unknown as Sent, sent[0]!.content as unknown as Sent, names)
        : null,
  }
}

/** What is missing of a round that is being written; a first one is sent together with its 特邀. */
async function gapsOf(actor: Actor, request: DrawRequest, round: RoundWithAsks, { draw }: Policy): Promise<string[]> {
  const gaps = missing(askedOf(request, round), draw, now())
  if (round.kind !== 'first') return gaps
  const asker = await askerOf(actor)
  const specials = await writtenSpecials(actor, db(), request.id)
  const theirs = specials.flatMap(one => specialGaps(actor, request, one, draw))
  return [...(typeof asker === 'string' ? [asker] : []), ...gaps, ...theirs]
}

/** Why nobody agrees to a round that waits for it; null: it can be agreed to. */
async function whyNotAgreed(
  actor: Actor,
  request: DrawRequest,
  round: RoundWithAsks,
  waits: string | null,
): Promise<string | null> {
  const other = round.status === 'requested' && (await isOther(actor, db(), request, round))
  const early = round.kind === 'first' ? null : whyNotBefore(request.status)
  return begun(request, now()) ?? early ?? (other ? notAsSent.approve : waits)
}

/** What only the asker does is offered to him alone. */
const askers: readonly string[] = ['submit', 'drop', 'cancel', 'feedBack']

/** One request with its rounds, for whoever may see it. @throws Refusal notFound */
export async function viewDraw(actor: Actor, id: string): Promise<DrawView> {
  const subject = { type: 'draw', id }
  await allow(actor, 'draw.view', subject)
  const request = await findRequest(actor, id)
  if (!request) return deny(actor, 'draw.view', subject)
  const [{ policy }, calendar, rounds] = await Promise.all([
    currentPolicy(),
    currentCalendar(),
    roundsOf(actor, db(), id),
  ])
  const first = rounds[0]!
  const own = may(actor, 'draw.request') && (await isSamePerson(actor, request.requesterId))
  const asker = actor.kind === 'unitAdmin' || may(actor, 'draw.request') || may(actor, 'draw.approve')
  const names = await askNames(actor, policy)
  const waits = await whyWaits(actor, db(), id)
  const views = await Promise.all(
    rounds.map(async round => {
      const asked = await askedIt(actor, db(), request, round)
      const blocked = await whyNotAgreed(actor, request, round, waits)
      const view = await toRound(actor, request, round, { names, policy, own, asked, named: asker, blocked })
      return { view, asked, blocked }
    }),
  )
  const [firstView, ...later] = views.map(({ view }) => view)
  const { asked, blocked } = views[0]!
  const gaps = firstView!.missing
  const facts = { own: own || asked, incomplete: gaps?.join('\n') || null, blocked }
  const kept = may(actor, 'draw.request') && !asked ? await whyNotTakeOver(actor, db(), request) : null
  const started = begun(request, now()) !== null
  const unfinished = later.some(round => round.status !== 'drawn' && round.status !== 'void')
  return {
    ...(await toDrawRow(actor, { ...request, rounds: [first] }, calendar, policy.draw.feedbackDays)),
    ...{ version: request.version, own, purposeNote: request.purposeNote, sessionTo: request.sessionTo },
    ...{ place: request.place, answerMinutes: request.answerMinutes, unlock: request.unlock },
    unseal: ['draft', 'returned'].includes(request.status) ? policy.draw.unseal : request.unseal,
    ...{ unlockAt: request.unlockAt, unlockedAt: request.unlockedAt, briefing: request.briefing },
    requester: `${request.requesterOffice} ${request.requesterName}`,
    listed: await countListed(actor, id),
    caps: capAskedSchema.array().parse(request.caps).map(capWords),
    first: firstView!,
    later,
    events: openEvents(drawMachine, request.status, actor, { ...facts, fixed: kept }).filter(({ event, whyNot }) =>
      event === 'takeOver' ? whyNot === null : own || !askers.includes(event),
    ),
    opensRounds: own && !started && !unfinished ? furtherKinds(request.status) : [],
    history: await timeline(actor, request.id, rounds),
  }
}

/** How many 评审对象 and accepted avoidances are agreed to with it, and how many changes and declarations wait. */
async function countListed(actor: Actor, requestId: string): Promise<DrawView['listed']> {
  const [subjects, avoidances, waiting] = await Promise.all([
    db().drawSubject.count({ where: { requestId, endedAt: null } }),
    db().drawAvoidance.count({ where: { requestId, endedAt: null, status: 'accepted', source: { not: 'expert' } } }),
    waitingOf(actor, db(), requestId),
  ])
  return { subjects, avoidances, ...waiting }
}

/** What happened to a request and to its later rounds, in one line of time. */
async function timeline(actor: Actor, id: string, rounds: RoundWithAsks[]): Promise<DrawView['history']> {
  const steps = (await historyOf(actor, 'draw', id)).map(step => ({
    ...step,
    label: stepLabel(drawMachine, step),
    toLabel: drawMachine.labels[step.to as keyof typeof drawMachine.labels] ?? step.to,
  }))
  const later = await Promise.all(
    rounds.slice(1).map(async round => {
      const words = `第 ${round.number} 轮（${roundKinds[round.kind]}）`
      return (await historyOf(actor, 'drawRound', round.id)).map(step => ({
        ...step,
        event: `${round.number}-${step.event}`,
        label: `${words}${stepLabel(drawRoundMachine, step)}`,
        toLabel: roundLabel(round.kind, step.to as RoundStatus) ?? step.to,
      }))
    }),
  )
  return [...steps, ...later.flat()].toSorted((one, other) => one.at.getTime() - other.at.getTime())
}
