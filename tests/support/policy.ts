import { db } from '@/lib/platform/db'
import type { Policy } from '@/lib/policy/policy.schema'
import { presetNamed } from '@/lib/policy/presets/all'

/** Puts another policy in force for this test file's database: a preset, with changes where a test needs them. */
export async function enforce(preset: Policy['preset'], change: Partial<Policy> = {}): Promise<Policy> {
  const policy = { ...presetNamed(preset), ...change }
  await db().policyVersion.create({
    data: { preset, data: policy as object, hash: 'test', effectiveFrom: new Date(1), createdBy: '测试' },
  })
  // kept for seconds in each process
  Object.assign(globalThis, { expertPoolPolicy: undefined })
  return policy
}
