import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { ownAmong } from '@/lib/access/same-person'
import { db, type Tx } from '@/lib/platform/db'
import type { DrawRequest } from '@/prisma/generated/client'
import { askedIt } from './request-scope.dal'

type Reads = Pick<Tx, 'account' | 'draw' | 'drawConflict' | 'drawAvoidance'>

/**
 * Accounts that have said of somebody since the draw whether he keeps away: they gave a verdict, or declared him. What
 * they said may have marked his place, so the mark would tell them that he sits there.
 */
export async function spokenSince(_actor: Actor, tx: Reads, requestId: string): Promise<string[]> {
  const first = await tx.draw.findFirst({
    where: { round: { requestId }, voidedAt: null },
    orderBy: { drawnAt: 'asc' },
    select: { drawnAt: true },
  })
  if (!first) return []
  const since = { gte: first.drawnAt }
  const [verdicts, declared] = await Promise.all([
    tx.drawConflict.findMany({ where: { requestId, verdictAt: since }, select: { verdictById: true } }),
    tx.drawAvoidance.findMany({
      where: { requestId, at: since, source: { not: 'expert' } },
      select: { declaredById: true },
    }),
  ])
  const ids = [...verdicts.map(one => one.verdictById), ...declared.map(one => one.declaredById)]
  return [...new Set(ids.filter(id => id !== null))]
}

/**
 * Why the acting person, by whichever account, neither sees which places are marked nor takes anybody off, as a sentence;
 * null when he may: he asked for the draw himself, or said since the draw who has to keep away. Two people are needed to
 * take off somebody of whom one knows.
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
    ? '抽取以后，您核实过或声明过这次评审的回避关系，要由另一位业务管理员核查席位、取消专家。'
    : null
}
