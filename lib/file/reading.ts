import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'

const WINDOW = 10 * 60_000
const MOST = 10_000

const holder = globalThis as typeof globalThis & { expertPoolReadings?: Map<string, number> }

/**
 * A preview reads a file in hundreds of parts: one event in the audit trail says it. Kept in the memory of the process:
 * another process or a restart writes one event more, never one less. Visitors have no session to hang it on; each of
 * their parts is an event, and their files are small.
 * @param seatId of somebody who reads by his seat: then it is the seat's reading, logged in or not
 * @returns whether this session's reading of the file was recorded within ten minutes
 */
export function isRecorded(actor: Actor, fileId: string, seatId: string | null = null): boolean {
  const key = keyOf(actor, fileId, seatId)
  const at = key ? recorded().get(key) : undefined
  return at !== undefined && performance.now() - at < WINDOW
}

/** To be called once the event is stored. */
export function noteRecorded(actor: Actor, fileId: string, seatId: string | null = null): void {
  const key = keyOf(actor, fileId, seatId)
  if (!key) return
  const all = recorded()
  all.delete(key)
  all.set(key, performance.now())
  if (all.size > MOST) all.delete(all.keys().next().value!)
}

function recorded(): Map<string, number> {
  holder.expertPoolReadings ??= new Map()
  return holder.expertPoolReadings
}

const keyOf = (actor: Actor, fileId: string, seatId: string | null): string | null => {
  if (seatId) return `seat ${seatId} ${fileId}`
  return accountOf(actor) && actor.request.session ? `${actor.request.session} ${fileId}` : null
}
