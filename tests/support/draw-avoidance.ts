import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { setClock } from '@/lib/platform/clock'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { type Applicant, expertOf } from './applications'
import { requestOf } from './draw-ties'
import { fixturePhone } from './fixtures-ids'
import { enforce } from './policy'
import { staffOf } from './staff'
import { makeReviewer, unitOf } from './units'

export let requester: StaffActor
export let manager: StaffActor
export let second: StaffActor
export let institute: UnitActor
export let expert: Applicant
export let request: { id: string }

export const plain = { docNumber: null, phone: null, name: null, unitName: null, reason: '有利害关系。' }
export const person = (subjectId: string | null, name: string, change = {}) => ({
  ...{ ...plain, requestId: request.id, subjectId, kind: 'person' as const, name },
  ...change,
})

/** Another request takes the place of the one of the test. */
export async function requestAnew(given: Parameters<typeof requestOf>[1] = {}): Promise<void> {
  request = await requestOf(requester, given)
}

/** Who asks, two who decide, and an expert of an institute; every test has a request of its own. */
export function useAvoidanceCast(): void {
  beforeAll(async () => {
    await enforce('wuhan', { draw: { ...defaultDraw, enabled: true, declared: { people: 2, units: 1 } } })
    requester = await staffOf('drawRequester')
    manager = await staffOf('bureauManager')
    second = await staffOf('bureauManager')
    institute = await unitOf('active', '示范材料研究院')
    expert = await expertOf(institute, await makeReviewer('沈鉴'), { name: '乔木', phone: fixturePhone(8200) })
  })
  beforeEach(async () => {
    await requestAnew()
  })
  afterEach(() => setClock(null))
}
