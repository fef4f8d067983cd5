import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { ownAmong } from '@/lib/access/same-person'
import { db, type Tx } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { DrawRequest, Prisma } from '@/prisma/generated/client'
import type { DrawRequestStatus } from '@/prisma/generated/enums'
import { askersOf } from './asker.rules'

type Reads = Pick<Tx, 'staffPost'>
const NOTHING = { id: { in: [] as string[] } }

/** From when on those who call have to do with a request. */
const called: DrawRequestStatus[] = ['inviting', 'confirmed', 'held', 'reviewed', 'archived']

/** The office a member of staff sits in; null where he has none. */
async function officeOf(actor: Actor, reads: Reads): Promise<{ id: string; name: string } | null> {
  if (actor.kind !== 'staff') return null
  const post = await reads.staffPost.findUnique({
    where: { accountId: actor.accountId },
    select: { office: { select: { id: true, name: true, endedAt: true } } },
  })
  return post?.office && !post.office.endedAt ? { id: post.office.id, name: post.office.name } : null
}

/**
 * Which requests an actor may see: a 使用单位 its own; who approves, draws and watches all that were ever sent; who calls
 * from the moment people are told. To be merged into every list and single read.
 */
export async function drawScope(actor: Actor, reads: Reads = db()): Promise<Prisma.DrawRequestWhereInput> {
  if (!may(actor, 'draw.view')) return NOTHING
  if (actor.kind === 'unitAdmin') return { unitId: actor.unitId }
  if (actor.kind !== 'staff') return NOTHING
  const seen: Prisma.DrawRequestWhereInput[] = []
  if (may(actor, 'draw.request')) {
    const office = await officeOf(actor, reads)
    seen.push({ requesterId: actor.accountId }, ...(office ? [{ officeId: office.id }] : []))
  }
  if (may(actor, 'draw.approve') || may(actor, 'draw.run') || actor.roles.includes('supervisor'))
    seen.push({ status: { not: 'draft' } })
  if (may(actor, 'draw.notify')) seen.push({ status: { in: called } })
  return { OR: seen }
}

/** One request within somebody's scope; null for what is out of it, or none. */
export async function findRequest(
  actor: Actor,
  id: string,
  reads: Reads & Pick<Tx, 'drawRequest'> = db(),
): Promise<DrawRequest | null> {
  if (!uuid().safeParse(id).success) return null
  return reads.drawRequest.findFirst({ where: { AND: [{ id }, await drawScope(actor, reads)] } })
}

/** The same, held still: every step of a request and of its rounds begins here, one after the other. */
export async function lockRequest(actor: Actor, tx: Tx, id: string): Promise<DrawRequest | null> {
  if (!uuid().safeParse(id).success) return null
  await tx.$queryRaw`SELECT 1 FROM draw_request WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return findRequest(actor, id, tx)
}

/** Whether the acting person asked for something, by whichever of his accounts: for the request, or for a round of it. */
export async function askedIt(
  actor: Actor,
  tx: Pick<Tx, 'account'>,
  request: Pick<DrawRequest, 'requesterId' | 'formerRequesterIds'>,
  round?: { requestedById: string | null } | null,
): Promise<boolean> {
  const asked = [...askersOf(request), ...(round?.requestedById ? [round.requestedById] : [])]
  const own = await ownAmong(actor, asked, tx)
  return asked.some(id => own.has(id))
}

/** Whether somebody asked for a request, or sits in the office or unit that did. */
export async function isOfRequester(
  actor: Actor,
  tx: Pick<Tx, 'account' | 'staffPost'>,
  request: Pick<DrawRequest, 'requesterId' | 'formerRequesterIds' | 'officeId' | 'unitId'>,
): Promise<boolean> {
  if (actor.kind === 'unitAdmin') return actor.unitId === request.unitId
  if (await askedIt(actor, tx, request)) return true
  return request.officeId !== null && (await officeOf(actor, tx))?.id === request.officeId
}

export type Asker = { officeId: string | null; unitId: string | null; office: string }

/**
 * The 使用单位 somebody asks for, or the sentence why he cannot ask: staff for their 处室, the administrator of a unit
 * the bureau has allowed for his unit.
 */
export async function askerOf(actor: Actor): Promise<Asker | string> {
  const { policy } = await currentPolicy()
  if (!policy.draw.enabled) return '现行规则没有启用专家抽取，不能提出需求。如需启用，请联系业务管理员修改规则。'
  if (actor.kind === 'unitAdmin') {
    const unit = await db().unit.findUnique({ where: { id: actor.unitId }, select: { drawsSince: true } })
    if (!unit?.drawsSince)
      return `本单位还没有开通专家抽取。需要为评审活动抽取专家的，请联系${policy.authority.name}开通。`
    return { officeId: null, unitId: actor.unitId, office: actor.unitName }
  }
  const office = await officeOf(actor, db())
  if (!office)
    return '您的账号没有登记所在处室，不能提出需求。请让系统管理员在「工作人员账号」里登记您的处室，重新登录后再来。'
  return { officeId: office.id, unitId: null, office: office.name }
}
