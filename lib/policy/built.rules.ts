import type { Policy } from './policy.schema'

/** Names of what a policy needs and the code does not have yet, in Chinese; empty when it can run. */
export function missingFeatures(policy: Policy): string[] {
  const missing: string[] = []
  if (policy.path.publicityDays !== null) missing.push('入库公示')
  return missing
}

/**
 * The sentence with which a production start is refused, or null. Real applications would wait for a step that nobody
 * can take; a demo may show the way as far as it goes, and says so.
 */
export function whyNotStart(policy: Policy): string | null {
  const missing = missingFeatures(policy)
  if (missing.length === 0) return null
  return `预设「${policy.preset}」（${policy.authority.name}）需要的功能还没有建成：${missing.join('、')}，不能作为正式环境启动。目前正式环境请使用 POLICY=wuhan 或 POLICY=xizang；演示环境可以启动。`
}

/** What a demo of a policy that is not built to its end says at the start and on every page; null when all is there. */
export function unbuiltWords(policy: Policy): string | null {
  const missing = missingFeatures(policy)
  if (missing.length === 0) return null
  return `${missing.join('、')}还没有建成：审核通过的申请停在「拟入库」，不会进入专家库。`
}
