'use client'
import { useRef, useState } from 'react'
import { newCommandKey } from '@/components/form/command-key'
import { type Action, runAction, sentenceFor } from '@/components/form/run-action'

/** How many go with one request: few enough that the progress moves, many enough that a hundred are quick. */
const CHUNK = 10

export type BulkItem<E extends string = string> = { id: string; version: number; event: E }

/** What decides about a few of them, and what says beforehand of which it would be refused. */
export type BulkActions<E extends string> = {
  decide: Action<
    { items: BulkItem<E>[]; all: string[]; opinion: string; _key: string },
    { id: string; why: string | null }[]
  >
  preview: Action<{ items: BulkItem<E>[] }, { id: string; whyNot: string | null }[]>
}

/** `sending` counts those that are answered; afterwards each has its result: null for done, or why not. */
export type BulkState = {
  at: 'looking' | 'asking' | 'sending' | 'done'
  /** what the server refuses now, by id; null for what it does not */
  looked: ReadonlyMap<string, string | null>
  results: ReadonlyMap<string, string | null>
  /** what went wrong on the way; what was answered before it stands */
  problem: { code: string; sentence: string } | null
}

const start: BulkState = { at: 'looking', looked: new Map(), results: new Map(), problem: null }

const plain = <E extends string>({ id, version, event }: BulkItem<E>): BulkItem<E> => ({ id, version, event })

/** Decides about many, a few at a time. After a broken connection the rest, and only the rest, can be sent again. */
export function useBulk<E extends string>({ decide, preview }: BulkActions<E>) {
  const [state, setState] = useState<BulkState>(start)
  const keys = useRef(new Map<string, string>())

  /** Asks of each whether it can be decided so; what is not answered is not sent. */
  const look = async (items: BulkItem<E>[]) => {
    keys.current.clear()
    setState({ ...start, at: items.length > 0 ? 'looking' : 'asking' })
    if (items.length === 0) return
    const answer = await runAction(preview, { items: items.map(plain) })
    if (!answer.ok) return setState({ ...start, problem: problemOf(answer) })
    setState({ ...start, at: 'asking', looked: new Map(answer.data.map(({ id, whyNot }) => [id, whyNot])) })
  }

  const send = async (items: BulkItem<E>[], opinion: string) => {
    const { looked } = state
    const results = new Map(state.results)
    const rest = items.filter(item => !results.has(item.id))
    const all = items.map(item => item.id)
    for (let from = 0; from < rest.length; from += CHUNK) {
      setState({ at: 'sending', looked, results: new Map(results), problem: null })
      const chunk = rest.slice(from, from + CHUNK)
      const answer = await runAction(decide, { items: chunk.map(plain), all, opinion, _key: keyOf(chunk) })
      if (!answer.ok) return setState({ at: 'asking', looked, results, problem: problemOf(answer) })
      for (const { id, why } of answer.data) results.set(id, why)
    }
    setState({ at: 'done', looked, results, problem: null })
  }

  /** The same few sent again carry the same key, so that nothing is done twice. */
  const keyOf = (chunk: BulkItem<E>[]): string => {
    const names = chunk.map(item => item.id).join()
    const key = keys.current.get(names) ?? newCommandKey()
    keys.current.set(names, key)
    return key
  }

  return { state, look, send }
}

const problemOf = ({ code, message }: { code: string; message?: string }) => ({
  code,
  sentence: sentenceFor(code, message),
})
