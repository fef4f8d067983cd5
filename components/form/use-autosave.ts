'use client'
import { useCallback, useContext, useEffect, useRef, useState } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { Autosaver, type AutosaveState } from './autosave'
import { SignedOutContext } from './form-context'
import { putSection } from './put-section'

type AutosaveOptions<V extends FieldValues> = {
  form: UseFormReturn<V, unknown, V>
  /** the route of this section, e.g. /api/drafts/basic */
  url: string
  /** sent beside version and data, e.g. which application */
  also?: Record<string, string>
  /** version of the section the page was made from */
  version: number
  savedAt?: string | null
  /** false: reads along but sends nothing (a submitted application) */
  enabled?: boolean
}

export type Autosave = AutosaveState & {
  /** saves now; true when everything typed is on the server */
  flush: () => Promise<boolean>
  /** after a login, or by hand */
  retry: () => void
  /** after a conflict: takes these values into the form and saves them on top of the other version */
  settle: (values: FieldValues) => void
}

/**
 * Saves a form section by itself (`PUT url` with `{version, data}`): 0.8 s after the last key, at the latest 5 s
 * after the first; at once when the cursor leaves or the page is hidden; warns on closing only while something is
 * unsaved. Nothing is kept in the browser.
 */
export function useAutosave<V extends FieldValues>({
  form,
  url,
  also,
  version,
  savedAt = null,
  enabled = true,
}: AutosaveOptions<V>): Autosave {
  const [state, setState] = useState<AutosaveState>({
    status: 'idle',
    savedAt,
    conflict: null,
    fieldErrors: {},
    message: null,
  })
  const saver = useRef<Autosaver | null>(null)
  const openLogin = useContext(SignedOutContext)

  // biome-ignore lint/correctness/useExhaustiveDependencies: also, version and savedAt are those of the page; the saver counts on from there
  useEffect(() => {
    if (!enabled) return
    const own = new Autosaver({
      version,
      savedAt,
      read: () => form.getValues(),
      put: body => putSection(url, { ...also, ...body }),
      report: setState,
      quiet: 800,
      longest: 5_000,
    })
    saver.current = own
    const unsubscribe = form.subscribe({ formState: { values: true }, callback: () => own.changed() })
    const save = () => void own.flush()
    const onHide = () => document.visibilityState === 'hidden' && save()
    const onOnline = () => own.unsaved && void own.retry()
    const onLeave = (event: BeforeUnloadEvent) => {
      if (!own.unsaved) return
      save()
      event.preventDefault()
    }
    document.addEventListener('focusout', save)
    document.addEventListener('visibilitychange', onHide)
    window.addEventListener('online', onOnline)
    window.addEventListener('beforeunload', onLeave)
    return () => {
      unsubscribe()
      document.removeEventListener('focusout', save)
      document.removeEventListener('visibilitychange', onHide)
      window.removeEventListener('online', onOnline)
      window.removeEventListener('beforeunload', onLeave)
      save()
      own.stop()
    }
  }, [form, url, enabled])

  const signedOut = state.status === 'signedOut'
  useEffect(() => {
    if (signedOut) openLogin?.(() => void saver.current?.retry())
  }, [signedOut, openLogin])

  const flush = useCallback(async () => (saver.current ? saver.current.flush() : true), [])
  const retry = useCallback(() => void saver.current?.retry(), [])
  const settle = useCallback(
    (values: FieldValues) => {
      form.reset(values as V, { keepDefaultValues: true, keepDirty: true })
      void saver.current?.settle()
    },
    [form],
  )
  return { ...state, flush, retry, settle }
}
