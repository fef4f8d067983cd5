'use client'
import { type FormEvent, useRef, useState } from 'react'
import { controlClass } from '@/components/form/field-shell'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { UnitChoice } from '@/lib/unit/unit.dto'
import { UnitNotFound } from './unit-not-found'
import { UnitTable } from './unit-table'
import { useUnitSearch } from './use-unit-search'

type UnitDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; onPick: (unit: UnitChoice) => void }

/** 选择单位 as a window: search, one page of units at a time, the name chooses. */
export function UnitDialog({ open, onOpenChange, onPick }: UnitDialogProps) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const { state, search } = useUnitSearch()
  const short = Array.from(text.trim()).length < 2
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // in the page the window lies beside the form, but for React inside it
    event.stopPropagation()
    if (!short) void search(text)
  }
  const found = state.at === 'ready' ? state.found : state.at === 'loading' ? state.before : null
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="选择单位" size="lg" initialFocus={input}>
      <form onSubmit={submit} className="flex gap-2">
        <input
          ref={input}
          type="search"
          aria-label="查找单位"
          aria-describedby="unit-dialog-hint"
          placeholder="单位名称、拼音或统一社会信用代码"
          autoComplete="off"
          value={text}
          onChange={event => setText(event.target.value)}
          className={`${controlClass} h-control min-w-0`}
        />
        <Button
          type="submit"
          variant="primary"
          disabled={short}
          pending={state.at === 'loading'}
          pendingLabel="查找中…"
        >
          查找
        </Button>
      </form>
      <p id="unit-dialog-hint" className="mt-1 text-sm text-ink-3">
        输入名称中的几个字、拼音或拼音首字母（至少 2
        个字），或完整的统一社会信用代码。同名的单位请核对地区和代码后四位。
      </p>
      <div className="mt-3 min-h-40" aria-busy={state.at === 'loading' || undefined}>
        {state.at === 'failed' && <Alert tone="danger" role="alert" title={state.sentence} />}
        {found && found.total > 0 && (
          <UnitTable
            found={found}
            onPick={unit => {
              onPick(unit)
              onOpenChange(false)
            }}
            onTurn={page => void search(state.at === 'ready' ? state.query : text, page)}
          />
        )}
        {state.at === 'ready' && state.found.total === 0 && (
          <div role="status" className="space-y-1 text-ink-2">
            <p className="text-ink">没有找到“{state.query}”。</p>
            <UnitNotFound contacts={state.found.contacts} />
          </div>
        )}
      </div>
    </Dialog>
  )
}
