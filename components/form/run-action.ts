import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import type { ActionResult } from '@/lib/access/result'

/** A server action as `defineAction` makes them. */
export type Action<Input, T> = (input: Input) => Promise<ActionResult<T>>

export type Trouble = 'offline' | 'stale' | 'failed'

const isNetworkError = (error: unknown) =>
  error instanceof TypeError || (typeof navigator !== 'undefined' && navigator.onLine === false)

/** A page of yesterday's build calls an action that today's build does not know. */
function isStale(error: unknown): boolean {
  if (unstable_isUnrecognizedActionError(error)) return true
  return error instanceof Error && error.message.includes('Failed to find Server Action')
}

type Deed = { action: string; objectId: string }
type ProveAgain = (deed: Deed, why: string) => Promise<boolean>
let proveAgain: ProveAgain | null = null

/**
 * Names who asks somebody to prove himself again when an action answers `stepUp`; he answers whether it was done.
 * @returns how to take it back
 */
export function onStepUp(ask: ProveAgain): () => void {
  proveAgain = ask
  return () => {
    if (proveAgain === ask) proveAgain = null
  }
}

/**
 * Calls an action and turns everything that can go wrong on the way into a value.
 * @throws only what Next itself throws to redirect
 */
export async function runAction<Input, T>(
  action: Action<Input, T>,
  input: Input,
): Promise<ActionResult<T> | { ok: false; code: Trouble; message?: undefined; fieldErrors?: undefined }> {
  try {
    const result: ActionResult<T> | undefined = await action(input)
    if (!result) return { ok: false, code: 'failed' }
    const asked = !result.ok && result.code === 'stepUp' && result.deed
    // once only: what still wants a proof after one was given is answered to the page
    if (!asked || !(await proveAgain?.(asked, result.message ?? ''))) return result
    return (await action(input)) ?? { ok: false, code: 'failed' }
  } catch (error) {
    unstable_rethrow(error)
    if (isStale(error)) return { ok: false, code: 'stale' }
    if (isNetworkError(error)) return { ok: false, code: 'offline' }
    return { ok: false, code: 'failed' }
  }
}

const sentences: Record<string, string> = {
  offline: '网络连接不上，您填写的内容还在，请稍后再点一次提交。',
  codeNotSent: '验证码没有发送成功，请检查网络后再试。',
  stale: '系统刚刚更新过，这个页面需要刷新后才能提交。您填写的内容还在，请先复制较长的内容，再刷新页面。',
  failed: '服务器暂时没有回应，您填写的内容还在，请稍后再点一次提交。',
  stepUp: '没有验证身份，这一步没有执行。',
  signedOut: '您的登录已过期。您填写的内容还在，请重新登录后再点一次提交。',
}

/** The sentence for a refusal: the server's own, or ours for what happened on the way. */
export function sentenceFor(code: string, message?: string): string {
  if (code === 'stepUp') return sentences.stepUp!
  return message ?? sentences[code] ?? '没有提交成功，您填写的内容还在，请检查后再试。'
}
