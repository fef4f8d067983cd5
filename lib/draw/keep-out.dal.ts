import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { ownAmong } from '@/lib/access/same-person'
import { db, type Tx } from '@/lib/platform/db'
import type { DrawRequest } from '@/prisma/generated/client'
import { askedIt } from './request-scope.dal'

type Reads = Pick<Tx, 'account' | 'draw' | 'drawConflict' | 'drawAvoidance' | 'drawListChange'>

/**
 * Accounts that have had a hand since the draw in who keeps away: they gave a verdict, declared somebody, asked for a
 * change of the list, or accepted one of these. What they did may have marked a place, so the mark would tell them who
 * sits there. Who refused something marks nobody.
 */
export async function spokenSince(_actor: Actor, tx: Reads, requestId: string): Promise<string[]> {
  const first = await tx.draw.findFirst({
    where: { round: { requestId }, voidedAt: null },
    orderBy: { drawnAt: 'asc' },
    select: { drawnAt: true },
  })
  if (!first) return []
  const since = { gte: first.drawnAt }
  const [verdicts, declared, avoided, changed] = await Promise.all([
    tx.drawConflict.findMany({ where: { requestId, verdictAt: since }, select: { verdictById: true } }),
    tx.drawAvoidance.findMany({
      where: { requestId, at: since, source: { not: 'expert' } },
      select: { declaredById: true },
    }),
    tx.drawAvoidance.findMany({
      where: { requestId, status: 'accepted', statusSince: since, source: { not: 'expert' } },
      select: { declaredById: true, decidedById: true },
    }),
    tx.drawListChange.findMany({
      where: { requestId, status: 'accepted', decidedAt: since },
      select: { askedById: true, decidedById: true },
    }),
  ])
  const ids = [
    ...verdicts.map(one => one.verdictById),
    ...declared.map(one => one.declaredById),
    ...avoided.flatMap(one => [one.declaredById, one.decidedById]),
    ...changed.flatMap(one => [one.askedById, one.decidedById]),
  ]
  return [...new Set(ids.filter(id => id !== null))]
}

/**
 * Why the acting person, by whichever account, neither sees which places are marked nor takes anybody off, as a sentence;
 * null when he may: he asked for the draw himself, or had a hand since the draw in who has to keep away (`spokenSince`).
 * Two people are needed to take off somebody of whom one knows.
 */
export async function keptOut(
  actor: Actor,
  request: Pick<DrawRequest, 'id' | 'requesterId' | 'formerRequesterIds'>,
  tx: Reads = db(),
): Promise<string | null> {
  if (await askedIt(actor, tx, request)) return '这是您自己提出的需求，要由另一位业务管理员核查席位、取消专家。'
  const spoken = await spokenSince(actor, tx, request.id)
  const own = await ownAmong(actor, spoken, tx)
  return spoken.some(id => own.has(id))
    ? '抽取以后，您核实、声明或核准过这次评审的回避关系或评审对象变更，要由另一位业务管理员核查席位、取消专家。'
    : null
}
