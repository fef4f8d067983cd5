'use client'
import { useCallback, useEffect, useRef, useState } from 'react'

export type Choice = { value: string; label: string; hint?: string }
/** Asks the server for the choices that fit a text; must answer the same for the same text. */
export type LoadChoices = (query: string) => Promise<Choice[]>

type State = { query: string; choices: Choice[]; status: 'idle' | 'loading' | 'ready' | 'failed' }

const waitAfterTyping = 250

/** Searches while somebody types: waits for a pause, ignores answers that come too late, says when it failed. */
export function useSearch(load: LoadChoices) {
  const [state, setState] = useState<State>({ query: '', choices: [], status: 'idle' })
  const latest = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const search = useCallback(
    (text: string, atOnce = false) => {
      const query = text.trim()
      clearTimeout(timer.current)
      const turn = ++latest.current
      if (query === '' && !atOnce) return setState({ query, choices: [], status: 'idle' })
      setState(before => ({ ...before, query, status: 'loading' }))
      timer.current = setTimeout(
        async () => {
          try {
            const choices = await load(query)
            if (turn === latest.current) setState({ query, choices, status: 'ready' })
          } catch {
            if (turn === latest.current) setState({ query, choices: [], status: 'failed' })
          }
        },
        atOnce ? 0 : waitAfterTyping,
      )
    },
    [load],
  )
  return { ...state, search }
}
