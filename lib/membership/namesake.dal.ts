import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { chinaDay, storedDay } from '@/lib/platform/time'
import { reasonLabel } from './exit.rules'
import type { BarredNamesake } from './membership.dto'

/**
 * Whether somebody else of the same name and birthday left for a reason that still bars him (S§8): it may be the same
 * person with another document. For the bureau's eyes only; others get nothing.
 */
export async function barredNamesake(actor: Actor, accountId: string): Promise<BarredNamesake | null> {
  await allow(actor, 'application.view', { type: 'account', id: accountId })
  if (!may(actor, 'expert.view')) return null
  const person = await db().person.findUnique({ where: { accountId }, select: { name: true, birthDate: true } })
  if (!person?.birthDate) return null
  const exit = await db().membershipExit.findFirst({
    where: {
      reentryFrom: { gt: new Date(chinaDay(now())) },
      accountId: { not: accountId },
      expert: { status: 'left', name: person.name, birthDate: person.birthDate },
    },
    orderBy: { at: 'desc' },
    include: { expert: { select: { unitName: true } } },
  })
  return (
    exit && {
      expertId: exit.accountId,
      unitName: exit.expert.unitName,
      reason: reasonLabel(exit.reason),
      reentryFrom: storedDay(exit.reentryFrom)!,
    }
  )
}
