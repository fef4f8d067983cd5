import 'server-only'
import { db } from '@/lib/platform/db'
import { type Actor, accountOf } from './actor'

/** Whether the acting person is the one behind an account: the same account, or the same phone. Nobody decides about himself. */
export const isSamePerson = async (actor: Actor, accountId: string): Promise<boolean> =>
  (await ownAmong(actor, [accountId])).has(accountId)

/** Which of many accounts are the acting person's own. */
export async function ownAmong(actor: Actor, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  const acting = accountOf(actor)
  if (!acting) return new Set()
  const rows = await db().account.findMany({
    where: { id: { in: [acting, ...accountIds] } },
    select: { id: true, phoneIndex: true },
  })
  const phone = rows.find(row => row.id === acting)?.phoneIndex ?? null
  const own = rows.filter(row => row.id === acting || (phone !== null && row.phoneIndex === phone))
  return new Set(own.map(row => row.id))
}
