import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { answerToken } from '@/lib/draw/link'
import { startInviting } from '@/lib/draw/notify.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { presetNamed } from '@/lib/policy/presets/all'
import { type Applicant, expertOf } from './applications'
import { drawDay, drawnPanel, type MadeDraw, seatTurn } from './draw-seats'
import { fixturePhone } from './fixtures-ids'
import { enforce } from './policy'
import { staffOf } from './staff'
import { makeReviewer, unitOf } from './units'

export let requester: StaffActor
export let operator: StaffActor
export let manager: StaffActor
export let supervisor: StaffActor
let institute: UnitActor
export let seated: Applicant[]
export let days = 0

/** Goes on to a later day. */
export const passDays = (count: number): void => {
  days += count
}

/** A panel whose people have just been told. */
export async function told(): Promise<MadeDraw> {
  const draw = await drawnPanel(requester, seated, { days })
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  return draw
}
export const by = (id: string) => ({ token: answerToken(id), id: null })

/** Three who were drawn and everybody who has to do with it; every test has days of its own. */
export function useConcernCast(): void {
  beforeAll(async () => {
    await enforce('shaoxing', {
      path: presetNamed('wuhan').path,
      draw: { ...defaultDraw, enabled: true, declared: { people: 1, units: 1 } },
    })
    institute = await unitOf('active', '示范材料研究院')
    const [reviewer, other] = [await makeReviewer('沈鉴'), await unitOf('active')]
    requester = await staffOf('drawRequester')
    operator = await staffOf('drawOperator')
    manager = await staffOf('bureauManager')
    supervisor = await staffOf('supervisor')
    for (const [index, { accountId: id }] of [requester, operator, manager, supervisor].entries()) {
      const phone = fixturePhone(8300 + index)
      const phoneCipher = encryptField(phone, { table: 'account', id, column: 'phone' })
      await db().account.update({ where: { id }, data: { phoneCipher, phoneIndex: blindIndex('phone', phone) } })
    }
    seated = [
      await expertOf(institute, reviewer, { name: '乔木' }),
      await expertOf(other, reviewer, { name: '温知新' }),
      await expertOf(other, reviewer, { name: '柳成荫' }),
    ]
  })
  beforeEach(() => {
    days += 7
    setClock(new Date(drawDay.getTime() + days * 86_400_000))
  })
  afterAll(() => setClock(null))
}
