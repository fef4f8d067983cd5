import { sortKeys } from '@/lib/platform/canonical'
import { sha256 } from '@/lib/platform/ids'

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

/** What a seal's hash is made over. */
export const sealInput = (previous: string, event: ChainedEvent): string => `${previous}\n${canonicalEvent(event)}`

/** A place in the chain: its position and the hash there. */
export type Link = { position: bigint; hash: string }

/** A seal with its event; `id` is null when the event is gone. */
export type SealedEvent = Omit<ChainedEvent, 'id'> & {
  id: bigint | null
  position: bigint
  previous: string
  hash: string
}

/** Whether a seal is the next one behind a link, and covers its event as it stands. */
export const follows = ({ id, ...event }: SealedEvent, before: Link): boolean =>
  id !== null &&
  event.position === before.position + 1n &&
  event.previous === before.hash &&
  sha256(sealInput(before.hash, { id, ...event })) === event.hash
