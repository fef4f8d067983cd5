'use client'
import { useCallback, useRef, useState } from 'react'
import type { Option } from './select-field'

export type LoadBranch = (parent: string | null) => Promise<Option[]>
type Branch = Option[] | 'loading' | 'failed'

const keyOf = (parent: string | null) => parent ?? ''

/** The loaded parts of a big tree; each branch is asked for once, and again after a failure. */
export function useBranches(load: LoadBranch) {
  const [branches, setBranches] = useState<Record<string, Branch>>({})
  const asked = useRef(new Map<string, Promise<Option[] | null>>())

  /** Loads the children of a value; null when that failed. */
  const ask = useCallback(
    (parent: string | null): Promise<Option[] | null> => {
      const key = keyOf(parent)
      const before = asked.current.get(key)
      if (before) return before
      const put = (branch: Branch) => setBranches(all => ({ ...all, [key]: branch }))
      put('loading')
      const answer = load(parent).then(
        options => {
          put(options)
          return options
        },
        () => {
          asked.current.delete(key)
          put('failed')
          return null
        },
      )
      asked.current.set(key, answer)
      return answer
    },
    [load],
  )
  return { branchOf: (parent: string | null): Branch | undefined => branches[keyOf(parent)], ask }
}
