import 'server-only'
import { type Actor, accountOf, type IndividualActor, signatureOf } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { OwnCredit } from './answer.dto'

export type CreditKind = 'absence' | 'lateExcuse' | 'feedback' | 'spotCheck' | 'correction'
type Entry = { expertId: string | null; seatId: string | null; kind: CreditKind; points: number; words: string }

/** Writes what raises or lowers somebody's credit; of somebody from outside the pool there is none. Nought is no entry. */
export async function addCredit(actor: Actor, tx: Tx, { expertId, ...entry }: Entry): Promise<void> {
  if (expertId === null || entry.points === 0) return
  const byStaff = actor.kind === 'staff' || actor.kind === 'unitAdmin'
  await tx.creditEntry.create({
    data: {
      ...entry,
      expertId,
      id: newId(),
      byId: byStaff ? accountOf(actor) : null,
      byName: byStaff ? signatureOf(actor).name : '系统',
      at: now(),
    },
  })
}

/** Takes back what a seat has cost so far, because it was not so after all. */
export async function takeBack(
  actor: Actor,
  tx: Tx,
  seat: { id: string; expertId: string | null; request: { title: string } },
): Promise<void> {
  const { _sum } = await tx.creditEntry.aggregate({
    where: { seatId: seat.id, kind: { in: ['absence', 'lateExcuse', 'correction'] } },
    _sum: { points: true },
  })
  await addCredit(actor, tx, {
    ...{ expertId: seat.expertId, seatId: seat.id, kind: 'correction', points: -(_sum.points ?? 0) },
    words: `更正“${seat.request.title}”的签到记录`,
  })
}

/** 请假 when it is late. */
export async function lateEntry(
  actor: Actor,
  tx: Tx,
  seat: { id: string; expertId: string | null },
  words: string,
): Promise<void> {
  const { policy } = await currentPolicy()
  const points = policy.draw.credit.lateExcuse
  await addCredit(actor, tx, { expertId: seat.expertId, seatId: seat.id, kind: 'lateExcuse', points, words })
}

/** The expert's own 信用记录: where he stands, and every line of it with its reason. */
export async function ownCredit(actor: Actor): Promise<OwnCredit> {
  await allow(actor, 'application.viewOwn')
  const { accountId: expertId } = actor as IndividualActor
  const { policy } = await currentPolicy()
  const [{ _sum }, lines] = await Promise.all([
    db().creditEntry.aggregate({ where: { expertId }, _sum: { points: true } }),
    db().creditEntry.findMany({
      where: { expertId },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: 200,
      select: { id: true, at: true, points: true, words: true },
    }),
  ])
  return { score: policy.draw.credit.start + (_sum.points ?? 0), lines }
}
