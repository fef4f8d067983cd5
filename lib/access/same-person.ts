import 'server-only'
import { db, type Tx } from '@/lib/platform/db'
import { type Actor, accountOf } from './actor'
import { samePerson } from './same-person.rules'

type Reads = Pick<Tx, 'account'>

/** Whether the acting person is the one behind an account. Nobody decides about himself, nor after himself. */
export const isSamePerson = async (actor: Actor, accountId: string | null, tx?: Reads): Promise<boolean> =>
  accountId !== null && (await ownAmong(actor, [accountId], tx)).has(accountId)

/** Which of many accounts are the acting person's own. */
export async function ownAmong(
  actor: Actor,
  accountIds: readonly string[],
  tx: Reads = db(),
): Promise<ReadonlySet<string>> {
  const acting = accountOf(actor)
  if (!acting || accountIds.length === 0) return new Set()
  const rows = await tx.account.findMany({
    where: { id: { in: [acting, ...accountIds] } },
    select: { id: true, phoneIndex: true },
  })
  const self = rows.find(row => row.id === acting) ?? { id: acting, phoneIndex: null }
  return new Set([acting, ...rows.filter(row => samePerson(self, row)).map(row => row.id)])
}

/** Whether a phone, by its blind index, is the acting person's: what somebody gave who may have no account. */
export async function isOwnPhone(actor: Actor, phoneIndex: string | null, tx: Reads = db()): Promise<boolean> {
  const id = accountOf(actor)
  if (!id || phoneIndex === null) return false
  return (await tx.account.count({ where: { id, phoneIndex } })) > 0
}

/** All accounts of the acting person: where a list is too long to be asked for one by one. */
export async function ownAccounts(actor: Actor, tx: Reads = db()): Promise<string[]> {
  const acting = accountOf(actor)
  if (!acting) return []
  const self = await tx.account.findUnique({ where: { id: acting }, select: { phoneIndex: true } })
  if (!self?.phoneIndex) return [acting]
  const rows = await tx.account.findMany({ where: { phoneIndex: self.phoneIndex }, select: { id: true } })
  return rows.map(row => row.id)
}
