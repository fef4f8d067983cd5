/** 密封函 on a page: the newest one, and what the reader may do with it. */
export type LetterView = {
  id: string
  /** `current`: the list, its time and place are still as they stand in it; `of`: the one it took the place of */
  newest: { serial: string; at: Date; by: string; sha256: string; current: boolean; of: string | null } | null
  /** making and downloading one: null, he may; a sentence, why he does not; undefined, it is none of his */
  make: string | null | undefined
  /** the same of seeing its password */
  key: string | null | undefined
}
