import type { StaffActor } from '@/lib/access/actor'
import { postponeDraw } from '@/lib/draw/move.dal'
import { postponeSchema } from '@/lib/draw/move.schema'
import { startInviting } from '@/lib/draw/notify.dal'
import { setClock } from '@/lib/platform/clock'
import { presetNamed } from '@/lib/policy/presets/all'
import { type Applicant, expertOf } from './applications'
import { drawDay, drawNow, drawnPanel, type MadeDraw, seatTurn, sessionFrom } from './draw-seats'
import { enforce } from './policy'
import { staffOf } from './staff'
import { makeReviewer, unitOf } from './units'

export let requester: StaffActor
export let operator: StaffActor
export let manager: StaffActor
export let people: Applicant[]
export let days = 0
export const later = (minutes: number) => new Date(drawDay.getTime() + days * 86_400_000 + minutes * 60_000)
export const begins = () => new Date(sessionFrom.getTime() + days * 86_400_000)

/** A panel whose people have just been told. */
export async function told(who = people): Promise<MadeDraw> {
  const draw = await drawnPanel(requester, who, { days })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  return draw
}
export const day = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
export const versionOf = async (id: string) => (await drawNow(id)).version
/** 改期 by so many days, as a page sends it. */
export const postpone = async (id: string, by: number, actor = manager) =>
  postponeDraw(
    actor,
    postponeSchema.parse({
      ...{ id, version: await versionOf(id), fromTime: '09:00', toTime: '12:00', toDay: '', place: '' },
      ...{ fromDay: day(new Date(begins().getTime() + by * 86_400_000)), opinion: '主评专家出国' },
    }),
  )

/** Three who can be drawn and everybody who has to do with a draw; every test has days of its own. */
export function useMovedCast(): void {
  beforeAll(async () => {
    await enforce('shaoxing', { path: presetNamed('wuhan').path })
    const unit = await unitOf('active')
    const reviewer = await makeReviewer('沈鉴')
    requester = await staffOf('drawRequester')
    operator = await staffOf('drawOperator')
    manager = await staffOf('bureauManager')
    people = [await expertOf(unit, reviewer), await expertOf(unit, reviewer), await expertOf(unit, reviewer)]
  })
  beforeEach(() => {
    days += 14
    setClock(later(0))
  })
  afterAll(() => setClock(null))
}
