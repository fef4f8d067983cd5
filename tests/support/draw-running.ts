import type { StaffActor } from '@/lib/access/actor'
import { recordOf } from '@/lib/draw/record.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { db } from '@/lib/platform/db'
import { type Cast, makeCast } from './draw-pool'
import { enforce } from './policy'
import { prove } from './staff'

export let cast: Cast

export const versionOf = async (roundId: string) =>
  (await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })).version
/** 抽取 as a page does it: the second factor proved, the round as it stands. */
export async function draw(roundId: string, actor: StaffActor = cast.operator) {
  await prove(actor, 'draw.run', roundId)
  return runDraw(actor, { roundId, version: await versionOf(roundId) })
}
export const seatsOf = (drawId: string) => db().drawSeat.findMany({ where: { drawId }, orderBy: { rank: 'asc' } })
export const record = (drawId: string) => recordOf(cast.operator, db(), drawId)
/** Conditions that only these people meet: each test has its own people. */
let titles = 0
export const own = () => `T${++titles}`

/** Those of a draw, where each list is equally likely. */
export function useDrawCast(): void {
  beforeAll(async () => {
    await enforce('shaoxing')
    cast = await makeCast()
  })
}
