/** What a visitor may ask a code for. */
export const publicPurposes = [
  'register',
  'registerUnit',
  'joinUnit',
  'recover',
  'login',
  'objection',
  'claim',
] as const
/** The others are sent by functions that know the phone: the second factor, and both ends of a change of phone. */
export type CodePurpose = (typeof publicPurposes)[number] | 'factor' | 'stepUp' | 'phoneOld' | 'phoneNew' | 'email'

export const CODE_MINUTES = 5
/** An e-mail may be on its way for a while. */
export const EMAIL_CODE_MINUTES = 15
export const MAX_ATTEMPTS = 5
/** Until another code may be sent to the same phone. */
export const WAIT_SECONDS = 60

/** How many codes one phone gets in which time, whatever for (trust AU9). */
const perPhone = [
  { seconds: WAIT_SECONDS, most: 1, sentence: (wait: string) => `验证码刚刚发送过，请 ${wait}后再获取。` },
  { seconds: 3600, most: 5, sentence: (wait: string) => `这个手机号获取验证码太频繁，请 ${wait}后再试。` },
  {
    seconds: 24 * 3600,
    most: 10,
    sentence: (wait: string) => `这个手机号今天获取验证码的次数已用完，请 ${wait}后再试。`,
  },
] as const

/** Staff can have a new code sent for what was begun this long ago at most. */
export const RENEW_MINUTES = 30

const renewable: readonly string[] = publicPurposes

/** Is this a code that somebody who is not logged in waits for? */
export const isRenewable = (purpose: string): boolean => renewable.includes(purpose)

export const LONGEST_WINDOW_MS = 24 * 3600_000

/**
 * Why no further code may be sent to a phone now, or null.
 * @param sent when codes were sent to it within the last day, in any order
 */
export function whyNoCode(sent: readonly Date[], at: Date): string | null {
  for (const { seconds, most, sentence } of perPhone) {
    const recent = sent.map(when => seconds * 1000 - (at.getTime() - when.getTime())).filter(left => left > 0)
    if (recent.length < most) continue
    const sorted = recent.sort((a, b) => a - b)
    return sentence(inWords(sorted[sorted.length - most]!))
  }
  return null
}

function inWords(ms: number): string {
  if (ms <= 90_000) return `${Math.max(1, Math.ceil(ms / 1000))} 秒`
  if (ms <= 90 * 60_000) return `${Math.ceil(ms / 60_000)} 分钟`
  return `${Math.ceil(ms / 3600_000)} 小时`
}
