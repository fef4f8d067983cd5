import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { currentSid } from './current'
import { renewPassword } from './renew.dal'
import type { Renew } from './renew.schema'
import { enrolFactor, proveFactor } from './second-factor.dal'
import type { EnrolFactor, StepUp, VerifyFactor } from './second-factor.schema'
import { setSessionCookie } from './session-cookie'
import { proveStepUp } from './step-up.dal'

/** The second step of a login in this browser: the cookie gets the new id. @returns where to go */
export async function enter(actor: Actor, input: VerifyFactor): Promise<{ home: string; stage: string }> {
  const { sid, home, stage } = await proveFactor(actor, await currentSid(), input)
  await setSessionCookie(sid)
  return { home, stage }
}

/** The same for somebody who sets his factor up. */
export async function enterFirst(actor: Actor, input: EnrolFactor): Promise<{ home: string; codes: string[] }> {
  const { sid, home, codes } = await enrolFactor(actor, await currentSid(), input)
  await setSessionCookie(sid)
  return { home, codes }
}

/** The same for somebody whose password was too old. */
export async function enterRenewed(actor: Actor, input: Renew): Promise<{ home: string }> {
  const { sid, home } = await renewPassword(actor, await currentSid(), input)
  await setSessionCookie(sid)
  return { home }
}

/** Proves oneself again for one deed; the cookie gets the new id. */
export async function stepUp(actor: Actor, input: StepUp): Promise<null> {
  const { sid } = await proveStepUp(actor, input)
  await setSessionCookie(sid)
  return null
}
