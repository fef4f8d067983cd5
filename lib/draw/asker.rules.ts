/** Accounts that asked for a request: now, and before it was taken over. */
export const askersOf = (request: { requesterId: string; formerRequesterIds: readonly string[] }): string[] => [
  request.requesterId,
  ...request.formerRequesterIds,
]
