import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isWithin } from '@/lib/auth/limits'
import { db } from '@/lib/platform/db'
import { invalid, tooMany } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { DrawRequest } from '@/prisma/generated/client'
import { capAskedSchema } from './ask.schema'
import { askersOf } from './asker.rules'
import { specialsBeside } from './further.rules'
import { healthOf } from './health.dal'
import type { Health } from './health.dto'
import type { CheckAsk } from './health.schema'
import { askedIt, findRequest } from './request-scope.dal'
import { askedRound, storedRound } from './round.dal'
import { seesWhole } from './run.rules'

/** So often a day is more than anybody writes; asking on and on with other conditions would tell who sits where. */
async function spendCheck(actor: Actor): Promise<void> {
  if (await isWithin('drawCheck', accountOf(actor) ?? '')) return
  throw tooMany('今天的抽取检查用完了，明天可以再查。不影响填写、保存和提交；提交以后，审批的人会看到检查结果。')
}

/**
 * The health check of what is being typed, for a 使用单位: counts in steps, so many a day.
 * @throws Refusal notFound for a request of somebody else; invalid for two groups of one name; tooMany
 */
export async function checkAsk(actor: Actor, input: CheckAsk): Promise<Health> {
  const { requestId, kind, sessionFrom, sessionTo, groups, caps } = input
  const subject = requestId ? { type: 'draw', id: requestId } : undefined
  await allow(actor, 'draw.request', subject)
  const request = requestId ? await findRequest(actor, requestId) : null
  if (requestId && !request) return deny(actor, 'draw.request', subject)
  if (new Set(groups.map(({ name }) => name)).size < groups.length)
    throw invalid({ groups: ['专业组的名称不能相同。'] })
  await spendCheck(actor)
  const { policy } = await currentPolicy()
  // a 补抽 is for the session of its request, under the caps over all its groups that were agreed to
  const later = kind === 'supplement' && request !== null
  const [from, to] = later ? [request.sessionFrom, request.sessionTo] : [sessionFrom, sessionTo]
  const session = from && to ? { from: new Date(from), to: new Date(to) } : null
  const asked = askedRound(actor, {
    ...{ requestId, policy, groups, caps: later ? capAskedSchema.array().parse(request.caps) : caps },
    session: session && session.from < session.to ? session : null,
    involved: [accountOf(actor)!, ...(request ? askersOf(request) : [])],
    first: kind === 'first',
    beside: kind === 'first' && request ? await namedBeside(request) : [],
  })
  return healthOf(actor, db(), asked, false)
}

/** His own 特邀, those he is still writing as well. */
async function namedBeside(request: DrawRequest): Promise<string[]> {
  const { id: requestId } = request
  const rounds = await db().drawRound.findMany({
    where: { requestId },
    select: { id: true, kind: true, status: true },
  })
  return specialsBeside(request, rounds, { written: true })
}

/**
 * The same of a round that is stored, whole for those who approve, draw and watch, and did not ask for it.
 * @throws Refusal notFound; tooMany for a 使用单位
 */
export async function checkRound(actor: Actor, roundId: string): Promise<Health> {
  const subject = { type: 'drawRound', id: roundId }
  await allow(actor, 'draw.view', subject)
  const stored = await storedRound(actor, db(), roundId)
  if (!stored || !(await findRequest(actor, stored.request.id))) return deny(actor, 'draw.view', subject)
  const whole = seesWhole(actor) && !(await askedIt(actor, db(), stored.request, stored.round))
  if (!whole) await spendCheck(actor)
  return healthOf(actor, db(), stored.asked, whole)
}
