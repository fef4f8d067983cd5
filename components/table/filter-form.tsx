'use client'
import { debounce, parseAsNativeArrayOf, parseAsString, useQueryStates } from 'nuqs'
import { type FormEvent, type ReactNode, useMemo, useTransition } from 'react'
import type { Option } from '@/components/form/select-field'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Spinner } from '@/components/ui/spinner'
import { FilterMany, FilterOne } from './filter-choices'
import { ChooseFilterContext } from './filter-context'
import { FilterMore } from './filter-more'
import { FilterText, type TextFilter } from './filter-text'

export type FilterField =
  | ({ kind: 'text' } & TextFilter)
  | { key: string; label: string; kind: 'one' | 'many'; options: Option[] }

export type FilterFormProps = {
  base: string
  fields: FilterField[]
  /** the filters as parsed by parseListParams; those without a field belong to `children` */
  values: Record<string, string | string[]>
  /** filters of other kinds, behind the fields; they say what was chosen with useChooseFilter() */
  children?: ReactNode
  /** what else stands in the address and stays: sort, order, size */
  keep?: Record<string, string>
}

const waitAfterTyping = 400
/** boxes on a phone before the others fold away */
const atOnce = 2
const textOf = (value: string | string[] | undefined) => (typeof value === 'string' ? value : (value?.[0] ?? ''))

/** The cursors belong to the old filters. */
const fromTheStart = { after: null, before: null }

export function FilterForm({ base, fields, values, keep = {}, children }: FilterFormProps) {
  const [pending, startTransition] = useTransition()
  const filters = [...new Set([...fields.map(field => field.key), ...Object.keys(values)])].join(' ')
  const parsers = useMemo(() => {
    const lists = fields.filter(field => field.kind === 'many').map(field => field.key)
    const texts = ['after', 'before', ...filters.split(' ').filter(key => !lists.includes(key))]
    return {
      texts: Object.fromEntries(texts.map(key => [key, parseAsString])),
      lists: Object.fromEntries(lists.map(key => [key, parseAsNativeArrayOf(parseAsString)])),
    }
  }, [fields, filters])
  const options = { shallow: false, startTransition } as const
  const [, setTexts] = useQueryStates(parsers.texts, options)
  // Answers at once to a tick, before the server has.
  const [ticked, setLists] = useQueryStates(parsers.lists, options)

  const setText = (key: string, value: string, typing = false) =>
    void setTexts(
      { [key]: value.trim() || null, ...fromTheStart },
      typing ? { history: 'replace', limitUrlUpdates: debounce(waitAfterTyping) } : { history: 'push' },
    )
  // Told as a change, because a second tick may come before the first has been drawn.
  const tick = (key: string, value: string, on: boolean) => {
    void setTexts(fromTheStart)
    void setLists(
      before => {
        const others = (before[key] ?? []).filter(one => one !== value)
        const chosen = on ? [...others, value] : others
        return { [key]: chosen.length > 0 ? chosen : null }
      },
      { history: 'push' },
    )
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    for (const field of fields) if (field.kind === 'text') setText(field.key, String(data.get(field.key) ?? ''))
  }
  const filtered = Object.values(values).some(value => value.length > 0)
  const shown = fields.map(field => field.key)
  const otherSet = Object.entries(values).some(([key, value]) => value.length > 0 && !shown.includes(key))
  // On a phone, many boxes would push the list itself out of sight.
  const many = fields.length + (children ? 1 : 0) > atOnce + 1
  const first = many ? fields.slice(0, atOnce) : fields
  const rest = fields.slice(first.length)
  const others = <ChooseFilterContext value={setText}>{children}</ChooseFilterContext>

  const box = (field: FilterField) => {
    if (field.kind === 'many') {
      const known = new Set(field.options.map(option => option.value))
      const chosen = (ticked[field.key] ?? []).filter(value => known.has(value))
      return (
        <FilterMany key={field.key} field={field} chosen={chosen} onTick={(value, on) => tick(field.key, value, on)} />
      )
    }
    const value = textOf(values[field.key])
    return field.kind === 'one' ? (
      <FilterOne key={field.key} field={field} value={value} onChoose={next => setText(field.key, next)} />
    ) : (
      <FilterText key={field.key} field={field} value={value} onType={text => setText(field.key, text, true)} />
    )
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: the <search> element is too young for many offices' browsers
    <form
      role="search"
      data-no-print
      action={base}
      className="mb-3 flex flex-wrap items-end gap-x-3 gap-y-2"
      onSubmit={onSubmit}
    >
      {Object.entries(keep).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      {first.map(box)}
      {rest.length > 0 && (
        <FilterMore open={rest.some(field => (values[field.key] ?? '').length > 0) || otherSet}>
          {rest.map(box)}
          {others}
        </FilterMore>
      )}
      {rest.length === 0 && others}
      <div className="flex min-h-control items-center gap-3">
        <Button type="submit">查询</Button>
        {filtered && (
          <Link href={base} className="rounded-sm text-sm text-accent-strong hover:underline">
            清除筛选
          </Link>
        )}
        <span role="status" className="text-sm text-ink-3">
          {pending && (
            <span className="inline-flex items-center gap-1.5">
              <Spinner />
              正在筛选…
            </span>
          )}
        </span>
      </div>
    </form>
  )
}
