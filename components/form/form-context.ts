'use client'
import { createContext, useContext } from 'react'

export type FieldEntry = { id: string; label: string }

type KitForm = {
  formId: string
  /** tells the error summary how a path is called and where it is; returns the way to forget it */
  announce: (path: string, entry: FieldEntry) => () => void
  pending: boolean
  hydrated: boolean
  submitLabel: string
  pendingLabel: string
}

export const KitFormContext = createContext<KitForm | null>(null)

/** The form around a field. */
export function useKitFormContext(): KitForm {
  const form = useContext(KitFormContext)
  if (!form) throw new Error('a field must stand inside <Form>')
  return form
}

/** Words put before a field's label in the error summary: 第 2 段工作经历. */
export const RowLabelContext = createContext('')

/**
 * What a form does when its session has ended: opens a login dialog over the form and calls back
 * when somebody has logged in again. Null: the form only says so.
 */
export const SignedOutContext = createContext<((signedIn: () => void) => void) | null>(null)
