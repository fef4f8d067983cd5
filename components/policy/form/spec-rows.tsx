'use client'
import { Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { get, useFieldArray, useFormContext, useFormState, useWatch } from 'react-hook-form'
import { FieldError } from '@/components/form/field-shell'
import { RowLabelContext } from '@/components/form/form-context'
import { useField } from '@/components/form/use-field'
import { Button } from '@/components/ui/button'
import { newRow } from '@/lib/policy/console/form.rules'
import type { Spec } from '@/lib/policy/console/spec.schema'
import { RowFrame } from './row-frame'
import { hintOf, type SpecProps } from './spec-context'
import { SpecFields } from './spec-group'

type Row = Record<string, unknown>
const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** The fields of a row: of its kind, where rows have kinds. */
function fieldsOf(item: Spec, row: Row | undefined) {
  if (item.kind === 'group') return item.fields
  if (item.kind !== 'variants') return []
  return item.options.find(option => option.value === row?.[item.on])?.fields ?? []
}

const kindOf = (item: Spec, row: Row | undefined): string =>
  item.kind === 'variants' ? (item.options.find(option => option.value === row?.[item.on])?.label ?? '') : ''

/** Rows of a list: read as lines, opened one by one; added, moved, deleted with a way back. */
export function SpecRows({ spec, name, label = spec.label, depth = 0 }: SpecProps<'rows'>) {
  const { control, getValues } = useFormContext()
  const { fields, append, insert, move, remove } = useFieldArray({ control, name, keyName: 'rowKey' })
  const rows = (useWatch({ control, name }) ?? []) as Row[]
  const { errors, submitCount } = useFormState({ control })
  const field = useField({ name, label, hint: hintOf(spec) })
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [removed, setRemoved] = useState<{ index: number; row: Row } | null>(null)
  const wrong = useRef<string[]>([])
  wrong.current = fields.filter((_, index) => get(errors, `${name}.${index}`)).map(({ rowKey }) => rowKey)
  const { item, itemLabel } = spec

  // what is wrong in a closed row is opened, so that its sentence stands beside its field
  const problems = wrong.current.join()
  useEffect(() => {
    if (submitCount > 0 && problems) setOpen(before => new Set([...before, ...problems.split(',')]))
  }, [submitCount, problems])

  const toggle = (key: string) =>
    setOpen(before => new Set(before.has(key) ? [...before].filter(one => one !== key) : [...before, key]))
  const opened = useRef(fields.length)
  useEffect(() => {
    // a new row is opened as soon as it has its name
    if (fields.length > opened.current && fields.at(-1)) setOpen(before => new Set([...before, fields.at(-1)!.rowKey]))
    opened.current = fields.length
  }, [fields])

  const add = (kind?: string) => append(newRow(item, kind) as Row, { shouldFocus: false })
  const kinds = item.kind === 'variants' ? item.options : null
  const full = fields.length >= spec.max
  const Heading = depth === 0 ? 'h2' : 'h3'
  return (
    <section id={field.id} tabIndex={-1} aria-label={label} className="space-y-3">
      <div>
        <Heading className={depth === 0 ? 'text-lg' : 'font-semibold'}>
          {label}
          <span className="num ml-3 text-sm font-normal text-ink-3">共 {fields.length} 条</span>
        </Heading>
        {field.describedBy && hintOf(spec) && (
          <p id={field.hintId} className="text-sm text-ink-3">
            {hintOf(spec)}
          </p>
        )}
        <FieldError id={field.errorId} error={field.error} />
      </div>
      {fields.length > 0 && (
        <ol className="space-y-2">
          {fields.map(({ rowKey }, index) => {
            const row = rows[index]
            const title = textOf(row?.title) || textOf(row?.label) || textOf(row?.[spec.key ?? ''])
            const rowLabel = `${itemLabel.endsWith(label) ? '' : label}第 ${index + 1} ${itemLabel}`
            return (
              <RowFrame
                key={rowKey}
                label={rowLabel}
                number={index + 1}
                title={title}
                line={[kindOf(item, row), textOf(row?.article)].filter(Boolean).join('，')}
                open={open.has(rowKey)}
                first={index === 0}
                last={index === fields.length - 1}
                onToggle={() => toggle(rowKey)}
                onMove={by => move(index, index + by)}
                onRemove={() => {
                  setRemoved({ index, row: getValues(`${name}.${index}`) as Row })
                  remove(index)
                }}
              >
                <RowLabelContext.Provider value={rowLabel}>
                  <SpecFields fields={fieldsOf(item, row)} name={`${name}.${index}`} depth={depth + 1} />
                </RowLabelContext.Provider>
              </RowFrame>
            )
          })}
        </ol>
      )}
      {removed && (
        <p className="flex items-center gap-2 rounded-md bg-sunken px-3 py-1" role="status">
          已删除第 {removed.index + 1} {itemLabel}
          <Button
            size="sm"
            variant="quiet"
            onClick={() => {
              insert(removed.index, removed.row, { shouldFocus: false })
              setRemoved(null)
            }}
          >
            撤销删除
          </Button>
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {kinds ? (
          kinds.map(({ value, label: kind }) => (
            <Button key={value} size="sm" disabled={full} onClick={() => add(value)}>
              <Plus aria-hidden="true" className="size-4" />
              {kind}
            </Button>
          ))
        ) : (
          <Button size="sm" disabled={full} onClick={() => add()}>
            <Plus aria-hidden="true" className="size-4" />
            增加一{itemLabel}
          </Button>
        )}
        {full && <span className="self-center text-sm text-ink-3">最多 {spec.max} 条</span>}
      </div>
    </section>
  )
}
