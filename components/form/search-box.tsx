'use client'
import { Combobox } from '@base-ui/react/combobox'
import { Check, ChevronDown, X } from 'lucide-react'
import { type ReactNode, type Ref, useMemo, useRef } from 'react'
import { cx } from '@/components/ui/cx'
import { controlClass } from './field-shell'
import { type Choice, type LoadChoices, useSearch } from './use-search'

type SearchBoxProps = {
  id: string
  load: LoadChoices
  /** what is chosen; null keeps the box empty */
  value: Choice | null
  onChange: (choice: Choice | null) => void
  /** the cursor leaves; `text` is what was typed without choosing anything, '' otherwise */
  onLeave?: (text: string) => void
  placeholder?: string
  /** shown while nothing is typed */
  prompt: string
  /** shown under 没有找到: what to do then */
  whenNone?: ReactNode
  /** asks for suggestions as soon as it opens */
  suggest?: boolean
  disabled?: boolean
  inputRef?: Ref<HTMLInputElement>
  invalid: boolean
  required?: boolean
  describedBy?: string
}

const sameChoice = (a: Choice, b: Choice) => a.value === b.value
const iconButton = 'flex size-8 items-center justify-center rounded-sm text-ink-3 hover:bg-sunken hover:text-ink'

/** A text box that searches on the server and takes only what is in the list. */
export function SearchBox({
  id,
  load,
  value,
  onChange,
  onLeave,
  placeholder,
  prompt,
  whenNone,
  suggest,
  ...rest
}: SearchBoxProps) {
  const { query, choices, status, search } = useSearch(load)
  const items = useMemo(
    () => (value && !choices.some(choice => choice.value === value.value) ? [...choices, value] : choices),
    [choices, value],
  )
  const list = useRef<HTMLDivElement>(null)
  const none = status === 'ready' && choices.length === 0

  return (
    <Combobox.Root
      items={items}
      filteredItems={choices}
      filter={null}
      value={value}
      disabled={rest.disabled}
      isItemEqualToValue={sameChoice}
      onValueChange={choice => onChange(choice)}
      onOpenChange={open => open && suggest && status === 'idle' && search('', true)}
      onInputValueChange={(text, { reason, event }) => {
        if (reason !== 'input-change') return
        // Half-typed pinyin is no query; the end of the composition searches below.
        if (event instanceof InputEvent && event.isComposing) return
        search(text, suggest && text === '')
      }}
    >
      <Combobox.InputGroup className="relative">
        <Combobox.Input
          ref={rest.inputRef}
          id={id}
          placeholder={placeholder}
          aria-required={rest.required}
          aria-invalid={rest.invalid}
          aria-describedby={rest.describedBy}
          autoComplete="off"
          spellCheck={false}
          className={cx(controlClass, 'h-control pr-18')}
          onBlur={event => {
            if (list.current?.contains(event.relatedTarget)) return
            const text = event.currentTarget.value.trim()
            onLeave?.(value === null ? text : '')
          }}
          onCompositionEnd={event => search(event.currentTarget.value)}
        />
        <div className="absolute inset-y-0 right-1 flex items-center">
          <Combobox.Clear aria-label="清除" className={iconButton}>
            <X aria-hidden="true" className="size-4" />
          </Combobox.Clear>
          <Combobox.Trigger aria-label="展开选项" className={iconButton}>
            <ChevronDown aria-hidden="true" className="size-4" />
          </Combobox.Trigger>
        </div>
      </Combobox.InputGroup>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} className="z-60 outline-none">
          <Combobox.Popup
            ref={list}
            aria-busy={status === 'loading' || undefined}
            className="max-h-[min(24rem,var(--available-height))] w-(--anchor-width) max-w-(--available-width) overflow-y-auto overscroll-contain rounded-md bg-paper py-1 shadow-lg"
          >
            <Combobox.Status className="text-sm text-ink-3">
              {status === 'loading' && <span className="block px-3 py-2">正在查找…</span>}
              {status === 'idle' && <span className="block px-3 py-2">{prompt}</span>}
              {status === 'failed' && (
                <span className="block px-3 py-2 text-danger">查找没有成功，请检查网络后再试。</span>
              )}
              {none && (
                <span className="block px-3 py-2 text-ink">{query ? `没有找到“${query}”。` : '没有可选的内容。'}</span>
              )}
            </Combobox.Status>
            {none && whenNone && <div className="px-3 pb-2 text-sm text-ink-2">{whenNone}</div>}
            <Combobox.List className="outline-none">
              {(choice: Choice) => (
                <Combobox.Item
                  key={choice.value}
                  value={choice}
                  className="flex min-h-9 cursor-default items-start gap-2 px-3 py-1.5 outline-none data-highlighted:bg-accent-soft"
                >
                  <span className="mt-[0.3em] size-4 shrink-0">
                    <Combobox.ItemIndicator>
                      <Check aria-hidden="true" className="size-4 text-accent-strong" />
                    </Combobox.ItemIndicator>
                  </span>
                  <span className="min-w-0">
                    {choice.label}
                    {choice.hint && <span className="num block text-sm text-ink-3">{choice.hint}</span>}
                  </span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}
