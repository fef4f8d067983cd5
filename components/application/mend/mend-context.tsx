'use client'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import type { Mend } from '@/lib/application/mend.rules'
import type { ProfileSection } from '@/lib/policy/policy.schema'

/** Something a reviewer has marked while reading; `label` is what he sees it called. */
export type Mark = Omit<Mend, 'remark'> & { label: string; remark: string }

type Place = { section: ProfileSection; rowId: string | null }

type Marks = {
  marks: readonly Mark[]
  has: (place: Place) => boolean
  toggle: (place: Place, label: string) => void
  setRemark: (place: Place, remark: string) => void
}

const none: Marks = { marks: [], has: () => false, toggle: () => {}, setRemark: () => {} }
const MarksContext = createContext<Marks>(none)

const isAt = (place: Place) => (mark: Place) => mark.section === place.section && mark.rowId === place.rowId

/** Around a page on which a desk may send an application back: keeps what was marked until it decides. */
export function MendProvider({ children }: { children: ReactNode }) {
  const [marks, setMarks] = useState<readonly Mark[]>([])
  const toggle = useCallback(
    (place: Place, label: string) =>
      setMarks(before =>
        before.some(isAt(place))
          ? before.filter(mark => !isAt(place)(mark))
          : [...before, { ...place, label, remark: '' }],
      ),
    [],
  )
  const setRemark = useCallback(
    (place: Place, remark: string) =>
      setMarks(before => before.map(mark => (isAt(place)(mark) ? { ...mark, remark } : mark))),
    [],
  )
  const value = useMemo(
    () => ({ marks, toggle, setRemark, has: (place: Place) => marks.some(isAt(place)) }),
    [marks, toggle, setRemark],
  )
  return <MarksContext.Provider value={value}>{children}</MarksContext.Provider>
}

export const useMarks = (): Marks => useContext(MarksContext)
