import { useEffect, useRef } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'

/**
 * The page has been read anew and what is edited has another version: the form goes on from there. A `key` with the
 * version would do so too, but takes with it what the form says of the deed that made the version.
 */
export function useFreshValues<V extends FieldValues>(
  form: UseFormReturn<V, unknown, V>,
  version: number,
  values: V,
): void {
  const known = useRef(version)
  useEffect(() => {
    if (known.current === version) return
    known.current = version
    form.reset(values)
  }, [form, version, values])
}
