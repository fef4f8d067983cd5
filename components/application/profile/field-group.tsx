'use client'
import { useFormContext, useWatch } from 'react-hook-form'
import { FormGrid } from '@/components/form/layout'
import type { Field } from '@/lib/profile/resolve.schema'
import { applies, textOf } from '@/lib/profile/values.rules'
import { FieldInput, type FieldSetting } from './field-input'

type FieldGroupProps = {
  fields: readonly Field[]
  /** path of the row, or '' for a section's own fields */
  path: string
  setting: FieldSetting
}

/** Two of these stand side by side; everything else has a line of its own. */
const isNarrow = (field: Field): boolean =>
  ['month', 'choice', 'phone', 'count', 'isbn', 'doi'].includes(field.kind) ||
  (field.kind === 'dict' && field.dict !== 'title') ||
  (field.kind === 'line' && field.width !== undefined && field.width !== 'full')

/** Fields in their order, narrow neighbours beside each other; those that another answer calls for come and go. */
export function FieldGroup({ fields, path, setting }: FieldGroupProps) {
  const { control } = useFormContext()
  const at = (name: string) => (path ? `${path}.${name}` : name)
  const deciding = [...new Set(fields.flatMap(field => field.only?.field ?? []))]
  const answers = useWatch({ control, name: deciding.map(at) })
  const row = Object.fromEntries(deciding.map((name, index) => [name, textOf(answers[index])]))
  const shown = fields.filter(field => applies(field, row))
  const lines: Field[][] = []
  for (const field of shown) {
    const last = lines.at(-1)
    if (isNarrow(field) && last && last.length < 2 && last.every(isNarrow)) last.push(field)
    else lines.push([field])
  }
  const input = (field: Field) => <FieldInput key={field.name} field={field} name={at(field.name)} setting={setting} />
  return (
    <div className="space-y-5">
      {lines.map(line =>
        isNarrow(line[0]!) ? <FormGrid key={line[0]!.name}>{line.map(input)}</FormGrid> : line.map(input),
      )}
    </div>
  )
}
