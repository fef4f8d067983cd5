import { type Actor, accountOf } from '@/lib/access/actor'

/** Whether somebody is who asked, by this account, whoever asked before him: 评审材料 are his. */
export const asksNow = (actor: Actor, { requesterId }: { requesterId: string }): boolean =>
  accountOf(actor) === requesterId

/** Accounts that asked for a request: now, and before it was taken over. */
export const askersOf = (request: { requesterId: string; formerRequesterIds: readonly string[] }): string[] => [
  request.requesterId,
  ...request.formerRequesterIds,
]
