import { db } from '@/lib/platform/db'
import type { Policy } from '@/lib/policy/policy.schema'
import { presetNamed } from '@/lib/policy/presets/all'

/**
 * Puts another policy in force for this test file's database: a preset, with changes where a test needs them. People are
 * drawn without the ceremony of three, and lists open by themselves, where a test says nothing else of draws.
 */
export async function enforce(preset: Policy['preset'], change: Partial<Policy> = {}): Promise<Policy> {
  const named = presetNamed(preset)
  const draw: Policy['draw'] = named.draw.enabled ? { ...named.draw, method: 'uniform', unseal: 'auto' } : named.draw
  const policy = { ...named, draw, ...change }
  await db().policyVersion.create({
    data: { preset, data: policy as object, hash: 'test', effectiveFrom: new Date(1), createdBy: '测试' },
  })
  // kept for seconds in each process
  Object.assign(globalThis, { expertPoolPolicy: undefined })
  return policy
}
