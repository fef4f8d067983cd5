import type { Role } from './contributor.rules'
import type { RecordState } from './public-record.rules'

/** A seal in the list that everybody reads. */
export type PublicSealItem = {
  number: string
  /** what it is for, as a kind: 验收 */
  purpose: string
  round: string
  sealedAt: Date
  state: RecordState
  stateLabel: string
}

/** One of the three towards everybody: the side, never who it was. */
export type PublicPart = {
  role: Role
  label: string
  committedAt: Date | null
  commitment: string | null
  /** once all three have shown theirs */
  words: { nonce: string; contribution: string } | null
}

/** A demand in words, and whether those who sit meet it; null as long as nobody may know. */
export type PublicDemand = { words: string; met: boolean | null }

export type PublicGroup = {
  name: string
  size: number
  demands: PublicDemand[]
  /** in words: steps while the names are sealed, then numbers but for those below three */
  eligible: string
  out: string
  /** how many got a place when it was drawn; null as long as the names are sealed */
  drawn: number | null
}

/** A seal as everybody reads it. Nobody's name is in it, at no time. */
export type PublicSeal = PublicSealItem & {
  requestNumber: string
  method: string
  /** what this way of drawing strives for */
  aim: string
  engine: string
  seal: string
  root: string
  /** null as long as the names are sealed: counts could be tried out against them (decision 031) */
  lottery: string | null
  secretHash: string | null
  people: string
  groups: PublicGroup[]
  /** over all groups together */
  demands: PublicDemand[]
  /** who could be drawn, in words; null as long as the names are sealed */
  conditions: string[] | null
  /** binds what was agreed to; null as long as the names are sealed */
  askHash: string | null
  /** the names may be read by whom they concern, and the certificate by everybody */
  opened: boolean
  /** when the names open, as a sentence */
  whenOpened: string
  /** day of the session, once opened */
  sessionFrom: Date | null
  parts: PublicPart[]
  drawnAt: Date | null
  /** SHA-256 of the certificate's file, from the draw on */
  certificateHash: string | null
  /** who was drawn and could not be asked, by reason; null as long as the names are sealed */
  passed: { people: number; reasons: string } | null
  /** places nobody was left for; null as long as the names are sealed */
  open: number | null
  ended: { at: Date; reason: string } | null
  /** the file that everybody may take now */
  file: 'digest' | 'seal' | 'certificate'
  /** how many seals there were with this one, and the root over them then */
  ledger: { size: number; root: string }
  /** the other seals of the same request, the oldest first */
  others: { number: string; stateLabel: string }[]
}

/** The certificate of a draw as a sheet: what a person reads of it. Signs, never names. */
export type CertificateSheet = {
  view: PublicSeal
  seed: string
  secret: string
  ticket: number
  tickets: number
  row: number
  rows: number
  kinds: number
  lowest: string
  highest: string
  bound: string
  panels: { name: string; signs: string[] }[]
}
