import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import type { DefaultValues, FieldValues } from 'react-hook-form'
import { z } from 'zod'
import { Form } from '@/components/form/form'

/** A form around the fields of a test; `sent` is what the server got, newest last. */
export function showForm<V extends FieldValues>(
  fields: ReactNode,
  defaultValues: DefaultValues<V>,
  schema: z.ZodType<unknown, V> = z.looseObject({}) as unknown as z.ZodType<unknown, V>,
) {
  const sent: FieldValues[] = []
  const action = async (input: V) => {
    const { _key, ...values } = input as FieldValues
    sent.push(values)
    return { ok: true as const, data: null }
  }
  const { unmount } = render(
    <Form schema={schema} action={action} defaultValues={defaultValues as DefaultValues<NoInfer<V>>} success="已保存。">
      {fields}
    </Form>,
  )
  return { sent, unmount }
}
