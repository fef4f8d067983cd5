'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useController } from 'react-hook-form'
import { controlClass, FieldShell, widthClass } from '@/components/form/field-shell'
import { type FieldProps, useField } from '@/components/form/use-field'
import { type Choice, useSearch } from '@/components/form/use-search'
import { Badge } from '@/components/ui/badge'
import { cx } from '@/components/ui/cx'
import { unitOf } from '@/lib/profile/values.rules'
import { loadUnits } from './load-units'
import { unitChoice } from './unit-picker'

const SHORTEST = 2
const freeHint = '没有在系统注册的单位，直接填写全称即可'

const load = async (query: string): Promise<Choice[]> => (await loadUnits(query)).units.map(unitChoice)
const nameOf = (choice: Choice) => choice.label

/**
 * A unit by name: a registered one, found while somebody types and kept with its id, or the name of any other just as
 * it was typed. The form holds `{ unitId, name }`; a name that is changed after choosing has no id. The search only
 * helps: when it fails, typing goes on.
 */
export function UnitNameField(props: FieldProps) {
  const { name, label, required, hint, width } = props
  const field = useField(props)
  const { field: control } = useController({ name, control: field.form.control })
  const value = unitOf(control.value)
  const { query, choices, status, search } = useSearch(load)
  const [facts, setFacts] = useState<Choice | null>(null)
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const shown = query.length >= SHORTEST ? choices : []
  const none = status === 'ready' && query.length >= SHORTEST && choices.length === 0

  const seek = (text: string) => search(text.trim().length >= SHORTEST ? text : '')
  const type = (text: string) => {
    if (text === value.name) return
    if (value.unitId) setSaid('已改为按填写的名称记录，不再对应注册单位')
    control.onChange({ unitId: '', name: text })
  }
  const choose = (choice: Choice) => {
    setFacts(choice)
    setSaid(`已选择注册单位${choice.label}`)
    control.onChange({ unitId: choice.value, name: choice.label })
    field.form.clearErrors(name)
    search('')
  }

  return (
    <FieldShell
      {...field}
      label={label}
      required={required}
      hint={hint}
      aside={value.unitId && <Badge tone="success">已注册单位</Badge>}
    >
      <div className={widthClass(width)}>
        <Autocomplete.Root
          items={shown}
          mode="none"
          open={open && query.length >= SHORTEST}
          onOpenChange={setOpen}
          value={value.name}
          itemToStringValue={nameOf}
          onValueChange={(text, { reason, event }) => {
            if (reason === 'item-press') return
            type(text)
            // Half-typed pinyin is no query; the end of the composition searches below.
            if (!(event instanceof InputEvent && event.isComposing)) seek(text)
          }}
        >
          <Autocomplete.InputGroup className="relative">
            <Autocomplete.Input
              ref={element => {
                box.current = element
                control.ref(element)
              }}
              id={field.id}
              data-early="none"
              placeholder="输入全称；已注册的单位可从列表中选择"
              aria-required={required}
              aria-invalid={Boolean(field.error)}
              aria-describedby={field.describedBy}
              autoComplete="off"
              spellCheck={false}
              className={cx(controlClass, 'h-control pr-10')}
              onBlur={control.onBlur}
              onCompositionEnd={event => seek(event.currentTarget.value)}
            />
            {value.name !== '' && (
              <button
                type="button"
                aria-label={`清除${label}`}
                className="absolute inset-y-1 right-1 flex w-8 items-center justify-center rounded-sm text-ink-3 hover:bg-sunken hover:text-ink"
                onClick={() => {
                  type('')
                  search('')
                  box.current?.focus()
                }}
              >
                <X aria-hidden="true" className="size-4" />
              </button>
            )}
          </Autocomplete.InputGroup>
          <Autocomplete.Portal>
            <Autocomplete.Positioner sideOffset={4} className="z-60 outline-none">
              <Autocomplete.Popup
                aria-busy={status === 'loading' || undefined}
                className="max-h-[min(20rem,var(--available-height))] w-(--anchor-width) max-w-(--available-width) overflow-y-auto overscroll-contain rounded-md bg-paper py-1 shadow-lg"
              >
                <Autocomplete.Status className="text-sm text-ink-3">
                  {status === 'loading' && <span className="block px-3 py-2">正在查找注册单位…</span>}
                  {status === 'failed' && <span className="block px-3 py-2">查找没有成功，可以直接填写单位全称。</span>}
                  {none && <span className="block px-3 py-2">没有找到这个名称的注册单位。{freeHint}。</span>}
                  {shown.length > 0 && <span className="block px-3 py-1.5">在系统注册的单位，点选即可：</span>}
                </Autocomplete.Status>
                <Autocomplete.List className="outline-none">
                  {(choice: Choice) => (
                    <Autocomplete.Item
                      key={choice.value}
                      value={choice}
                      onClick={() => choose(choice)}
                      className="min-h-9 cursor-default px-3 py-1.5 outline-none data-highlighted:bg-accent-soft"
                    >
                      {choice.label}
                      {choice.hint && <span className="num block text-sm text-ink-3">{choice.hint}</span>}
                    </Autocomplete.Item>
                  )}
                </Autocomplete.List>
                {shown.length > 0 && (
                  <p className="border-t border-line px-3 pt-1.5 pb-1 text-sm text-ink-3">{freeHint}</p>
                )}
              </Autocomplete.Popup>
            </Autocomplete.Positioner>
          </Autocomplete.Portal>
        </Autocomplete.Root>
        {value.unitId && facts?.value === value.unitId && <p className="num mt-1 text-sm text-ink-3">{facts.hint}</p>}
      </div>
      <span role="status" className="sr-only">
        {said}
      </span>
    </FieldShell>
  )
}
