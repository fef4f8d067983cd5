import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { isSamePerson } from '@/lib/access/same-person'
import { entry, shortRegion } from '@/lib/dict/tree'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Policy } from '@/lib/policy/policy.schema'
import { drawMachine } from '@/lib/workflow/draw.machine'
import { drawRoundMachine } from '@/lib/workflow/draw-round.machine'
import { whyNot } from '@/lib/workflow/machine'
import type { Prisma } from '@/prisma/generated/client'
import type { DrawFeature } from './ask.schema'
import { capFeatureLabel, valueWords } from './ask-feature.rules'
import { chanceRange } from './chances.rules'
import { drawnForSchema } from './drawn.schema'
import { healthOf } from './health.dal'
import { mayNames } from './names.rules'
import { shownCells } from './outcome.rules'
import { featureAsked, type PanelCount, type PanelSpec } from './pool.rules'
import { notAsSent } from './request-ready.rules'
import { askedIt, findRequest } from './request-scope.dal'
import { storedRound } from './round.dal'
import type { Attempt, OutcomeGroup, RunRound, RunView } from './run.dto'
import { seesWhole, whyNotNow, whyNotVoid } from './run.rules'
import { isLeft } from './seated.rules'
import { isOther } from './sent.dal'
import { whySpecialsWait } from './special-first.dal'
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
  const other = waits && (await isOther(actor, db(), request, round)) ? notAsSent.draw : null
  const facts = {
    own,
    blocked:
      whyNotNow({ kind: round.kind, request }, now()) ??
      other ??
      (await whyWaits(actor, db(), request.id)) ??
      (await whySpecialsWait(actor, db(), round)),
  }
  const rows = await db().draw.findMany({
    where: { roundId },
    orderBy: { attempt: 'desc' },
    include: { pool: true, seats: { where: { kind: 'panel' } } },
  })
  const { id, number, status, version, kind } = round
  return {
    ...{ id, number, status, version, label: kinds[kind]!, statusLabel: drawRoundMachine.labels[status] },
    health: waits ? await healthOf(actor, db(), asked, !own) : null,
    whyNotDraw: waits && may(actor, 'draw.run') ? whyNot(drawRoundMachine, status, 'draw', actor, facts) : undefined,
    attempts: await Promise.all(
      rows.map(async (row): Promise<Attempt> => {
        const { attempt, drawnAt, operatorName, took, ways, engineVersion, seedHash, problemHash, selectionHash } = row
        const valid = row.voidedAt === null
        return {
          ...{ id: row.id, attempt, drawnAt, operator: operatorName, took, engineVersion },
          ...{ seedHash, problemHash, selectionHash, ways: ways.length - 1 },
          // how many were out because they sit already says, of one who was named alone, that he does
          counts: own && !open ? null : (row.counts as unknown as PanelCount[]),
          outcome: drawnForSchema.parse(row.asked).panels.map((panel, at) => outcomeOf(panel, at, row, asked.policy)),
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

type Row = Prisma.DrawGetPayload<{ include: { pool: true; seats: true } }>

/** How one panel came out, by the features that were asked for; nothing that gives a name away. */
function outcomeOf(panel: PanelSpec, at: number, { pool, seats }: Row, { terms }: Policy): OutcomeGroup {
  const drawn = new Set(seats.filter(seat => seat.groupId === panel.groupId).map(seat => seat.expertId))
  const features = [...new Set([...panel.quotas, ...panel.caps].map(({ feature }) => feature))].filter(
    feature => feature !== 'unit' && !isLeft(feature),
  )
  const names = {
    ...{ inside: terms.inside, outside: terms.outside },
    ...{ discipline: (code: string) => entry('discipline', code)?.name ?? code, region: shortRegion },
  }
  return {
    ...{ name: panel.name, size: drawn.size },
    chances: chanceRange(pool, at),
    features: features.flatMap(feature => {
      const cells = new Map<string | null, { drawn: number; pool: number }>()
      for (const type of pool.filter(({ panels }) => panels.includes(at))) {
        const value = (type.features as Record<string, string>)[feature] ?? null
        const cell = cells.get(value) ?? { drawn: 0, pool: 0 }
        const inPanel = type.expertIds.filter(id => drawn.has(id)).length
        cells.set(value, { drawn: cell.drawn + inPanel, pool: cell.pool + type.expertIds.length })
      }
      const shown = shownCells([...cells].map(([value, cell]) => ({ value, ...cell })))
      const asked = featureAsked(feature)
      const labelled = shown.map(({ value, drawn }) => ({
        label: value === null ? '其他' : valueWords(asked as DrawFeature, value, names),
        count: drawn,
      }))
      return labelled.length > 0 ? [{ label: capFeatureLabel(asked), cells: labelled }] : []
    }),
  }
}
