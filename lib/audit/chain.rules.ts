/** An audit event as the chain hashes it: every column, in this order. */
export type ChainedEvent = {
  id: bigint
  at: Date
  actorKind: string
  actorId: string | null
  actorName: string
  address: string
  requestId: string
  action: string
  objectType: string | null
  objectId: string | null
  result: string
  detail: unknown
}

/** Hash before the first event. */
export const GENESIS = '0'.repeat(64)

/** The bytes of an event that its seal covers: a JSON array in column order, keys of `detail` sorted. */
export function canonicalEvent(event: ChainedEvent): string {
  return JSON.stringify([
    event.id.toString(),
    event.at.toISOString(),
    event.actorKind,
    event.actorId,
    event.actorName,
    event.address,
    event.requestId,
    event.action,
    event.objectType,
    event.objectId,
    event.result,
    sortKeys(event.detail ?? null),
  ])
}

/** The same value with object keys in order, so that its JSON does not depend on how it was stored. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]))
}

/** What a seal's hash is made over. */
export const sealInput = (previous: string, event: ChainedEvent): string => `${previous}\n${canonicalEvent(event)}`
