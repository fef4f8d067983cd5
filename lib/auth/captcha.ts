import 'server-only'
import { randomInt } from 'node:crypto'
import { type Challenge, createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { env, isDemo } from '@/lib/platform/env'
import { invalid, Refusal } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { type ArithmeticCaptcha, createArithmetic, solvesArithmetic } from './arithmetic'
import { solvedSchema } from './captcha.schema'
import { derivedKey, keyed } from './keyed'

const MINUTES = 10
/** Work for about a second of an office computer; the server needs one derivation to make a puzzle, none to check it. */
const WORK = { cost: 2000, least: 400, most: 1200 }

/**
 * Demo mode may switch the captcha off, and does without where browsers refuse the work: on plain http to any host but
 * this machine. Production refuses to start either way.
 */
export const captchaIsOff = (): boolean => isDemo() && (env().CAPTCHA === 'off' || !isTrustworthy(env().PUBLIC_URL))

/** Origins for which browsers offer cryptography (W3C Secure Contexts). */
const isTrustworthy = (origin: string): boolean =>
  origin.startsWith('https://') || /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|$)/.test(origin)

const secrets = () => {
  const key = derivedKey('captcha').toString('base64')
  return { hmacSignatureSecret: `challenge:${key}`, hmacKeySignatureSecret: `key:${key}` }
}

const browserOf = (actor: Actor): string => keyed('browser', actor.kind === 'anonymous' ? actor.browser : actor.kind)

/** What the policy asks of this browser: a puzzle for its processor, or a sum for its owner. */
export async function createCaptcha(actor: Actor): Promise<Challenge | ArithmeticCaptcha> {
  return (await isArithmetic()) ? createArithmetic(actor) : createPuzzle(actor)
}

const isArithmetic = async (): Promise<boolean> => (await currentPolicy()).policy.auth.captcha === 'arithmetic'

/** A puzzle for this browser: the proof of work of altcha (https://altcha.org), signed, good for ten minutes. */
export function createPuzzle(actor: Actor): Promise<Challenge> {
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: WORK.cost,
    counter: randomInt(WORK.least, WORK.most),
    deriveKey,
    expiresAt: new Date(now().getTime() + MINUTES * 60_000),
    data: { browser: browserOf(actor) },
    ...secrets(),
  })
}

/**
 * Accepts a solved puzzle, or the answer to a sum, once (trust AU10): made by us for this browser, not expired, never
 * used before.
 * @param on the `writeTx` it permits, where a repeated command must be known first; rolled back, a right answer is
 * still good
 * @throws Refusal invalid beside `captcha` for everything else, however odd
 */
export async function verifyCaptcha(actor: Actor, payload: unknown, on: Tx = db()): Promise<void> {
  if (await solvesCaptcha(actor, payload, on)) return
  const { code, message, fieldErrors } = invalid({ captcha: ['请先完成安全验证，再试一次。'] })
  throw new Refusal(code, message, fieldErrors, undefined, async tx => {
    // a wrong answer counts, though the transaction is rolled back
    await solvesCaptcha(actor, payload, tx)
  })
}

/** The same question as a yes or no. */
export async function solvesCaptcha(actor: Actor, payload: unknown, on: Tx = db()): Promise<boolean> {
  if (captchaIsOff()) return true
  if (await isArithmetic()) return solvesArithmetic(actor, payload, on)
  const solved = solvedSchema.safeParse(decodePayload(payload)).data
  if (!solved || solved.challenge.parameters.data.browser !== browserOf(actor)) return false
  const expiresAt = new Date(solved.challenge.parameters.expiresAt * 1000)
  if (expiresAt <= now()) return false
  const result = await verifySolution({ ...solved, deriveKey, ...secrets() })
  if (!result.verified) return false
  const used = await on.usedChallenge.createMany({
    data: { signature: solved.challenge.signature, expiresAt },
    skipDuplicates: true,
  })
  return used.count === 1
}

function decodePayload(payload: unknown): unknown {
  if (typeof payload !== 'string' || payload.length > 4000) return null
  try {
    return JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))
  } catch {
    return null
  }
}
