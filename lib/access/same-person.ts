import 'server-only'
import { db } from '@/lib/platform/db'
import { type Actor, accountOf } from './actor'

/** Whether the acting person is the one behind an account: the same account, or the same phone. Nobody decides about himself. */
export async function isSamePerson(actor: Actor, accountId: string): Promise<boolean> {
  const acting = accountOf(actor)
  if (!acting) return false
  if (acting === accountId) return true
  const rows = await db().account.findMany({
    where: { id: { in: [acting, accountId] } },
    select: { phoneIndex: true },
  })
  return rows.length === 2 && rows[0]!.phoneIndex !== null && rows[0]!.phoneIndex === rows[1]!.phoneIndex
}
