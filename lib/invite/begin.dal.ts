import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { whyNotApply } from '@/lib/affiliation/affiliation.rules'
import { standingOf } from '@/lib/affiliation/own.dal'
import { latestApplication } from '@/lib/application/fill.dal'
import { createApplication, restartFrom } from '@/lib/application/submit.dal'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { ended } from '@/lib/workflow/application.machine'

/**
 * The application that an invitation leads to, for a person whose account the caller holds: what he has begun and not
 * sent becomes it; after one that is over another begins with what that held; else an empty one. Null where his unit
 * has to speak first: `beginApplication` makes it then.
 * @throws Refusal refused for somebody who is in the pool, or whose application is under way
 */
export async function applicationFor(actor: Actor, tx: Tx, accountId: string): Promise<string | null> {
  const member = await tx.expert.findUnique({ where: { accountId }, select: { status: true } })
  if (member && member.status !== 'left') throw refused('您已经是在库专家，不需要接受邀请。')
  const last = await latestApplication(actor, tx)
  if (last && !ended.includes(last.status)) {
    if (last.submittedAt || last.kind === 'change')
      throw refused(`您的申请（${last.number}）正在办理，不需要另外接受邀请。请登录查看进度。`)
    if (await tx.expertInvitation.findUnique({ where: { applicationId: last.id } }))
      throw refused('您已经接受过邀请，请登录继续填写申请，不需要再接受一次。')
    await tx.application.update({ where: { id: last.id }, data: { kind: 'invited' } })
    return last.id
  }
  const { id: policyVersionId, policy } = await currentPolicy()
  const standing = await standingOf(actor, tx, accountId)
  if (!standing || whyNotApply(policy, standing)) return null
  if (last) return restartFrom(actor, tx, last, { accountId, unitId: standing.unitId, kind: 'invited' })
  const { unitId } = standing
  return createApplication(actor, tx, { accountId, unitId, policyVersionId, kind: 'invited', status: 'empty' }, 'begin')
}
