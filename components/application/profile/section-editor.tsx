'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { type FieldValues, type Path, type UseFormReturn, useFormState } from 'react-hook-form'
import { ConflictDialog, type ConflictField } from '@/components/form/conflict-dialog'
import { FormView } from '@/components/form/form-view'
import { SaveIndicator } from '@/components/form/save-indicator'
import { SubmitButton } from '@/components/form/submit-button'
import { useAutosave } from '@/components/form/use-autosave'
import { Button, LinkButton } from '@/components/ui/button'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { noteChange } from '../fresh'

/** What every section's form gets from its page. */
export type SectionFormProps = {
  applicationId: string
  section: ProfileSection
  /** version and time of what was saved; 0 and null before the first time */
  version: number
  savedAt: string | null
  /** where 上一步 and 下一步 lead */
  previous: string
  next: { href: string; label: string }
  /** path of a field somebody comes for, from the list of what is missing: everything missing is then said */
  wanted?: string
}

type SectionEditorProps<V extends FieldValues> = SectionFormProps & {
  form: UseFormReturn<V, unknown, V>
  title: string
  /** what a conflict shows, in the order of the form */
  fields: ConflictField[]
  children: ReactNode
}

/** The control of a path: the one the form knows, or the button with which rows are added. */
function focusField<V extends FieldValues>(form: UseFormReturn<V, unknown, V>, path: string): void {
  form.setFocus(path as Path<V>)
  const other = document.querySelector<HTMLElement>(`[id$="-${path.replaceAll('.', '-')}-add"], [id="upload-${path}"]`)
  other?.focus()
  document.activeElement?.closest('fieldset, div')?.scrollIntoView?.({ block: 'center' })
}

/**
 * One section of the profile: saves itself while somebody types, goes on to the next section, and lets nobody be
 * held up by what he does not have at hand.
 */
export function SectionEditor<V extends FieldValues>(props: SectionEditorProps<V>) {
  const { form, section, title, applicationId, version, savedAt, previous, next, wanted, fields, children } = props
  const router = useRouter()
  const autosave = useAutosave({ form, url: `/api/drafts/${section}`, also: { applicationId }, version, savedAt })
  const { submitCount, isValid, isSubmitted } = useFormState({ control: form.control })
  const [leaving, setLeaving] = useState(false)
  const heldUp = isSubmitted && submitCount > 0 && !isValid

  useEffect(() => {
    if (autosave.status === 'saved' && autosave.savedAt) noteChange(autosave.savedAt)
  }, [autosave.status, autosave.savedAt])

  useEffect(() => {
    if (!wanted) return
    void form.trigger().then(() => focusField(form, wanted))
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
        label={title}
        className="space-y-6"
        action={async () => {
          await goOn()
          return { ok: true as const, data: null }
        }}
        submit={
          <div className="border-t border-line pt-4">
            <SaveIndicator autosave={autosave} />
            <div className="mt-2 flex flex-col-reverse gap-3 sm:flex-row sm:items-center">
              <LinkButton href={previous}>上一步</LinkButton>
              {heldUp && (
                <Button variant="quiet" pending={leaving} pendingLabel="正在保存…" onClick={() => void goOn()}>
                  暂时不填，去下一步
                </Button>
              )}
              <SubmitButton label={next.label} pendingLabel="正在保存…" />
            </div>
          </div>
        }
      >
        {children}
      </FormView>
      <ConflictDialog conflict={autosave.conflict} mine={form.getValues()} fields={fields} onSettle={autosave.settle} />
    </>
  )
}
