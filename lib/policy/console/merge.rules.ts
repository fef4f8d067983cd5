import { type Policy, policySchema } from '@/lib/policy/policy.schema'

type Values = Record<string, unknown>
const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Whatever only one of the two changed is taken from it; what both changed stays as the draft has it. */
function merged(base: unknown, draft: unknown, newest: unknown): unknown {
  if (same(draft, base)) return newest
  if (same(newest, base) || !isRecord(base) || !isRecord(draft) || !isRecord(newest)) return draft
  const names = [...new Set([...Object.keys(newest), ...Object.keys(draft)])]
  const read = names.map(name => [name, merged(base[name], draft[name], newest[name])] as const)
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

/**
 * The changes of a draft put onto a newer version than the one it was made from. Lists are taken whole. Pure.
 * @returns null where the two together are no policy any more
 */
export function rebased(base: Policy, draft: Policy, newest: Policy): Policy | null {
  const parsed = policySchema.safeParse(merged(base, draft, newest))
  return parsed.success ? parsed.data : null
}
