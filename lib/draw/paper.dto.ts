import type { DrawStatus } from '@/lib/workflow/draw.machine'
import type { openKinds } from './paper.rules'

/** A print that was made, for who looks its serial up. */
export type PaperRow = { id: string; serial: string; label: string; by: string; at: Date; sha256: string }

export type PapersView = {
  id: string
  number: string
  title: string
  status: DrawStatus
  statusLabel: string
  sessionFrom: Date | null
  place: string | null
  /** when the names open, while they are sealed */
  sealed: string | null
  /** what can be printed, or why not yet; empty for who only looks */
  kinds: { kind: (typeof openKinds)[number]; label: string; whyNot: string | null }[]
  papers: PaperRow[]
}

/** A file as an action hands it over: base64, which no cache keeps. */
export type PrintedPaper = { name: string; pdf: string }
