'use client'
import { CheckboxGroupField, RadioField } from '@/components/form/choice-fields'
import { NumberField } from '@/components/form/number-field'
import { SelectField } from '@/components/form/select-field'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { hintOf, optionsOf, SpecFieldContext, type SpecProps } from './spec-context'
import { SpecGroup } from './spec-group'
import { SpecRecord } from './spec-record'
import { SpecRows } from './spec-rows'

/** So many answers stand in sight; more are a list that opens. */
const IN_SIGHT = 4

/** One place of the policy as a field of the form kit, whatever it is: rows, tables and groups hold further ones. */
function SpecFieldOf({ spec, name, label = spec.label, depth = 0 }: SpecProps) {
  const required = spec.empty === 'never'
  const common = { name, label, hint: hintOf(spec) }
  switch (spec.kind) {
    case 'text':
      return spec.long ? (
        <TextArea {...common} required={required} max={spec.max ?? undefined} rows={12} />
      ) : (
        <TextField {...common} required={required} width="lg" placeholder={required ? undefined : spec.none} />
      )
    case 'number':
      return <NumberField {...common} required={required} unit={spec.unit} />
    case 'choice': {
      const options = optionsOf(spec)
      if (options.length > IN_SIGHT) return <SelectField {...common} required={required} options={options} width="md" />
      return <RadioField {...common} required={required} options={options} inline={options.length < 3} />
    }
    case 'choices':
      return <CheckboxGroupField {...common} required={required} options={spec.options} inline={!spec.ordered} />
    case 'line':
      return <TextField {...common} required={spec.min > 0} width="md" unit={spec.unit || undefined} />
    case 'rows':
      return <SpecRows spec={spec} name={name} label={label} depth={depth} />
    case 'record':
      return <SpecRecord spec={spec} name={name} label={label} depth={depth} />
    case 'group':
      return <SpecGroup spec={spec} name={name} label={label} depth={depth} />
    case 'variants':
      return null
  }
}

/** The same with everything inside it. */
export function SpecField(props: SpecProps) {
  return (
    <SpecFieldContext value={SpecFieldOf}>
      <SpecFieldOf {...props} />
    </SpecFieldContext>
  )
}
