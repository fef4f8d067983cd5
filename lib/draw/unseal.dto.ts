/** 启封 on a page: who has opened the list for which role, and what is still to be done. */
export type UnsealView = {
  id: string
  number: string
  openedAt: Date | null
  /** why nobody can open it yet; null: it is ready, or open */
  whyNot: string | null
  parts: { role: string; label: string; by: { name: string; at: Date } | null }[]
  /** null: the reader opens it now; a sentence: why he does not; undefined: it is none of his */
  mine: string | null | undefined
}

/** Whether the names are open with it, or the other one is still to open them. */
export type Unsealed = { opened: boolean }
