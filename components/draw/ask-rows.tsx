'use client'
import { Plus, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { lookupDisciplines, lookupRegions, searchDisciplines, searchRegions } from '@/components/dict/load'
import { ComboboxField } from '@/components/form/combobox-field'
import { RowLabelContext } from '@/components/form/form-context'
import { NumberField } from '@/components/form/number-field'
import { SelectField } from '@/components/form/select-field'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { heavyCaps } from '@/lib/draw/ask.rules'
import type { CapAsked, DrawFeature } from '@/lib/draw/ask.schema'
import { capFeatureLabel, featureOptions, valuesOf } from '@/lib/draw/ask-feature.rules'
import type { DrawPolicy } from '@/lib/policy/draw-policy'

export type Names = { inside: string; outside: string }

const remove = (label: string, onClick: () => void) => (
  <Button size="sm" variant="quiet" aria-label={`删除${label}`} onClick={onClick}>
    <Trash2 aria-hidden="true" className="size-4" />
    删除
  </Button>
)

const lookups = {
  discipline: { load: searchDisciplines, lookup: lookupDisciplines, prompt: '请输入学科名称、拼音首字母或代码' },
  region: { load: searchRegions, lookup: lookupRegions, prompt: '请输入地名或代码' },
}

/** The value of a quota, by what its feature is. Another feature begins without a value. */
function ValueField({ name, feature, names }: { name: string; feature: string; names: Names }) {
  const { setValue } = useFormContext()
  const before = useRef(feature)
  useEffect(() => {
    if (before.current === feature) return
    before.current = feature
    setValue(name, feature === 'newcomer' ? 'yes' : '')
  }, [feature, name, setValue])
  if (feature === 'discipline' || feature === 'region')
    return (
      <ComboboxField
        key={feature}
        name={name}
        label="哪一类"
        required
        {...lookups[feature]}
        whenNone="请换一个说法，或用上一级的名称查找。"
      />
    )
  const values = feature === '' ? [] : (valuesOf(feature as DrawFeature, names) ?? [])
  return <SelectField key={feature} name={name} label="哪一类" required options={[...values]} />
}

function QuotaRow({
  name,
  label,
  names,
  onRemove,
}: {
  name: string
  label: string
  names: Names
  onRemove: () => void
}) {
  const feature: unknown = useWatch({ name: `${name}.feature` })
  return (
    <li className="grid items-end gap-x-4 gap-y-2 rounded-md border border-line p-3 sm:grid-cols-[10rem_minmax(0,1fr)_7rem_7rem_auto]">
      <RowLabelContext.Provider value={label}>
        <SelectField name={`${name}.feature`} label="按什么" required options={[...featureOptions]} />
        <ValueField name={`${name}.value`} feature={typeof feature === 'string' ? feature : ''} names={names} />
        <NumberField name={`${name}.min`} label="最少" required width="full" />
        <NumberField name={`${name}.max`} label="最多" width="full" />
      </RowLabelContext.Provider>
      {remove(label, onRemove)}
    </li>
  )
}

/** 结构: at least and at most so many of a kind. */
export function QuotaRows({ name, names }: { name: string; names: Names }) {
  const { control } = useFormContext()
  const { fields, append, remove: drop } = useFieldArray({ control, name, keyName: 'rowKey' })
  return (
    <section className="space-y-3" aria-label="结构要求">
      <div>
        <h4 className="font-semibold">结构要求</h4>
        <p className="text-sm text-ink-3">例如：正高级最少 3 人，市外最少 1 人。「最多」不填表示不限。</p>
      </div>
      {fields.length > 0 && (
        <ol className="space-y-2">
          {fields.map(({ rowKey }, index) => (
            <QuotaRow
              key={rowKey}
              name={`${name}.${index}`}
              label={`第 ${index + 1} 条结构要求`}
              names={names}
              onRemove={() => drop(index)}
            />
          ))}
        </ol>
      )}
      <Button
        size="sm"
        onClick={() => append({ feature: '', value: '', min: undefined, max: undefined }, { shouldFocus: false })}
      >
        <Plus aria-hidden="true" className="size-4" />
        添加结构要求
      </Button>
    </section>
  )
}

const capOptions = ['unit', ...featureOptions.map(({ value }) => value).filter(value => value !== 'newcomer')].map(
  value => ({
    value,
    label: `同一${capFeatureLabel(value)}`,
  }),
)

/** `method`: fair lotteries bear caps that counting all lists does not. */
type CapRowsProps = { name: string; title: string; hint: string; method: DrawPolicy['method'] }

/** 上限: at most so many who share something. */
export function CapRows({ name, title, hint, method }: CapRowsProps) {
  const { control } = useFormContext()
  const { fields, append, remove: drop } = useFieldArray({ control, name, keyName: 'rowKey' })
  return (
    <section className="space-y-3" aria-label={title}>
      <div>
        <h4 className="font-semibold">{title}</h4>
        <p className="text-sm text-ink-3">{hint}</p>
      </div>
      {fields.length > 0 && (
        <ol className="space-y-2">
          {fields.map(({ rowKey }, index) => {
            const label = `${title}第 ${index + 1} 条`
            return (
              <li
                key={rowKey}
                className="grid items-end gap-x-4 gap-y-2 rounded-md border border-line p-3 sm:grid-cols-[14rem_9rem_auto] sm:justify-start"
              >
                <RowLabelContext.Provider value={label}>
                  <SelectField name={`${name}.${index}.feature`} label="什么相同" required options={capOptions} />
                  <NumberField name={`${name}.${index}.most`} label="最多几人" required width="full" />
                </RowLabelContext.Provider>
                {remove(label, () => drop(index))}
              </li>
            )
          })}
        </ol>
      )}
      {method === 'uniform' && <Heavy name={name} />}
      <Button size="sm" onClick={() => append({ feature: '', most: undefined }, { shouldFocus: false })}>
        <Plus aria-hidden="true" className="size-4" />
        添加上限
      </Button>
    </section>
  )
}

/** Caps that only small pools bear, as soon as they are typed. */
function Heavy({ name }: { name: string }) {
  const heavy = heavyCaps((useWatch({ name }) ?? []) as Partial<CapAsked>[])
  return (
    <div role="status" className="empty:hidden">
      {heavy && <Alert tone="warning">{heavy}</Alert>}
    </div>
  )
}
