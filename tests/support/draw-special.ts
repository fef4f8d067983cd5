import type { StaffActor } from '@/lib/access/actor'
import { dict } from '@/lib/dict'
import { submitRequest } from '@/lib/draw/approve.dal'
import { addSpecialSchema } from '@/lib/draw/request.schema'
import { decideRound, openRound } from '@/lib/draw/request-round.dal'
import { addSpecial } from '@/lib/draw/request-special.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { db } from '@/lib/platform/db'
import { drawNow } from './draw-seats'
import { allowDraws, decideDraw, draftDraw, groupInput, officeNamed, requesterOf, storedDraw } from './draws'
import { fixturePhone } from './fixtures-ids'
import { prove, staffOf } from './staff'

export let requester: StaffActor
export let manager: StaffActor
export let operator: StaffActor

/** of `ownKind`: how many there were */
export let kinds = 0
const titles = dict('title')
  .options()
  .map(({ value }) => value)
/** A title that only the people of one test have, and a group of them. */
export const ownKind = () => titles.filter(code => code !== '011')[kinds++]!
export const group = (titleCode: string, change: object = {}) =>
  groupInput({ alternates: 0, conditions: { titles: [titleCode] }, ...change })

/** Somebody who is in no pool. */
export const outsider = (serial: number) => ({
  name: '欧阳海',
  unitName: '外地研究院',
  phone: fixturePhone(7500 + serial),
})
type Named = { expertId: string } | ReturnType<typeof outsider>

/** A 特邀 that is not sent yet. */
export async function written(requestId: string, people: Named[], by = requester) {
  const { groups } = await storedDraw(requestId)
  const { id } = await openRound(by, { requestId, kind: 'special', reason: '库内没有这个方向。' })
  for (const one of people)
    await addSpecial(
      by,
      addSpecialSchema.parse({
        ...{ roundId: id, groupId: groups[0]!.id, reason: '唯一的方向专家。', title: '' },
        ...{ from: 'expertId' in one ? 'pool' : 'outside', ...one },
      }),
    )
  return id
}

export const roundNow = (id: string) => db().drawRound.findUniqueOrThrow({ where: { id } })
export const send = async (id: string, by = requester) =>
  submitRequest(by, { id, version: (await drawNow(id)).version })
/** Decides about a 特邀 as its page does. */
export async function decide(id: string, event: 'approve' | 'return' = 'approve', by = manager) {
  const { version, askHash } = await roundNow(id)
  return decideRound(by, {
    id,
    version,
    event,
    opinion: event === 'return' ? '请再说明理由。' : null,
    askHash: askHash!,
  })
}
/** 抽取 as a page does it. */
export async function draw(requestId: string, by = operator) {
  const { round } = await storedDraw(requestId)
  await prove(by, 'draw.run', round.id)
  return runDraw(by, { roundId: round.id, version: round.version })
}
export const seatsOf = (requestId: string) => db().drawSeat.findMany({ where: { requestId }, orderBy: { id: 'asc' } })

/** A request that was agreed to together with a 特邀 of these people. */
export async function agreed(titleCode: string, people: Named[], change: object = {}) {
  const { id } = await draftDraw(requester, { groups: [group(titleCode, change)] })
  const special = await written(id, people)
  await send(id)
  await decideDraw(manager, id, 'approve')
  await decide(special)
  return { id, special }
}

/** Who asks, who agrees and who draws. */
export function useSpecialCast(): void {
  beforeAll(async () => {
    await allowDraws()
    requester = await requesterOf(await officeNamed())
    manager = await staffOf('bureauManager')
    operator = await staffOf('drawOperator')
  })
}
