'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { type UseFormReturn, useFormState } from 'react-hook-form'
import { ConflictDialog, type ConflictField } from '@/components/form/conflict-dialog'
import { FormView } from '@/components/form/form-view'
import { SaveIndicator } from '@/components/form/save-indicator'
import { SubmitButton } from '@/components/form/submit-button'
import { useAutosave } from '@/components/form/use-autosave'
import { Button, LinkButton } from '@/components/ui/button'
import { gather, spread, spreadNames } from '@/lib/profile/merge.rules'
import { fieldText, rowSummary, rowTexts } from '@/lib/profile/reading.rules'
import type { Section } from '@/lib/profile/resolve.schema'
import { partsOf, type SectionData } from '@/lib/profile/values.rules'
import { noteChange } from '../fresh'

/** What the form of a section gets from its page. */
export type SectionWays = {
  applicationId: string
  /** version and time of what was saved; 0 and null before the first time */
  version: number
  savedAt: string | null
  /** where 上一页 and 下一页 lead */
  previous: string
  next: { href: string; label: string }
  /** path of a field somebody comes for, from the list of what is missing: everything missing is then said */
  wanted?: string
}

type SectionEditorProps = SectionWays & {
  form: UseFormReturn<SectionData, unknown, SectionData>
  section: Section
  children: ReactNode
}

/** The control of a path: the one the form knows, or the button with which rows or files are added. */
function focusField(form: SectionEditorProps['form'], path: string): void {
  form.setFocus(path)
  const name = path.replaceAll('.', '-')
  const other = document.querySelector<HTMLElement>(
    `[id$="-${name}-add"], [id$="-${name}-year"], [id$="-${name}"], [id="upload-${path}"]`,
  )
  if (!document.activeElement || document.activeElement === document.body) other?.focus()
  const focused = document.activeElement === document.body ? other : document.activeElement
  focused?.closest('fieldset, div')?.scrollIntoView?.({ block: 'center' })
}

/**
 * One section of the profile: saves itself while somebody types, goes on to the next section, and lets nobody be
 * held up by what he does not have at hand.
 */
export function SectionEditor(props: SectionEditorProps) {
  const { form, section, applicationId, version, savedAt, previous, next, wanted, children } = props
  const router = useRouter()
  const url = `/api/drafts/${section.section}`
  const autosave = useAutosave({ form, url, also: { applicationId }, version, savedAt })
  const { submitCount, isValid, isSubmitted } = useFormState({ control: form.control })
  const [leaving, setLeaving] = useState(false)
  const heldUp = isSubmitted && submitCount > 0 && !isValid

  useEffect(() => {
    if (autosave.status === 'saved' && autosave.savedAt) noteChange(autosave.savedAt)
  }, [autosave.status, autosave.savedAt])

  useEffect(() => {
    if (!wanted) return
    // the row somebody comes for opens first
    void form.trigger().then(() => requestAnimationFrame(() => focusField(form, wanted)))
  }, [form, wanted])

  const goOn = async () => {
    setLeaving(true)
    const safe = await autosave.flush()
    setLeaving(false)
    if (!safe) return
    router.push(next.href as Route)
  }

  return (
    <>
      <FormView
        form={form}
        label={section.title}
        className="space-y-6"
        action={async () => {
          await goOn()
          return { ok: true as const, data: null }
        }}
        submit={
          <div className="border-t border-line pt-4">
            <SaveIndicator autosave={autosave} />
            <div className="mt-2 flex flex-col-reverse gap-3 sm:flex-row sm:items-center">
              <LinkButton href={previous}>上一页</LinkButton>
              {heldUp && (
                <Button variant="quiet" pending={leaving} pendingLabel="正在保存…" onClick={() => void goOn()}>
                  暂时不填，去下一页
                </Button>
              )}
              <SubmitButton label={next.label} pendingLabel="正在保存…" />
            </div>
          </div>
        }
      >
        {children}
      </FormView>
      <Conflict section={section} form={form} autosave={autosave} />
    </>
  )
}

type ConflictProps = Pick<SectionEditorProps, 'section' | 'form'> & { autosave: ReturnType<typeof useAutosave> }

/** Two versions of a section, compared field by field and row by row. */
function Conflict({ section, form, autosave }: ConflictProps) {
  const { conflict, settle } = autosave
  const theirs = useMemo(() => partsOf(conflict?.data), [conflict])
  if (!conflict) return null
  const mine = form.getValues()
  const fields = conflictFields(section, [mine, theirs])
  return (
    <ConflictDialog
      conflict={{ ...conflict, data: spread(theirs) }}
      mine={spread(mine)}
      fields={fields}
      onSettle={flat => settle(gather(section, flat, [mine, theirs]))}
    />
  )
}

function conflictFields(section: Section, versions: readonly SectionData[]): ConflictField[] {
  return spreadNames(section, versions).map(({ name, row }) => {
    if (!row) {
      const field = section.fields.find(one => one.name === name)
      return field
        ? { name, label: field.label, show: value => fieldText(field, value) || '未填写' }
        : { name, label: section.rows!.noneLabel, show: value => (value ? '是' : '否') }
    }
    const rows = section.rows!
    const title = versions.flatMap(data => partsOf(spread(data)[name])).map(one => rowSummary(rows, partsOf(one)).title)
    return {
      name,
      label: title.find(Boolean) ?? section.title,
      show: value =>
        value
          ? rowTexts(rows.fields, partsOf(value))
              .filter(({ text }) => text)
              .map(({ field, text }) => `${field.label}：${text}`)
              .join('\n')
          : '没有这一条',
    }
  })
}
