import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { makeUnit } from '@/prisma/seed/factory'
import { type Applicant, expertOf } from './applications'
import { profileOf, requestOf } from './draw-ties'
import { fixturePhone } from './fixtures-ids'
import { enforce } from './policy'
import { staffOf } from './staff'
import { makeReviewer, nextSerial, unitOf } from './units'

export let requester: StaffActor
export let manager: StaffActor
export let reviewer: StaffActor
export let university: UnitActor
export let institute: UnitActor
/** of the faculty 医学院 of the university, and of the institute */
export let professor: Applicant
export let engineer: Applicant
export let phone: string
/** of the sessions */
export const YEAR = new Date().getFullYear() + 1

/** A request that was sent. */
export const request = () => requestOf(requester, { year: YEAR })

/** Who asks and decides, a university and an institute with an expert each; their profiles are as before in every test. */
export function useConflictCast(): void {
  beforeAll(async () => {
    await enforce('wuhan', { draw: { ...defaultDraw, enabled: true, lookBackYears: 3 } })
    reviewer = await makeReviewer('沈鉴')
    requester = await staffOf('drawRequester')
    manager = await staffOf('bureauManager')
    const n = nextSerial()
    university = await makeUnit({
      ...{ name: '示范理工大学', serial: n, status: 'active', nature: 'university' },
      admin: { name: '候音', phone: fixturePhone(n), password: 'Gaoshan#2026liu' },
    })
    institute = await unitOf('active', '示范材料研究院')
    phone = fixturePhone(8100)
    professor = await expertOf(university, reviewer, { name: '温知新' })
    engineer = await expertOf(institute, reviewer, { name: '乔木', phone })
  })
  beforeEach(async () => {
    await profileOf(professor, { basic: { department: '医学院' } })
    await profileOf(engineer, { basic: { department: '一所' } })
  })
}
