import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { reached } from '@/lib/application/proposal.dal'
import { enqueueSms } from '@/lib/message/outbox'
import type { TemplateName, TemplateParams } from '@/lib/message/templates'
import type { Tx } from '@/lib/platform/db'
import type { PolicyInForce } from '@/lib/policy/policy.schema'
import { type ApplicationFacts, applicantFacts, applicationMachine } from '@/lib/workflow/application.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { Application } from '@/prisma/generated/client'

type Step<N extends TemplateName> = {
  event: 'publish' | 'object' | 'hold' | 'release' | 'uphold' | 'admit'
  facts?: Partial<ApplicationFacts>
  opinion?: string
  message: { template: N; params: Omit<TemplateParams<N>, 'site'> }
}

/**
 * One step of an application on the way through 公示, and the SMS about it to whom it concerns. The row is locked by the
 * caller. @throws Refusal as `transition` does
 */
export async function moveInPublicity<N extends TemplateName>(
  actor: Actor,
  tx: Tx,
  { id: policyVersionId, policy }: PolicyInForce,
  { id, accountId, status, version }: Pick<Application, 'id' | 'accountId' | 'status' | 'version'>,
  { event, facts, opinion, message }: Step<N>,
): Promise<void> {
  const moved = await transition(actor, tx, {
    machine: applicationMachine(policy),
    subject: { type: 'application', id, status, version },
    event,
    facts: { ...applicantFacts, ...facts },
    policyVersionId,
    opinion,
  })
  const params = { ...message.params, site: policy.authority.siteTitle } as unknown as TemplateParams<N>
  const dedupeKey = `application:${id}:${moved.version}`
  await enqueueSms(tx, { ...(await reached(actor, tx, accountId)), template: message.template, params, dedupeKey })
}
