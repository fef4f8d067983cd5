'use client'
import { get, useFormState } from 'react-hook-form'
import { FormGrid } from '@/components/form/layout'
import { SelectField } from '@/components/form/select-field'
import { Disclosure } from '@/components/ui/disclosure'
import { Frame } from './frame'
import { hintOf, optionsOf, type SpecProps, useSpecField } from './spec-context'

const formKey = (key: string): string => key.replaceAll('.', '__')

/** `专家基础信息：民族` belongs to 专家基础信息. */
const groupOf = (label: string): string => (label.includes('：') ? label.slice(0, label.indexOf('：')) : '')

/** A table with fixed rows: one field for each, folded by groups where there are many. */
export function SpecRecord({ spec, name, label = spec.label, depth = 0 }: SpecProps<'record'>) {
  const SpecField = useSpecField()
  const { errors } = useFormState({ name })
  const groups = [...new Set(spec.keys.map(one => groupOf(one.label)))]
  const simple = spec.item.kind !== 'group'
  const { item } = spec
  const field = ({ key, label: own }: { key: string; label: string }) => {
    const at = { name: `${name}.${formKey(key)}`, label: own.slice(own.indexOf('：') + 1) }
    if (item.kind !== 'choice') return <SpecField key={key} spec={item} {...at} depth={depth + 1} />
    const [first, ...options] = optionsOf(item)
    return <SelectField key={key} {...at} options={options} placeholder={first?.label} />
  }
  const list = (keys: typeof spec.keys) =>
    simple ? <FormGrid>{keys.map(field)}</FormGrid> : <div className="space-y-5">{keys.map(field)}</div>
  return (
    <Frame name={name} label={label} hint={hintOf(spec)} depth={depth}>
      {groups.length < 2
        ? list(spec.keys)
        : groups.map(group => {
            const keys = spec.keys.filter(one => groupOf(one.label) === group)
            const wrong = keys.some(({ key }) => get(errors, `${name}.${formKey(key)}`))
            return (
              <Disclosure key={group} summary={`${group}（${keys.length} 项）`} open={wrong || undefined}>
                <div className="py-2">{list(keys)}</div>
              </Disclosure>
            )
          })}
    </Frame>
  )
}
