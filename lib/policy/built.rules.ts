import type { Policy } from './policy.schema'

/** Names of what a policy needs and the code does not have yet, in Chinese; empty when it can run. */
export function missingFeatures(policy: Policy): string[] {
  const missing: string[] = []
  if (policy.path.publicityDays !== null) missing.push('入库公示')
  return missing
}

/** The sentence with which a preset refuses to start, or null. */
export function whyNotStart(policy: Policy): string | null {
  const missing = missingFeatures(policy)
  if (missing.length === 0) return null
  return `预设「${policy.preset}」（${policy.authority.name}）需要的功能还没有建成：${missing.join('、')}。目前请使用 POLICY=wuhan。`
}
