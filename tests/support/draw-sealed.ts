import type { StaffActor } from '@/lib/access/actor'
import { checkedDraw } from '@/lib/draw/record.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { db } from '@/lib/platform/db'
import { makeApproved, makeExperts } from './draw-pool'
import { addAll, makeSealCast, type SealCast, sealNow, sealOfRound, withLotteries } from './draw-sealing'
import { prove } from './staff'

export let cast: SealCast

let titles = 0
/** Conditions that only these people meet: each test has its own people. */
export const ownTitle = () => `R${++titles}`
export const versionOf = async (roundId: string) =>
  (await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })).version
/** 抽取 as a page does it: the second factor proved, the round as it stands. */
export async function draw(roundId: string, actor: StaffActor = cast.operator) {
  await prove(actor, 'draw.run', roundId)
  return runDraw(actor, { roundId, version: await versionOf(roundId) })
}
export const seatsOf = (drawId: string) => db().drawSeat.findMany({ where: { drawId }, orderBy: { rank: 'asc' } })
export const checked = (drawId: string) => checkedDraw(cast.operator, db(), drawId)

/** A round of three with two kinds of people, sealed. */
export async function sealed({ people = 12, size = 3, women = 1 } = {}) {
  const titleCode = ownTitle()
  const ids = await makeExperts(people, at => ({ titleCode, sex: at % 3 ? '1' : '2' }))
  const quotas = [{ feature: 'sex', value: '2', min: women, max: women }]
  const round = await makeApproved(cast, [{ size, conditions: { titles: [titleCode] }, quotas }])
  await sealNow()
  return { ...round, ids, seal: (await sealOfRound(round.roundId))! }
}
/** The same, with what all three have shown. */
export async function ready(given: Parameters<typeof sealed>[0] = {}) {
  const round = await sealed(given)
  await addAll(cast, round.seal.id)
  return round
}
/** Whom its seal will draw: what nobody could know in the system. */
export async function foreseen(sealId: string) {
  const { readySeal } = await import('@/lib/draw/sealed-run.dal')
  const { roundId } = await db().drawSeal.findUniqueOrThrow({ where: { id: sealId } })
  const { draw: made, open } = (await readySeal(cast.operator, roundId))!
  return { signs: made.drawn[0]!, ids: made.drawn[0]!.map(sign => open.expertOf.get(sign)!), open, made }
}

/** Those of a draw, where it is sealed. */
export function useSealedCast(): void {
  beforeAll(async () => {
    await withLotteries()
    cast = await makeSealCast()
  })
}
