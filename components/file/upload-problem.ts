/** What the person can do about an upload that stopped: go on where it stopped, start it anew, take another file. */
export type Remedy = 'continue' | 'again' | 'other'
export type UploadProblem = {
  sentence: string
  remedy: Remedy /** worth another try without asking */
  passing: boolean
}

const broken = '网络不稳定，上传中断了。已传的部分还在，可以接着传。'

const remedies: Record<string, Omit<UploadProblem, 'sentence'>> = {
  offline: { remedy: 'continue', passing: true },
  conflict: { remedy: 'continue', passing: true },
  signedOut: { remedy: 'continue', passing: false },
  unexpected: { remedy: 'continue', passing: false },
  invalid: { remedy: 'other', passing: false },
  BAD_REQUEST: { remedy: 'other', passing: false },
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const textAt = (value: unknown, key: string): string | undefined =>
  isRecord(value) && typeof value[key] === 'string' ? value[key] : undefined

/**
 * Reads what uploadthing's client threw. Its errors carry our answer in `data` (bytes) or `cause` (announcement, and
 * then the error is wrapped); without one the connection was lost on the way.
 */
export function problemOf(thrown: unknown): UploadProblem {
  const error = isRecord(thrown) && isRecord(thrown.error) ? thrown.error : thrown
  const answer = isRecord(error) ? (error.data ?? error.cause) : undefined
  const sentence = textAt(answer, 'message')
  if (!sentence) return { sentence: broken, remedy: 'continue', passing: true }
  const code = textAt(answer, 'code') ?? textAt(error, 'code') ?? ''
  return { sentence, ...(remedies[code] ?? { remedy: 'again', passing: false }) }
}

/** What a request that reached nobody is answered with, in the shape of our routes. */
export const unreachable = (): Response => Response.json({ code: 'offline', message: broken }, { status: 503 })
