import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import type { Tx } from '@/lib/platform/db'
import { Refusal, signedOut } from '@/lib/platform/errors'
import { activate } from './activation'
import { type Factors, stageFacts } from './factor'
import { homeOf } from './home.rules'
import { actorOfAccount, type HalfSession, type HalfStage, readHalfSession, renewSession } from './session'
import { type Step, stageAfter, stagePaths } from './stage.rules'

/** A step of the login that is passed: the new secret for the cookie, and where to go. */
export type Passed = { sid: string; home: string; stage: 'full' | HalfStage }

/** @throws Refusal signedOut when the half session has ended, or is at another step */
export async function halfSession(actor: Actor, sid: string | null, stage: HalfStage): Promise<HalfSession> {
  const half = sid ? await readHalfSession(sid, actor.request) : null
  if (half?.stage !== stage) throw new Refusal('signedOut', '登录已过期，请回到登录页重新登录。')
  return half
}

/** Gives the session its next stage and a new id, and writes the audit event. @throws Refusal signedOut */
export async function moveOn(
  actor: Actor,
  tx: Tx,
  half: HalfSession,
  passed: { factors: Factors; done: Step[]; method: string },
): Promise<Passed> {
  const stage = stageAfter(await stageFacts(tx, passed.factors), passed.done)
  const sid = await renewSession(tx, half.idHash, { from: half.stage, to: stage })
  const person = await actorOfAccount(tx, half.account.id, actor.request)
  if (!sid || !person) throw signedOut()
  await audit(tx, person, {
    action: passed.method === 'enrol' ? 'factor.enrol' : 'factor.use',
    objectType: 'account',
    objectId: half.account.id,
    result: 'done',
    detail: { method: passed.method, stage },
  })
  if (stage === 'full') await activate(tx, person)
  return { sid, stage, home: stage === 'full' ? homeOf(person) : stagePaths[stage] }
}
