'use client'
import { useRef, useState } from 'react'
import { type FoundUnits, loadUnits, SearchRefused } from './load-units'

type State =
  | { at: 'idle' }
  | { at: 'loading'; before: FoundUnits | null }
  | { at: 'ready'; query: string; found: FoundUnits }
  | { at: 'failed'; sentence: string }

const failed = '查找没有成功，请检查网络后再试。'

/** The search behind the dialog: one page at a time, answers that come too late are dropped. */
export function useUnitSearch() {
  const [state, setState] = useState<State>({ at: 'idle' })
  const latest = useRef(0)
  const search = async (text: string, page = 1) => {
    const query = text.trim()
    const turn = ++latest.current
    setState(now => ({ at: 'loading', before: now.at === 'ready' ? now.found : null }))
    try {
      const found = await loadUnits(query, page)
      if (turn === latest.current) setState({ at: 'ready', query, found })
    } catch (error) {
      const sentence = error instanceof SearchRefused ? error.message : failed
      if (turn === latest.current) setState({ at: 'failed', sentence })
    }
  }
  return { state, search }
}
