'use client'
import { Plus } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useFormContext, useFormState, useWatch } from 'react-hook-form'
import { UploadField } from '@/components/file/upload-field'
import { FieldError } from '@/components/form/field-shell'
import { useField } from '@/components/form/use-field'
import { Button } from '@/components/ui/button'
import type { FileDto } from '@/lib/file/file.dto'
import type { UploadRule } from '@/lib/file/file.rules'
import { rowSummary } from '@/lib/profile/reading.rules'
import type { Section } from '@/lib/profile/resolve.schema'
import { rowProblems } from '@/lib/profile/strict.schema'
import { hasContent, type RowData, textOf } from '@/lib/profile/values.rules'
import { noteChange } from '../fresh'
import { RowReading } from '../row-reading'
import { FieldGroup } from './field-group'
import type { FieldSetting } from './field-input'
import { RowCard } from './row-card'
import { PAGE, useRows } from './use-rows'

type RowListProps = {
  section: Section
  applicationId: string
  setting: FieldSetting
  files: readonly FileDto[]
  rule: UploadRule
  /** the row somebody comes for; null: none */
  wanted: number | null
  /** what was asked to be mended, by the id of its row */
  remarks: Readonly<Record<string, string>>
  /** only these rows may be changed; `all`: rows may be changed, added and taken away */
  opening: 'all' | readonly string[]
  /** other ways to add rows */
  more?: (append: (rows: readonly RowData[]) => void) => ReactNode
}

/** The rows of a section: read as lines, filled in one at a time; added, copied, moved, deleted with a way back. */
export function RowList({
  section,
  applicationId,
  setting,
  files,
  rule,
  wanted,
  remarks,
  opening,
  more,
}: RowListProps) {
  const definition = section.rows!
  const { control, getValues, register } = useFormContext()
  const rows = useRows(definition, wanted)
  const field = useField({ name: 'rows', label: section.title }, id => `${id}-add`)
  const undo = useRef<HTMLButtonElement>(null)
  const none = useWatch({ control, name: 'none' }) === true
  const { errors, submitCount } = useFormState({ control })
  const { itemLabel, addLabel, noneLabel, need, proof } = definition

  // what is wrong in closed rows is opened, so that its sentence stands beside its field
  const wrong = useRef<number[]>([])
  wrong.current = Object.entries((errors.rows ?? {}) as Record<string, unknown>).flatMap(([index, error]) =>
    /^\d+$/.test(index) && error ? [Number(index)] : [],
  )
  const { openRow } = rows
  useEffect(() => {
    if (submitCount > 0) for (const index of wrong.current.slice(0, 3).reverse()) openRow(index)
  }, [submitCount, openRow])

  useEffect(() => {
    if (rows.removed) undo.current?.focus()
  }, [rows.removed])

  const first = rows.page * PAGE
  const shown = rows.keys.slice(first, first + PAGE)
  const filesOf = (rowId: string) => files.filter(file => file.rowId === rowId)

  return (
    <section aria-label={section.title} className="space-y-3">
      {rows.count > PAGE && <Pages {...rows} label="分页" />}
      <ol ref={rows.place} className="space-y-3">
        {shown.map((key, offset) => {
          const index = first + offset
          const row = (getValues(`rows.${index}`) ?? {}) as RowData
          const rowId = textOf(row.id)
          const lock = opening === 'all' ? null : opening.includes(rowId) ? 'place' : 'whole'
          const open = rows.isOpen(index)
          const attached = filesOf(rowId)
          const owed = proof?.required && attached.length === 0 ? 1 : 0
          return (
            <li key={key} id={`row-${rowId}`} className="scroll-mt-[calc(var(--sticky-top,0px)+1rem)]">
              <RowCard
                index={index}
                name={rows.name(index)}
                {...rowSummary(definition, row)}
                missing={open || !hasContent(row) ? 0 : rowProblems(definition, row).length + owed}
                files={attached.length}
                first={index === 0}
                last={index === rows.count - 1}
                canCopy={!rows.full}
                lock={lock}
                onDeed={rows.onDeed}
                remark={remarks[rowId]}
              >
                {!open ? null : lock === 'whole' ? (
                  <RowReading fields={definition.fields} row={row} files={attached} columns={1} />
                ) : (
                  <>
                    <FieldGroup fields={definition.fields} path={`rows.${index}`} setting={setting} />
                    {proof && (
                      <UploadField
                        id={`upload-rows.${index}.files`}
                        applicationId={applicationId}
                        section={section.section}
                        rowId={rowId}
                        purpose="evidence"
                        rule={{ ...rule, label: proof.label }}
                        files={attached}
                        required={proof.required}
                        onChange={() => noteChange()}
                      />
                    )}
                  </>
                )}
              </RowCard>
            </li>
          )
        })}
      </ol>
      {rows.count > PAGE && <Pages {...rows} setPage={rows.leaf} label="分页（列表下方）" />}
      {rows.removed && (
        <p className="flex items-center gap-2 rounded-md bg-sunken px-3 py-1">
          <span>
            已删除第 {rows.removed.index + 1} {itemLabel}
          </span>
          <Button ref={undo} size="sm" variant="quiet" onClick={rows.bringBack}>
            撤销删除
          </Button>
        </p>
      )}
      {opening !== 'all' && (
        <p className="text-sm text-ink-3">
          这次只修改标出的条目{opening.length < rows.count && '，其他条目可以点开查看'}
          ；所有条目都不能增加、删除或移动。
        </p>
      )}
      {opening === 'all' && (
        <div className="flex flex-wrap items-center gap-3">
          <Button id={`${field.id}-add`} onClick={rows.add} disabled={rows.full}>
            <Plus aria-hidden="true" className="size-4" />
            {addLabel}
          </Button>
          {more?.(rows.append)}
          {rows.full && <span className="text-sm text-ink-3">最多 {rows.count} 条，删除一条后可再添加</span>}
        </div>
      )}
      {opening === 'all' && rows.count === 0 && need !== 'rows' && (
        <label className="flex min-h-9 items-center gap-2.5">
          <input
            {...register('none')}
            type="checkbox"
            defaultChecked={none}
            className="size-[1.15em] accent-(--accent)"
          />
          {noneLabel}
          {need === 'optional' && <span className="text-sm text-ink-3">（这一部分可以不填）</span>}
        </label>
      )}
      <FieldError id={field.errorId} error={field.error} />
      <span role="status" className="sr-only">
        {rows.said}
      </span>
    </section>
  )
}

type PagesProps = { label: string; page: number; count: number; setPage: (page: number) => void }

function Pages({ label, page, count, setPage }: PagesProps) {
  const last = Math.ceil(count / PAGE) - 1
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-3">
      <span className="num text-sm text-ink-3">
        第 {page * PAGE + 1}–{Math.min(count, (page + 1) * PAGE)} 条，共 {count} 条
      </span>
      <Button size="sm" disabled={page === 0} onClick={() => setPage(page - 1)}>
        前 {PAGE} 条
      </Button>
      <Button size="sm" disabled={page === last} onClick={() => setPage(page + 1)}>
        后 {PAGE} 条
      </Button>
    </nav>
  )
}
