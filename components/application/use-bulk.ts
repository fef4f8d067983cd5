'use client'
import { useRef, useState } from 'react'
import { newCommandKey } from '@/components/form/command-key'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { agreeToManyAction } from '@/lib/application/application.actions'

/** How many go with one request: few enough that the progress moves, many enough that a hundred are quick. */
const CHUNK = 10

export type BulkItem = { id: string; version: number; event: 'recommend' | 'approve' }

/** `sending` counts those that are answered; afterwards each has its result: null for done, or why not. */
export type BulkState = {
  at: 'asking' | 'sending' | 'done'
  results: ReadonlyMap<string, string | null>
  /** what went wrong on the way; what was answered before it stands */
  problem: { code: string; sentence: string } | null
}

const start: BulkState = { at: 'asking', results: new Map(), problem: null }

/** Agrees to many, a few at a time. After a broken connection the rest, and only the rest, can be sent again. */
export function useBulk() {
  const [state, setState] = useState<BulkState>(start)
  const keys = useRef(new Map<string, string>())

  const send = async (items: BulkItem[], opinion: string) => {
    const results = new Map(state.results)
    const rest = items.filter(item => !results.has(item.id))
    for (let from = 0; from < rest.length; from += CHUNK) {
      setState({ at: 'sending', results: new Map(results), problem: null })
      const chunk = rest.slice(from, from + CHUNK)
      const all = items.map(item => item.id)
      const answer = await runAction(agreeToManyAction, {
        items: chunk.map(({ id, version, event }) => ({ id, version, event })),
        all,
        opinion,
        _key: keyOf(chunk),
      })
      if (!answer.ok) {
        const problem = { code: answer.code, sentence: sentenceFor(answer.code, answer.message) }
        return setState({ at: 'asking', results, problem })
      }
      for (const { id, why } of answer.data) results.set(id, why)
    }
    setState({ at: 'done', results, problem: null })
  }

  /** The same few sent again carry the same key, so that nothing is done twice. */
  const keyOf = (chunk: BulkItem[]): string => {
    const names = chunk.map(item => item.id).join()
    const key = keys.current.get(names) ?? newCommandKey()
    keys.current.set(names, key)
    return key
  }

  const reset = () => {
    keys.current.clear()
    setState(start)
  }
  return { state, send, reset }
}
