/** A list of experts that held one's own data; who asked for it is told as an office. */
export type LeftOwn = {
  number: string
  /** when the file was made */
  at: Date
  office: string
  purpose: string
  /** which data stood in it, in words */
  columns: string[]
  /** whether it was ever downloaded; else it was removed, or waits */
  fetched: boolean
}
