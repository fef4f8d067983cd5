import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { isSamePerson } from '@/lib/access/same-person'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Policy } from '@/lib/policy/policy.schema'
import { drawMachine } from '@/lib/workflow/draw.machine'
import { drawRoundMachine } from '@/lib/workflow/draw-round.machine'
import { whyNot } from '@/lib/workflow/machine'
import type { Prisma } from '@/prisma/generated/client'
import { chanceRange } from './chances.rules'
import { drawnForSchema } from './drawn.schema'
import { healthOf } from './health.dal'
import { mayNames } from './names.rules'
import { outcomeFeatures } from './outcome.rules'
import type { PanelCount, PanelSpec } from './pool.rules'
import { notAsSent } from './request-ready.rules'
import { askedIt, findRequest } from './request-scope.dal'
import { storedRound } from './round.dal'
import type { Attempt, OutcomeGroup, RunRound, RunView } from './run.dto'
import { seesWhole, whyNotNow, whyNotVoid } from './run.rules'
import { passedLabel } from './seal.rules'
import { whyNotFromSeal } from './sealed-run.dal'
import type { PassedOver } from './sealed-seats'
import { isOther } from './sent.dal'
import { whySpecialsWait } from './special-first.dal'
import { wordsIn } from './value-words'
import { whyWaits } from './waiting.dal'

const kinds: Readonly<Record<string, string>> = { first: '首次抽取', supplement: '补抽' }

/**
 * The rounds of a request for who draws, approves or watches: what the pool is like, what was drawn as counts, and the
 * numbered attempts with what seals them.
 * @throws Refusal notFound for everybody else
 */
export async function viewRun(actor: Actor, requestId: string): Promise<RunView> {
  const subject = { type: 'draw', id: requestId }
  await allow(actor, 'draw.view', subject)
  const request = seesWhole(actor) ? await findRequest(actor, requestId) : null
  if (!request) return deny(actor, 'draw.view', subject)
  const rounds = await db().drawRound.findMany({
    // one that ended with the first draw stays to be read
    where: {
      requestId,
      kind: { not: 'special' },
      OR: [{ status: { in: ['approved', 'drawn'] } }, { draws: { some: {} } }],
    },
    orderBy: { number: 'asc' },
    select: { id: true },
  })
  const { id, number, title, status, sessionFrom, place } = request
  return {
    ...{ id, number, title, status, statusLabel: drawMachine.labels[status], sessionFrom, place },
    published: mayNames(request, now(), { who: 'staff' }),
    rounds: await Promise.all(rounds.map(round => viewRound(actor, round.id))),
  }
}

async function viewRound(actor: Actor, roundId: string): Promise<RunRound> {
  const { round, request, asked } = (await storedRound(actor, db(), roundId))!
  const own = await askedIt(actor, db(), request, round)
  const open = mayNames(request, now(), { who: 'staff' })
  const waits = round.status === 'approved'
  const byLottery = asked.policy.draw.method !== 'uniform'
  // where a lottery could not be made the same look says what would have to change
  const checks = waits && (!byLottery || round.sealTrouble !== null)
  const other = waits && (await isOther(actor, db(), request, round)) ? notAsSent.draw : null
  const facts = {
    own,
    blocked:
      whyNotNow({ kind: round.kind, request }, now()) ??
      other ??
      (await whyWaits(actor, db(), request.id)) ??
      (await whySpecialsWait(actor, db(), round)) ??
      (byLottery && waits ? await whyNotFromSeal(actor, db(), round.id) : null),
  }
  const rows = await db().draw.findMany({
    where: { roundId },
    orderBy: { attempt: 'desc' },
    include: { pool: true, seats: { where: { kind: 'panel' } }, sealed: { select: { number: true } } },
  })
  const { id, number, status, version, kind } = round
  return {
    ...{ id, number, status, version, label: kinds[kind]!, statusLabel: drawRoundMachine.labels[status] },
    ...{ byLottery, health: checks ? await healthOf(actor, db(), asked, !own) : null },
    whyNotDraw: waits && may(actor, 'draw.run') ? whyNot(drawRoundMachine, status, 'draw', actor, facts) : undefined,
    attempts: await Promise.all(
      rows.map(async (row): Promise<Attempt> => {
        const { attempt, drawnAt, operatorName, took, ways, engineVersion, seedHash, problemHash, selectionHash } = row
        const valid = row.voidedAt === null
        return {
          ...{ id: row.id, attempt, drawnAt, operator: operatorName, took, engineVersion },
          ...{ seedHash, problemHash, selectionHash, ways: ways.length - 1 },
          sealed: row.sealed && sealedAttempt(row, row.sealed.number, own && !open),
          // how many were out because they sit already says, of one who was named alone, that he does
          counts: own && !open ? null : (row.counts as unknown as PanelCount[]),
          outcome: drawnForSchema
            .parse(row.asked)
            .panels.map((panel, at) => outcomeOf(panel, at, row, asked.policy))
            // a chance says how many there are: with nothing asked for it is one by the other
            .map(one => (own && !open ? { ...one, chances: null } : one)),
          voided: row.voidedAt && { at: row.voidedAt, reason: row.voidReason ?? '' },
          whyNotVoid:
            valid && may(actor, 'draw.approve')
              ? (whyNotVoid(kind, request, row.seats, now()) ??
                ((await isSamePerson(actor, row.operatorId))
                  ? '这是您抽取的，要由另一位业务管理员宣布无效。'
                  : whyNot(drawRoundMachine, status, 'void', actor, facts)))
              : undefined,
        }
      }),
    ),
  }
}

/** What a draw out of a seal says beside the others: by reason how many were passed over, and places nobody was left for. */
function sealedAttempt(
  { method, passed, asked, seats }: Row,
  number: string,
  apart: boolean,
): NonNullable<Attempt['sealed']> {
  const counts = new Map<string, number>()
  for (const { reason } of passed as unknown as PassedOver[]) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const size = drawnForSchema.parse(asked).panels.reduce((sum, panel) => sum + panel.size, 0)
  return {
    ...{ number, method: method as 'maximin' | 'leximin', open: size - seats.length },
    passed: apart ? null : [...counts].map(([reason, count]) => ({ label: passedLabel(reason), count })),
  }
}

type Row = Prisma.DrawGetPayload<{ include: { pool: true; seats: true } }>

/** How one panel came out, by the features that were asked for; nothing that gives a name away. */
function outcomeOf(panel: PanelSpec, at: number, { pool, seats }: Row, policy: Policy): OutcomeGroup {
  const drawn = new Set(
    seats.flatMap(({ groupId, expertId }) => (groupId === panel.groupId && expertId ? [expertId] : [])),
  )
  const types = pool.map(({ panels, features, expertIds }) => ({
    ...{ panels, expertIds },
    features: features as Record<string, string>,
  }))
  return {
    ...{ name: panel.name, size: drawn.size },
    chances: chanceRange(pool, at),
    features: outcomeFeatures(panel, at, types, drawn, wordsIn(policy)),
  }
}
