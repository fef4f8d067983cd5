'use client'
import { useEffect, useState } from 'react'
import type { Choice } from './use-search'

/**
 * Labels of chosen values. The form holds values only; labels come from what was picked, from `initial`, and for
 * values that arrive otherwise (a restored draft) from `lookup`.
 */
export function useKnownChoices(values: string[], initial: Choice[], lookup?: (values: string[]) => Promise<Choice[]>) {
  const [known, setKnown] = useState(() => new Map(initial.map(choice => [choice.value, choice])))
  const learn = (choices: Choice[]) =>
    setKnown(before => new Map([...before, ...choices.map(choice => [choice.value, choice] as const)]))
  const missing = values.filter(value => value !== '' && !known.has(value)).join('\n')

  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again only when other values are unknown
  useEffect(() => {
    if (missing === '' || !lookup) return
    let current = true
    lookup(missing.split('\n')).then(
      choices => current && learn(choices),
      () => {},
    )
    return () => {
      current = false
    }
  }, [missing])

  const choiceOf = (value: string): Choice => known.get(value) ?? { value, label: value }
  return { choiceOf, learn }
}
