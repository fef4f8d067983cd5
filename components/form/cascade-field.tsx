'use client'
import { useEffect, useState } from 'react'
import { useController } from 'react-hook-form'
import { GroupShell } from './field-shell'
import { NativeSelect } from './select-field'
import { type LoadBranch, useBranches } from './use-branches'
import { type FieldProps, useField } from './use-field'

type CascadeFieldProps = FieldProps & {
  /** names of the levels: 省, 市, 县（区） */
  levels: string[]
  /** children of a value; of null: the first level. Keep it stable. */
  load: LoadBranch
  /** the way to a value: 420106 → [420000, 420100, 420106] */
  pathOf: (value: string) => string[]
}

/**
 * A place in a tree, chosen level by level with the browser's own lists. The form holds the value of the deepest
 * level once it is reached (a branch may end early), '' before that.
 */
export function CascadeField({ levels, load, pathOf, ...props }: CascadeFieldProps) {
  const { name, label, required, hint } = props
  const field = useField(props, id => `${id}-0`)
  const { field: control } = useController({ name, control: field.form.control })
  const value = typeof control.value === 'string' ? control.value : ''
  const [chosen, setChosen] = useState<string[]>(() => (value === '' ? [] : pathOf(value)))
  const { branchOf, ask } = useBranches(load)

  // Another value from outside (a restored draft, a reset) shows its own way.
  const [seen, setSeen] = useState(value)
  if (value !== seen) {
    setSeen(value)
    if (value !== '' && value !== chosen.at(-1)) setChosen(pathOf(value))
  }

  const parents: Array<string | null> = [null, ...chosen.slice(0, levels.length - 1)]
  const wanted = parents.join('/')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `wanted` says all of `parents`
  useEffect(() => {
    for (const parent of parents) void ask(parent)
  }, [wanted, ask])

  const choose = async (index: number, next: string) => {
    const path = next === '' ? chosen.slice(0, index) : [...chosen.slice(0, index), next]
    setChosen(path)
    const deepest = path.length === levels.length
    control.onChange(deepest ? next : '')
    if (deepest || next === '') return
    // A branch may end here (a place without counties): then this is the answer.
    const children = await ask(next)
    if (children?.length === 0) control.onChange(next)
  }

  return (
    <GroupShell {...field} label={label} required={required} hint={hint}>
      <div className="grid gap-2 sm:grid-cols-3">
        {levels.map((level, index) => {
          const branch = index < parents.length ? branchOf(parents[index] ?? null) : undefined
          const options = Array.isArray(branch) ? branch : []
          const ended = index > 0 && Array.isArray(branch) && branch.length === 0
          return (
            <NativeSelect
              key={level}
              ref={index === 0 ? control.ref : undefined}
              id={`${field.id}-${index}`}
              name={`${name}-${index}`}
              data-early="none"
              aria-label={`${label}：${level}`}
              aria-invalid={Boolean(field.error)}
              aria-required={required}
              value={options.length > 0 ? (chosen[index] ?? '') : ''}
              disabled={options.length === 0}
              onChange={event => void choose(index, event.target.value)}
              onBlur={control.onBlur}
            >
              <option value="">{branch === 'loading' ? '正在加载…' : ended ? '无下级' : level}</option>
              {options.map(option => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </NativeSelect>
          )
        })}
      </div>
      {parents.some(parent => branchOf(parent) === 'failed') && (
        <p role="alert" className="mt-1 text-sm text-danger">
          列表没有加载成功。
          <button type="button" className="ml-1 underline" onClick={() => parents.forEach(parent => void ask(parent))}>
            再试一次
          </button>
        </p>
      )}
    </GroupShell>
  )
}
