import type { StaffActor } from '@/lib/access/actor'
import { startInviting } from '@/lib/draw/notify.dal'
import { setClock } from '@/lib/platform/clock'
import { presetNamed } from '@/lib/policy/presets/all'
import { type Applicant, expertOf } from './applications'
import { drawDay, drawnPanel, type MadeDraw, seatTurn } from './draw-seats'
import { enforce } from './policy'
import { staffOf } from './staff'
import { makeReviewer, unitOf } from './units'

export let requester: StaffActor
export let operator: StaffActor
export let notifier: StaffActor
export let manager: StaffActor
export let supervisor: StaffActor
export let people: Applicant[]
export let days = 0
export const shifted = (date: Date, minutes = 0) => new Date(date.getTime() + days * 86_400_000 + minutes * 60_000)
export const later = (minutes: number) => shifted(drawDay, minutes)

/** Goes on to a later day. */
export const passDays = (count: number): void => {
  days += count
}

/** A panel whose people have just been told. */
export async function told(given: Parameters<typeof drawnPanel>[2] = {}, who = people): Promise<MadeDraw> {
  const draw = await drawnPanel(requester, who, { days, ...given })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  return draw
}

/** Three who can be drawn and everybody who has to do with a draw; every test has days of its own. */
export function useToldCast(): void {
  beforeAll(async () => {
    await enforce('shaoxing', { path: presetNamed('wuhan').path })
    const unit = await unitOf('active')
    const reviewer = await makeReviewer('沈鉴')
    requester = await staffOf('drawRequester')
    operator = await staffOf('drawOperator')
    notifier = await staffOf('drawNotifier')
    manager = await staffOf('bureauManager')
    supervisor = await staffOf('supervisor')
    people = [await expertOf(unit, reviewer), await expertOf(unit, reviewer), await expertOf(unit, reviewer)]
  })
  beforeEach(() => {
    days += 7
    setClock(later(0))
  })
  afterAll(() => setClock(null))
}
