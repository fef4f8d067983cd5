import { canonicalJson, textHash } from '@/lib/platform/canonical'
import type { CapAsked, GroupAsk } from './ask.schema'

/** What a round asks for, free of ids and of anything that may change without whoever agrees. */
export type Asked = {
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
  /** only where two people open the list, so that what was sent before there was a choice keeps its hash */
  unseal?: 'two'
  briefing: string | null
  caps: CapAsked[]
  kind: string
  /** a sign of the reason, salted by the round; null: none was given */
  reason: string | null
  groups: (GroupAsk & { name: string })[]
  /** 特邀: a sign of each with the reason, that neither is kept twice */
  specials: { group: string; sign: string }[]
}

/** What is reviewed and who was declared: counts and signs, that no name of anybody is kept twice. */
export type Listed = {
  /** 评审对象 in their order; `group` null: reviewed by all */
  reviewed: { title: string; group: string | null; people: number; units: number; sign: string }[]
  /** accepted avoidances; what experts said of themselves needs nobody's consent and is not among them */
  avoided: { kind: string; subject: string | null; sign: string }[]
}

/** Everything somebody agrees to with one round. */
export type Sent = Asked & Listed

/** SHA-256 over what is asked for: the same however the database orders keys, another for every other content. */
export const askHashOf = (sent: Sent): string => signOf(canonicalJson(sent))

/** The same over what is reviewed and who was declared alone: it stands with a draw. */
export const listHashOf = ({ reviewed, avoided }: Listed): string => signOf(canonicalJson({ reviewed, avoided }))

export const signOf = textHash
