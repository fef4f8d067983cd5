'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { type DefaultValues, type FieldValues, type UseFormReturn, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { FormView, type FormViewProps } from './form-view'

/**
 * A form state on the server's own schema. The values handed on are what was typed, not what the schema
 * makes of them: the server parses again.
 */
export function useKitForm<V extends FieldValues>(
  schema: z.ZodType<unknown, V>,
  defaultValues: DefaultValues<NoInfer<V>>,
): UseFormReturn<V, unknown, V> {
  return useForm<V, unknown, V>({
    resolver: zodResolver(schema, undefined, { raw: true }),
    defaultValues,
    mode: 'onSubmit',
    reValidateMode: 'onChange',
    shouldFocusError: false,
  })
}

export type FormProps<V extends FieldValues, T> = Omit<FormViewProps<V, T>, 'form'> & {
  /** the server's own schema */
  schema: z.ZodType<unknown, V>
  defaultValues: DefaultValues<NoInfer<V>>
}

/** A form on a schema and a server action. See FormView for what it promises. */
export function Form<V extends FieldValues, T>({ schema, defaultValues, ...rest }: FormProps<V, T>) {
  const form = useKitForm(schema, defaultValues)
  return <FormView form={form} {...rest} />
}
