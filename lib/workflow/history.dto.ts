/** One step of an object's history as everybody who may see the object sees it. */
export type HistoryStep = {
  at: Date
  event: string
  from: string | null
  to: string
  who: string
  office: string
  /** the colleague who was away and in whose place it was done */
  inPlaceOf?: string | null
  opinion: string | null
}
