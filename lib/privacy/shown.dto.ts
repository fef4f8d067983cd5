/** An office or a unit that has handled or opened what belongs to somebody; people's names are not told. */
export type Shown = {
  office: string
  /** steps it took on his applications and affiliations */
  handled: number
  /** readings of his files, and numbers of his it had shown in full */
  read: number
  revealed: number
  last: Date
}
