'use client'
import { Plus } from 'lucide-react'
import {
  type ClipboardEvent,
  type CompositionEvent,
  type FormEvent,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import { useFieldArray } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { endsName, splitNames } from '@/lib/platform/name-list'
import { nameKey } from '@/lib/platform/text'
import { boxClass, FieldError, RequiredMark } from './field-shell'
import { PeopleRow, type Person, personOf } from './people-row'
import { type FieldProps, useField } from './use-field'
import { usePendingText } from './use-pending-text'

type PeopleFieldProps = FieldProps & {
  /** ticks 本人 by itself where a name is the person's own */
  ownName?: string
  /** asks for each one's unit */
  withUnit?: boolean
  max?: number
}

/**
 * People in order: typed one by one or pasted as a list, each with 本人 and, where asked for, a unit. The form holds
 * `[{ name, unit, self }]`. Boxes are registered, not controlled: a key in one of two hundred rows draws nothing anew.
 */
export function PeopleField({ ownName = '', withUnit = false, max = 200, ...props }: PeopleFieldProps) {
  const { name, label, required, hint } = props
  const field = useField(props, id => `${id}-add`)
  const { register, control, getValues, setValue } = field.form
  const { fields, append, insert, move, remove } = useFieldArray({ control, name })
  const list = useRef<HTMLOListElement>(null)
  const box = useRef<HTMLInputElement>(null)
  const undo = useRef<HTMLButtonElement>(null)
  const [removed, setRemoved] = useState<{ index: number; person: Person } | null>(null)
  const [said, setSaid] = useState('')
  const [note, setNote] = useState('')
  const full = fields.length >= max

  useEffect(() => {
    if (removed) undo.current?.focus()
  }, [removed])

  const people = useCallback(
    (): Person[] => ((getValues(name) as Person[] | undefined) ?? []).map(personOf),
    [getValues, name],
  )

  const add = (text: string) => {
    const names = splitNames(text)
    if (names.length === 0) return
    const before = people()
    const taken = names.slice(0, Math.max(0, max - before.length))
    const ticked = before.some(person => person.self)
    const own = ticked ? -1 : taken.findIndex(one => isOwn(one, ownName))
    append(
      taken.map((one, index) => ({ name: one, unit: '', self: index === own })),
      { shouldFocus: false },
    )
    field.form.clearErrors(name)
    setRemoved(null)
    setSaid(taken.length === 1 ? `已添加${taken[0]}，第 ${before.length + 1} 位` : `已添加 ${taken.length} 人`)
    setNote(noteOf(before, taken, names.length - taken.length, max))
  }
  // Unmounted with a name still in the box (a row folded, a page left): the form itself takes it.
  const pending = usePendingText(box, add, text =>
    setValue(
      name,
      [...people(), ...splitNames(text).map(one => ({ name: one, unit: '', self: isOwn(one, ownName) }))].slice(0, max),
    ),
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    pending.take()
  }
  // 张三、 is taken as soon as the mark behind it is typed
  const onTyped = (event: FormEvent<HTMLInputElement> | CompositionEvent<HTMLInputElement>) => {
    const composing = 'isComposing' in event.nativeEvent && event.nativeEvent.isComposing
    if (!composing && endsName(event.currentTarget.value)) pending.take()
  }
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text/plain')
    if (splitNames(text).length < 2) return
    event.preventDefault()
    add(event.currentTarget.value ? `${event.currentTarget.value}、${text}` : text)
    pending.clear()
  }

  const focusRow = useCallback((index: number, part: string) => {
    requestAnimationFrame(() => {
      const row = list.current?.children[index]
      const wanted = row?.querySelector<HTMLElement>(`[data-part="${part}"]:not(:disabled)`)
      ;(wanted ?? row?.querySelector<HTMLElement>('[data-part]:not(:disabled)'))?.focus()
    })
  }, [])
  const onMove = useCallback(
    (from: number, to: number) => {
      move(from, to)
      setRemoved(null)
      setSaid(`已移到第 ${to + 1} 位`)
      focusRow(to, to < from ? 'up' : 'down')
    },
    [move, focusRow],
  )
  const onRemove = useCallback(
    (index: number) => {
      setRemoved({ index, person: personOf(getValues(`${name}.${index}`)) })
      remove(index)
      setSaid('')
      setNote('')
    },
    [getValues, name, remove],
  )
  const toBox = useCallback(() => box.current?.focus(), [])
  const bringBack = () => {
    if (!removed) return
    insert(removed.index, removed.person, { shouldFocus: false })
    setRemoved(null)
    setSaid(`已恢复第 ${removed.index + 1} 位${removed.person.name}`)
    focusRow(removed.index, 'name')
  }

  return (
    <fieldset className="min-w-0" aria-describedby={field.describedBy}>
      <legend className="mb-1 font-medium">
        {label}
        <RequiredMark required={required} />
        {fields.length > 0 && <span className="num ml-3 text-sm font-normal text-ink-3">共 {fields.length} 人</span>}
      </legend>
      {hint && (
        <p id={field.hintId} className="mb-1 text-sm text-ink-3">
          {hint}
        </p>
      )}
      {fields.length > 0 && (
        <ol ref={list} className="mb-2 divide-y divide-line rounded-md border border-line">
          {fields.map((person, index) => (
            <PeopleRow
              key={person.id}
              path={`${name}.${index}`}
              index={index}
              last={index === fields.length - 1}
              withUnit={withUnit}
              register={register}
              getValues={getValues}
              onMove={onMove}
              onRemove={onRemove}
              onEnter={toBox}
            />
          ))}
        </ol>
      )}
      {removed && (
        <p className="mb-2 flex items-center gap-2 rounded-md bg-sunken px-3 py-1">
          <span className="min-w-0 break-words">
            已删除第 {removed.index + 1} 位{removed.person.name}
          </span>
          <Button ref={undo} size="sm" variant="quiet" onClick={bringBack}>
            撤销删除
          </Button>
        </p>
      )}
      <div className="flex max-w-xl items-center gap-2">
        <input
          ref={box}
          id={`${field.id}-add`}
          type="text"
          data-early="none"
          aria-label={`添加${label}`}
          aria-required={required}
          aria-invalid={Boolean(field.error)}
          aria-describedby={field.describedBy}
          autoComplete="off"
          spellCheck={false}
          disabled={full}
          placeholder={full ? `最多 ${max} 人` : '姓名，可粘贴整个名单'}
          className={cx(boxClass, 'h-control w-full min-w-0 flex-1')}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onInput={onTyped}
          onCompositionEnd={onTyped}
          onFocus={pending.hold}
          onBlur={pending.soon}
        />
        <Button
          onClick={() => {
            pending.take()
            toBox()
          }}
          disabled={full}
          aria-label={`添加到${label}`}
        >
          <Plus aria-hidden="true" className="size-4" />
          添加
        </Button>
      </div>
      <p role="status" className="mt-1 text-sm text-warning empty:hidden">
        {note}
      </p>
      <FieldError id={field.errorId} error={field.error} />
      <span role="status" className="sr-only">
        {said}
      </span>
    </fieldset>
  )
}

const isOwn = (one: string, ownName: string): boolean => ownName !== '' && nameKey(one) === nameKey(ownName)

/** What the person should know about what was added; '' where there is nothing to say. */
function noteOf(before: Person[], added: string[], left: number, max: number): string {
  const seen = new Set(before.map(person => nameKey(person.name)))
  const twice = added.filter(one => {
    const key = nameKey(one)
    return seen.has(key) || !seen.add(key)
  })
  return [
    left > 0 && `最多 ${max} 人，还有 ${left} 人没有加入`,
    twice.length > 0 && `名单中有相同的姓名：${[...new Set(twice)].slice(0, 5).join('、')}，请核对是否重复`,
  ]
    .filter(Boolean)
    .join('；')
}
