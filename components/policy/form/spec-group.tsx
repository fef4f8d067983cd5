'use client'
import { useWatch } from 'react-hook-form'
import { RadioField } from '@/components/form/choice-fields'
import type { SpecField as Field } from '@/lib/policy/console/spec.schema'
import { Frame } from './frame'
import { hintOf, type SpecProps, useSpecField } from './spec-context'

const holdsMore = ({ spec: { kind } }: Field) => kind === 'group' || kind === 'record' || kind === 'rows'

/** Single fields first, so that none stands below the heading of a group it does not belong to. */
export const inOrder = (fields: readonly Field[]): Field[] => [
  ...fields.filter(field => !holdsMore(field)),
  ...fields.filter(holdsMore),
]

/** Fields of a group one below the other. */
export function SpecFields({ fields, name, depth }: { fields: readonly Field[]; name: string; depth: number }) {
  const SpecField = useSpecField()
  return inOrder(fields).map(field => (
    <SpecField key={field.name} spec={field.spec} name={`${name}.${field.name}`} depth={depth} />
  ))
}

/** Fields that belong together; where the whole may be missing, a question comes first. */
export function SpecGroup({ spec, name, label = spec.label, depth = 0 }: SpecProps<'group'>) {
  const optional = spec.empty !== 'never'
  const on: unknown = useWatch({ name: `${name}.on`, disabled: !optional })
  if (!optional)
    return (
      <Frame name={name} label={label} hint={hintOf(spec)} depth={depth}>
        <SpecFields fields={spec.fields} name={name} depth={depth + 1} />
      </Frame>
    )
  const options = [
    { value: 'yes', label: '有' },
    { value: 'no', label: spec.none },
  ]
  return (
    <Frame name={name} label={label} hint={hintOf(spec)} depth={depth}>
      <RadioField name={`${name}.on`} label="有没有这一项" required options={options} inline />
      {on === 'yes' && <SpecFields fields={spec.fields} name={`${name}.fields`} depth={depth + 1} />}
    </Frame>
  )
}
