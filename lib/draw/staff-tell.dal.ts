import 'server-only'
import type { Actor, StaffRoleName } from '@/lib/access/actor'
import { enqueueSms } from '@/lib/message/outbox'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { DrawRequest } from '@/prisma/generated/client'
import { askersOf } from './asker.rules'

type StaffTemplate = 'draw.concern' | 'draw.objected'
type Words = { template: StaffTemplate; count: number; seatId: string; once: string }

/**
 * Tells staff of some roles of a number of places of a request, in the transaction that brings it about: no name, nothing
 * of which place. Who has no phone reads it on the page. Whoever asked for the draw, now or before it was taken over, is
 * never told.
 * @param to.aside accounts of others who would learn from it who sits: nobody of them is told, by whichever account
 * @param words.once makes the message one of its kind, of the place that brought it about
 */
export async function tellStaff(
  _actor: Actor,
  tx: Tx,
  request: Pick<DrawRequest, 'number' | 'requesterId' | 'formerRequesterIds'>,
  to: { roles: readonly StaffRoleName[]; aside?: readonly string[] },
  { template, count, seatId, once }: Words,
): Promise<void> {
  const site = (await currentPolicy()).policy.authority.siteTitle
  const aside = [...askersOf(request), ...(to.aside ?? [])]
  const phones = await tx.account.findMany({
    where: { id: { in: aside }, phoneIndex: { not: null } },
    select: { phoneIndex: true },
  })
  const people = await tx.account.findMany({
    where: {
      ...{ disabledAt: null, kind: 'staff', id: { notIn: aside } },
      NOT: { phoneIndex: { in: phones.map(one => one.phoneIndex!) } },
      staffRoles: { some: { role: { in: [...to.roles] } } },
    },
    select: { id: true, phoneCipher: true },
    orderBy: { id: 'asc' },
  })
  for (const { id, phoneCipher } of people) {
    if (!phoneCipher) continue
    const phone = decryptField(phoneCipher, { table: 'account', id, column: 'phone' })
    const params = { site, number: request.number, count: String(count) }
    const dedupeKey = `${template}:${seatId}:${id}:${once}`
    await enqueueSms(tx, { to: phone, accountId: id, template, params, dedupeKey })
  }
}
