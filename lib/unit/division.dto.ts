/** What a picker needs of a 院系 or 部门. */
export type DivisionChoice = { id: string; name: string }

/** A row of the unit's own list. */
export type DivisionRow = DivisionChoice & {
  /** persons whose affiliation is not over */
  people: number
  endedAt: Date | null
  version: number
}
