import 'server-only'
import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { completeUnit } from '@/lib/unit/complete.dal'
import { decideUnit } from '@/lib/unit/review.dal'
import { completeUnitSchema, type DecideUnit } from '@/lib/unit/unit.schema'
import { attachSample } from './demo-people'

/** Brings a registered unit through the reviews of the policy, by the functions that people use: each by another one. */
export async function approveUnit(
  [reviewer, other]: readonly [StaffActor, StaffActor],
  unit: UnitActor,
): Promise<void> {
  const { policy } = await currentPolicy()
  const decide = (by: StaffActor, version: number, event: DecideUnit['event'], opinion: string) =>
    decideUnit(by, { id: unit.unitId, version, event, opinion })
  if (policy.unitRegistration.reviews === 1) {
    await decide(reviewer, 0, 'approve', '证照一致。')
    return
  }
  await decide(reviewer, 0, 'approveFirst', '证照一致。')
  await attachSample(unit, { purpose: 'unitCertificate', unitId: unit.unitId, name: '统一社会信用代码证（示例）.pdf' })
  const completed = {
    version: 1,
    address: '示范路 1 号',
    postcode: '000000',
    email: 'office@example.com',
    highTech: 'no',
  }
  await completeUnit(unit, completeUnitSchema.parse(completed))
  await decide(other, 2, 'approve', '材料齐全，同意开通。')
}
