'use client'
import { type ReactNode, useState } from 'react'
import type { FieldValues } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Dialog } from '@/components/ui/dialog'
import { Time } from '@/components/ui/time'
import type { SavedElsewhere } from './autosave'

export type ConflictField = {
  name: string
  label: string
  /** how the value reads; by default text as it is, lists joined */
  show?: (value: unknown) => ReactNode
}

type Side = 'mine' | 'theirs'

const isRecord = (value: unknown): value is FieldValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** The database hands the keys of a row back in another order; that is no difference. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(key => [key, inOrder(value[key])]),
  )
}
const same = (a: unknown, b: unknown) => JSON.stringify(inOrder(a ?? null)) === JSON.stringify(inOrder(b ?? null))

function plain(value: unknown): ReactNode {
  if (value === undefined || value === null || value === '') return <span className="text-ink-3">未填写</span>
  if (Array.isArray(value))
    return value.map(one => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join('、')
  return String(value)
}

type ConflictDialogProps = {
  conflict: SavedElsewhere | null
  /** what the form holds now */
  mine: FieldValues
  /** fields in the order of the form; a field without an entry keeps what this page holds */
  fields: ConflictField[]
  onSettle: (values: FieldValues) => void
}

/** One section was saved in two places: shows field by field what differs, and lets people choose. Nothing is lost unseen. */
export function ConflictDialog({ conflict, mine, fields, onSettle }: ConflictDialogProps) {
  const [choice, setChoice] = useState<Record<string, Side>>({})
  const theirs = isRecord(conflict?.data) ? conflict.data : {}
  const different = fields.filter(field => !same(mine[field.name], theirs[field.name]))
  const sideOf = (field: ConflictField) => choice[field.name] ?? 'mine'
  const all = (side: Side) => setChoice(Object.fromEntries(different.map(field => [field.name, side])))

  const settle = () => {
    const picked = different.filter(field => sideOf(field) === 'theirs').map(field => [field.name, theirs[field.name]])
    setChoice({})
    onSettle({ ...mine, ...Object.fromEntries(picked) })
  }

  return (
    <Dialog
      open={conflict !== null}
      onOpenChange={() => {}}
      dismissible={false}
      size="lg"
      title="这一部分在别处也改过"
      description={
        conflict && (
          <>
            <Time value={conflict.savedAt} /> {conflict.savedBy ? `由${conflict.savedBy}` : '在另一个窗口'}
            保存过。请逐项选择保留哪一份，您这里填写的内容都还在。
          </>
        )
      }
      footer={
        <>
          <Button onClick={() => all('theirs')}>全部用另一处的</Button>
          <Button onClick={() => all('mine')}>全部用我的</Button>
          <Button variant="primary" onClick={settle}>
            按所选内容保存
          </Button>
        </>
      }
    >
      {different.length === 0 && <p>两份内容相同，保存即可。</p>}
      <div className="space-y-4">
        {different.map(field => (
          <fieldset key={field.name}>
            <legend className="mb-1 font-medium">{field.label}</legend>
            <div className="grid gap-2 sm:grid-cols-2">
              {(['mine', 'theirs'] as const).map(side => (
                <label
                  key={side}
                  className={cx(
                    'flex gap-2.5 rounded-md border px-3 py-2',
                    sideOf(field) === side ? 'border-accent bg-accent-soft' : 'border-line-2',
                  )}
                >
                  <input
                    type="radio"
                    name={`conflict-${field.name}`}
                    className="mt-[0.3em] size-4 shrink-0 accent-(--accent)"
                    checked={sideOf(field) === side}
                    onChange={() => setChoice({ ...choice, [field.name]: side })}
                  />
                  <span className="min-w-0">
                    <span className="block text-sm text-ink-3">{side === 'mine' ? '我的' : '另一处保存的'}</span>
                    <span className="whitespace-pre-line">
                      {(field.show ?? plain)(side === 'mine' ? mine[field.name] : theirs[field.name])}
                    </span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </Dialog>
  )
}
