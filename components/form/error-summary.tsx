'use client'
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import { useFormContext, useFormState } from 'react-hook-form'
import { Alert } from '@/components/ui/alert'
import { type FlatError, flattenErrors } from './flatten-errors'
import type { FieldEntry } from './form-context'

type Item = FlatError & { entry?: FieldEntry }

/** In the order of the page, so that nobody jumps up and down; errors without a field come first. */
function byPlace(a: Item, b: Item): number {
  const first = a.entry && document.getElementById(a.entry.id)
  const second = b.entry && document.getElementById(b.entry.id)
  if (!first || !second) return Number(Boolean(first)) - Number(Boolean(second))
  return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
}

/** An array's error (`works`) is announced by its field; `works.0` may only be known by its parent. */
function entryOf(path: string, fields: ReadonlyMap<string, FieldEntry>): FieldEntry | undefined {
  const parts = path.split('.')
  for (let length = parts.length; length > 0; length--) {
    const entry = fields.get(parts.slice(0, length).join('.'))
    if (entry) return entry
  }
}

function jump(event: MouseEvent<HTMLAnchorElement>, id: string) {
  const control = document.getElementById(id)
  if (!control) return
  event.preventDefault()
  control.focus()
  control.closest('div, fieldset')?.scrollIntoView?.({ block: 'center' })
}

type SummaryProps = {
  fields: ReadonlyMap<string, FieldEntry>
  /** true after a submit that found errors */
  shown: boolean
  problem?: { message: string; next?: ReactNode; beside?: boolean } | null
  /** counts the submits that failed; each new one brings the focus here once the errors are on the page */
  attention: number
}

/** At the top of a form: what the server said, and each error as a link to its field. */
export function ErrorSummary({ fields, shown, problem, attention }: SummaryProps) {
  const { control } = useFormContext()
  const { errors } = useFormState({ control })
  const box = useRef<HTMLDivElement>(null)
  const answered = useRef(0)
  const items = shown
    ? flattenErrors(errors)
        .map(error => ({ ...error, entry: entryOf(error.path, fields) }))
        .sort(byPlace)
    : []
  const visible = (problem && !problem.beside) || items.length > 0
  useEffect(() => {
    if (!visible || answered.current === attention) return
    answered.current = attention
    box.current?.focus()
  }, [visible, attention])
  if (!visible) return null
  const title = items.length > 0 ? `有 ${items.length} 处需要修改，改好后再提交` : problem?.message
  return (
    <Alert
      tone="danger"
      title={title}
      ref={box}
      tabIndex={-1}
      role="alert"
      next={items.length === 0 ? problem?.next : undefined}
    >
      {items.length > 0 && (
        <ul className="mt-1 space-y-0.5">
          {items.map(({ path, message, entry }) => (
            <li key={path}>
              {entry ? (
                <a href={`#${entry.id}`} onClick={event => jump(event, entry.id)} className="text-danger underline">
                  {message.startsWith(entry.label) ? message : `${entry.label}：${message}`}
                </a>
              ) : (
                message
              )}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  )
}
