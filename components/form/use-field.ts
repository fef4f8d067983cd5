'use client'
import { useContext, useEffect } from 'react'
import { get, useFormContext, useFormState } from 'react-hook-form'
import { RowLabelContext, useKitFormContext } from './form-context'

/** What every field takes. `name` is the path in the schema, e.g. `disciplines.0.code`. */
export type FieldProps = {
  name: string
  label: string
  /** says （必填）; without it （选填） is said */
  required?: boolean
  hint?: React.ReactNode
  /** how wide the box is: as wide as what belongs into it */
  width?: 'full' | 'lg' | 'md' | 'sm' | 'xs'
}

/**
 * Ids, error and form of a field; announces it to the error summary.
 * @param focusId id of the control that an error link leads to, where it is not the field's own
 */
export function useField(
  { name, label, hint }: Pick<FieldProps, 'name' | 'label' | 'hint'>,
  focusId?: (id: string) => string,
) {
  const { formId, announce } = useKitFormContext()
  const form = useFormContext()
  const { errors } = useFormState({ control: form.control, name, exact: true })
  const row = useContext(RowLabelContext)
  const id = `${formId}-${name.replaceAll('.', '-')}`
  const target = focusId ? focusId(id) : id
  useEffect(
    () => announce(name, { id: target, label: row ? `${row}：${label}` : label }),
    [announce, name, target, row, label],
  )

  const found = get(errors, name) as { message?: string; root?: { message?: string } } | undefined
  const error = found?.message || found?.root?.message || undefined
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined
  return { id, hintId, errorId, describedBy, error, form }
}

/** Checks a field when the cursor leaves it, but never nags about one that is still empty. */
export function useCheckOnLeave(name: string): () => void {
  const form = useFormContext()
  return () => {
    const value: unknown = form.getValues(name)
    if (value !== '' && value !== undefined && value !== null) void form.trigger(name)
  }
}
