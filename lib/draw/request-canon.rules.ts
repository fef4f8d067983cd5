import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { CapAsked, GroupAsk } from './ask.schema'

/** Everything somebody agrees to with one round, free of ids and of anything that may change without him. */
export type Sent = {
  title: string
  purpose: string
  purposeNote: string | null
  /** ISO instants */
  sessionFrom: string | null
  sessionTo: string | null
  place: string | null
  answerMinutes: number
  unlock: string
  unlockAt: string | null
  briefing: string | null
  caps: CapAsked[]
  kind: string
  reason: string | null
  groups: (GroupAsk & { name: string })[]
  /** 特邀: a sign of each, that no name is kept twice */
  specials: { group: string; sign: string; reason: string }[]
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** SHA-256 over what is asked for: the same however the database orders keys, another for every other content. */
export const askHashOf = (sent: Sent): string => signOf(JSON.stringify(sorted(sent)))

export const signOf = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))
