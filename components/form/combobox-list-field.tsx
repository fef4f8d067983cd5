'use client'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useController } from 'react-hook-form'
import { chooseSentence, type SearchFieldProps } from './combobox-field'
import { FieldShell, widthClass } from './field-shell'
import { SearchBox } from './search-box'
import { useField } from './use-field'
import { useKnownChoices } from './use-known-choices'

type ComboboxListFieldProps = SearchFieldProps & {
  /** at most so many */
  max: number
  /** what one of them is called: 学科 → 学科 1, 学科 2 */
  itemLabel?: string
}

const iconButton =
  'flex size-9 items-center justify-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink disabled:text-line-2 disabled:hover:bg-transparent'

const stringsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

function moved<T>(list: T[], from: number, to: number): T[] {
  const next = [...list]
  const [taken] = next.splice(from, 1)
  if (taken !== undefined) next.splice(to, 0, taken)
  return next
}

/** Several of many, in order of weight: searched, added, moved up and down, removed. The form holds a list of values. */
export function ComboboxListField(props: ComboboxListFieldProps) {
  const {
    name,
    label,
    required,
    hint,
    width,
    load,
    initial = [],
    lookup,
    placeholder,
    prompt,
    whenNone,
    suggest,
    max,
    itemLabel,
  } = props
  const field = useField(props)
  const { field: control } = useController({ name, control: field.form.control })
  const [said, setSaid] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const values = stringsOf(control.value)
  const { choiceOf, learn } = useKnownChoices(values, initial, lookup)
  const full = values.length >= max

  const change = (next: string[], words: string) => {
    control.onChange(next)
    setSaid(words)
  }

  return (
    <FieldShell
      {...field}
      label={label}
      required={required}
      hint={hint}
      aside={
        <span className="num text-sm text-ink-3">
          已选 {values.length} / {max}
        </span>
      }
    >
      <div className={widthClass(width)}>
        {values.length > 0 && (
          <ol className="mb-2 divide-y divide-line rounded-md border border-line">
            {values.map((value, index) => {
              const choice = choiceOf(value)
              return (
                <li key={value} className="flex items-center gap-2 py-1 pr-1 pl-3">
                  <span className="num w-5 shrink-0 text-ink-3">{index + 1}</span>
                  <span className="min-w-0 flex-1">
                    {choice.label}
                    {choice.hint && <span className="num block text-sm text-ink-3">{choice.hint}</span>}
                  </span>
                  <button
                    type="button"
                    className={iconButton}
                    disabled={index === 0}
                    aria-label={`上移：${choice.label}`}
                    onClick={() => change(moved(values, index, index - 1), `${choice.label}已移到第 ${index} 位`)}
                  >
                    <ArrowUp aria-hidden="true" className="size-4" />
                  </button>
                  <button
                    type="button"
                    className={iconButton}
                    disabled={index === values.length - 1}
                    aria-label={`下移：${choice.label}`}
                    onClick={() => change(moved(values, index, index + 1), `${choice.label}已移到第 ${index + 2} 位`)}
                  >
                    <ArrowDown aria-hidden="true" className="size-4" />
                  </button>
                  <button
                    type="button"
                    className={iconButton}
                    aria-label={`移除：${choice.label}`}
                    onClick={() => {
                      change(
                        values.filter(one => one !== value),
                        `已移除${choice.label}`,
                      )
                      requestAnimationFrame(() => box.current?.focus())
                    }}
                  >
                    <X aria-hidden="true" className="size-4" />
                  </button>
                </li>
              )
            })}
          </ol>
        )}
        <SearchBox
          // a new box after each pick, so that it is empty again
          key={values.length}
          id={field.id}
          load={load}
          value={null}
          onChange={choice => {
            if (!choice || values.includes(choice.value)) return
            learn([choice])
            change([...values, choice.value], `已添加${choice.label}`)
            requestAnimationFrame(() => box.current?.focus())
          }}
          onLeave={text => {
            control.onBlur()
            if (text !== '') field.form.setError(name, { type: 'choose', message: chooseSentence(text) })
          }}
          disabled={full}
          placeholder={full ? `已选满 ${max} 个，移除一个后可再添加` : placeholder}
          prompt={prompt ?? `请输入${itemLabel ?? label}`}
          whenNone={whenNone}
          suggest={suggest}
          inputRef={element => {
            box.current = element
            control.ref(element)
          }}
          required={required}
          invalid={Boolean(field.error)}
          describedBy={field.describedBy}
        />
      </div>
      <span role="status" className="sr-only">
        {said}
      </span>
    </FieldShell>
  )
}
