'use client'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

const afterLeaving = 300

/**
 * A box whose text is taken into a list: at once by Enter or a button, a moment after the cursor has left it, so that
 * what lies below does not slip away under the press that made it leave, when it goes from the page, and when the page
 * is hidden or closed, before the form saves itself.
 * @param take what was typed, trimmed, not empty; the box is empty afterwards
 * @param takeLast the same when the box has gone and nothing can be drawn any more
 */
export function usePendingText(
  box: RefObject<HTMLInputElement | null>,
  take: (text: string) => void,
  takeLast: (text: string) => void,
) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const newest = useRef({ take, takeLast })
  useEffect(() => {
    newest.current = { take, takeLast }
  })
  useLayoutEffect(() => {
    const input = box.current
    return () => {
      clearTimeout(timer.current)
      const text = input?.value.trim()
      if (input) input.value = ''
      if (text) newest.current.takeLast(text)
    }
  }, [box])

  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && now()
    // on their way down, so that the form that saves on the same event finds the text in its list
    window.addEventListener('visibilitychange', hidden, true)
    window.addEventListener('beforeunload', now, true)
    return () => {
      window.removeEventListener('visibilitychange', hidden, true)
      window.removeEventListener('beforeunload', now, true)
    }
  })

  const clear = () => {
    clearTimeout(timer.current)
    if (box.current) box.current.value = ''
  }
  const now = () => {
    const text = box.current?.value.trim()
    clear()
    if (text) newest.current.take(text)
  }
  return {
    take: now,
    clear,
    hold: () => clearTimeout(timer.current),
    soon: () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(now, afterLeaving)
    },
  }
}
