/** A sentence that must hold over the whole database at any quiet moment, and a query for the rows that break it. */
export type Invariant = {
  /** as an operator reads it */
  sentence: string
  /** answers rows `{ what }`, each naming one that breaks the sentence; without parameters */
  sql: string
}
