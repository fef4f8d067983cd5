/** A draw whose pool an expert was in, on his own page: nothing of anybody else. */
export type OwnDraw = {
  id: string
  /** of the request, and of the seal where there is one */
  number: string
  purpose: string
  round: string
  sessionFrom: Date | null
  drawnAt: Date
  voided: boolean
  /** his chance to be drawn at all, in words */
  chance: string
  /** the same by 专业组 he could sit in, where several are drawn together */
  groups: { name: string; chance: string }[]
  sealed: boolean
}

/** What he reads of one of them: the exact chance, and where he stands among the signs. */
export type OwnReceipt = Omit<OwnDraw, 'groups'> & {
  seal: string
  sign: string
  /** from 1 */
  place: number
  people: number
  /** of sitting in any group: numerator and denominator, shortened */
  fraction: readonly [number, number]
  /** the same by 专业组 he could sit in, where several are drawn together */
  groups: (OwnDraw['groups'][number] & { fraction: readonly [number, number] })[]
}
