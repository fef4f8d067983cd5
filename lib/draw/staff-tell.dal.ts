import 'server-only'
import type { Actor, StaffRoleName } from '@/lib/access/actor'
import type { TemplateParams } from '@/lib/message/templates'
import type { Tx } from '@/lib/platform/db'
import { chinaTime } from '@/lib/platform/time'
import { policyOf } from '@/lib/policy/console/versions.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { DrawRequest, DrawRound } from '@/prisma/generated/client'
import { askersOf } from './asker.rules'
import { reach } from './reach'

type StaffTemplate = 'draw.concern' | 'draw.objected' | 'draw.toRun' | 'draw.toUnseal'
type Told = Pick<DrawRequest, 'number' | 'requesterId' | 'formerRequesterIds'>
type Words<N extends StaffTemplate> = {
  template: N
  params: Omit<TemplateParams<N>, 'site' | 'number'>
  about: string
  once: string
}

/** `aside`: accounts of others who are not to hear of it, by whichever account */
type To = { roles: readonly StaffRoleName[]; aside?: readonly string[] }

/** Staff of some roles who are told something of a request: never who asked for it, now or before it was taken over. */
export async function staffToTell(_actor: Actor, tx: Tx, request: Told, { roles, aside = [] }: To) {
  const out = [...askersOf(request), ...aside]
  const phones = await tx.account.findMany({
    where: { id: { in: out }, phoneIndex: { not: null } },
    select: { phoneIndex: true },
  })
  return tx.account.findMany({
    where: {
      ...{ disabledAt: null, kind: 'staff', id: { notIn: out } },
      // who has no phone is nobody of them by his number
      OR: [{ phoneIndex: null }, { phoneIndex: { notIn: phones.map(one => one.phoneIndex!) } }],
      staffRoles: { some: { role: { in: [...roles] } } },
    },
    select: { id: true, phoneCipher: true, email: true, emailProvedAt: true },
    orderBy: { id: 'asc' },
  })
}

/**
 * Tells staff of some roles something of a request, in the transaction that brings it about: no name, nothing of which
 * place. Who has no phone and no proved e-mail address reads it on his desk and on the page.
 * @param words.about the seat or round that brought it about; `once` makes the message one of its kind
 */
export async function tellStaff<N extends StaffTemplate>(
  actor: Actor,
  tx: Tx,
  request: Told,
  to: To,
  { template, params, about, once }: Words<N>,
): Promise<void> {
  const site = (await currentPolicy()).policy.authority.siteTitle
  for (const person of await staffToTell(actor, tx, request, to))
    await reach(tx, person, {
      template,
      params: { ...params, site, number: request.number } as unknown as TemplateParams<N>,
      dedupeKey: `${template}:${about}:${person.id}:${once}`,
    })
}

/**
 * Tells those who draw that a round waits for them, agreed to or because its draw was declared void; not who agreed, who
 * does not draw it. In the transaction of the step. Where people are drawn by lottery it waits for its seal first, each time,
 * and they are told of that.
 * @param round as it is after the step
 */
export async function tellOperators(
  actor: Actor,
  tx: Tx,
  request: Told & Pick<DrawRequest, 'sessionFrom'>,
  round: Pick<DrawRound, 'id' | 'version' | 'policyVersionId' | 'approvedById'>,
  because: 'agreed' | 'void' = 'agreed',
): Promise<void> {
  const { draw } = await policyOf(actor, tx, round.policyVersionId)
  if (draw.method !== 'uniform') return
  const when = request.sessionFrom ? chinaTime(request.sessionFrom) : ''
  const to = { roles: ['drawOperator'], aside: round.approvedById ? [round.approvedById] : [] } as const
  const params = { when, why: because === 'void' ? '的抽取已宣布无效' : '已获同意' }
  const words = { template: 'draw.toRun', params, about: round.id, once: String(round.version) } as const
  await tellStaff(actor, tx, request, to, words)
}
