'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { newCommandKey } from '@/components/form/command-key'
import { runAction, sentenceFor } from '@/components/form/run-action'
import type { ActionResult } from '@/lib/access/result'

/** What a desk sends: the object as it was seen, what was decided and why. */
export type DecisionCommand<Event extends string> = {
  id: string
  version: number
  event: Event
  opinion: string | null
  /** only where the event asks for a tick */
  confirmed?: boolean
}

export type DecisionAction<Event extends string> = (
  command: DecisionCommand<Event>,
) => Promise<ActionResult<{ label: string }>>

/**
 * `choosing` → `asking` → `done`, or `late` when somebody else was first or the step is closed now.
 * A failure on the way stays in `asking` with a sentence; the same command sent again does the thing once.
 */
export type DecisionState =
  | { at: 'choosing' }
  | { at: 'asking'; sending: boolean; problem: string }
  | { at: 'done'; event: string; label: string; version: number }
  | { at: 'late'; sentence: string }

const ended = ['conflict', 'notFound', 'refused']

/** The steps of one decision, without its looks. */
export function useDecision<Event extends string>(action: DecisionAction<Event>) {
  const router = useRouter()
  const [state, setState] = useState<DecisionState>({ at: 'choosing' })
  const key = useRef('')
  const busy = useRef(false)

  /** @param fields that have a place of their own  @returns sentences beside these, when they are what is wrong */
  const send = async (
    command: DecisionCommand<Event>,
    fields: readonly string[],
  ): Promise<Partial<Record<string, string>> | null> => {
    if (busy.current) return null
    busy.current = true
    setState({ at: 'asking', sending: true, problem: '' })
    key.current ||= newCommandKey()
    const answer = await runAction(action, { ...command, _key: key.current })
    busy.current = false
    if (answer.ok) {
      setState({ at: 'done', event: command.event, label: answer.data.label, version: command.version })
      router.refresh()
      return null
    }
    const sentence = sentenceFor(answer.code, answer.message)
    if (ended.includes(answer.code)) {
      setState({ at: 'late', sentence })
      router.refresh()
      return null
    }
    const wrong = Object.entries(answer.fieldErrors ?? {}).filter(([name]) => fields.includes(name))
    setState(wrong.length > 0 ? { at: 'choosing' } : { at: 'asking', sending: false, problem: sentence })
    return wrong.length > 0 ? Object.fromEntries(wrong.map(([name, said]) => [name, said.join('；')])) : null
  }

  return {
    state,
    send,
    ask: () => {
      key.current = ''
      setState({ at: 'asking', sending: false, problem: '' })
    },
    choose: () => setState({ at: 'choosing' }),
  }
}
