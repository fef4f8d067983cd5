/** A file that a part of the trail was taken out into, as the auditor compares it. Positions are texts, like in the list. */
export type ArchiveRow = {
  first: string
  last: string
  firstAt: Date
  lastAt: Date
  archivedAt: Date
  fileName: string
  sha256: string
  /** of the last one: where the chain goes on */
  hash: string
}
