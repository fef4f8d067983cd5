'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useWatch } from 'react-hook-form'
import { z } from 'zod'
import { CheckboxField } from '@/components/form/choice-fields'
import { useKitForm } from '@/components/form/form'
import { RowLabelContext } from '@/components/form/form-context'
import { FormView } from '@/components/form/form-view'
import { KeptSubmit } from '@/components/form/kept-submit'
import { FormSection } from '@/components/form/layout'
import type { Action } from '@/components/form/run-action'
import { TextArea } from '@/components/form/text-area'
import { useAutosave } from '@/components/form/use-autosave'
import { Alert } from '@/components/ui/alert'
import { type RoundTyped, type RoundValues, rangeWords } from '@/lib/draw/request-form.rules'
import type { DrawPolicy } from '@/lib/policy/draw-policy'
import { AskFields } from './ask-group'
import type { Names } from './ask-rows'
import type { AskCheck } from './health-check'
import { RoundConflict, unsettled } from './request-draft'
import { RoundHealth } from './request-health'

type RoundFormProps = {
  requestId: string
  values: RoundValues
  action: Action<RoundTyped, { id: string; version: number }>
  check: AskCheck
  back: string
  policy: DrawPolicy
  names: Names
  /** what was typed before and not saved, which `values` hold */
  draft: { version: number; savedAt: string } | null
}

/** What the server checks says where it is wrong; here only groups that are ticked are sent. */
const free = z.custom<RoundValues>(() => true)

/** Where the conditions of a 补抽 are written, for the groups that are ticked. */
export function RoundForm({ requestId, values, action, check, back, policy, names, draft }: RoundFormProps) {
  const router = useRouter()
  const form = useKitForm<RoundValues>(free as unknown as z.ZodType<unknown, RoundValues>, values)
  const { version = 0, savedAt = null } = draft ?? {}
  const autosave = useAutosave({ form, url: '/api/drafts/draw-round', version, savedAt })
  const send = async (typed: RoundValues) => {
    // nothing is kept behind what is being saved
    if (!(await autosave.flush())) return unsettled
    const places = typed.groups.flatMap(({ on }, index) => (on ? [index] : []))
    const answer = await action({ ...typed, groups: places.map(index => typed.groups[index]!) })
    if (answer.ok || !answer.fieldErrors) return answer
    // the server counts the ticked ones only
    const moved = Object.entries(answer.fieldErrors).map(([path, sentences]) => [
      path.replace(/^groups\.(\d+)/, (_, at) => `groups.${places[Number(at)] ?? at}`),
      sentences,
    ])
    return { ...answer, fieldErrors: Object.fromEntries(moved) as Record<string, string[]> }
  }
  return (
    <>
      <FormView
        form={form}
        label="补抽条件"
        action={send}
        onSuccess={() => {
          router.push(back as Route)
          router.refresh()
        }}
        submit={
          <KeptSubmit
            autosave={autosave}
            label="保存并核对"
            pendingLabel="正在保存…"
            back={back as Route}
            backLabel="返回，以后接着写"
          />
        }
        className="space-y-6"
      >
        <TextArea name="reason" label="补抽的理由" required max={1000} rows={3} />
        {values.groups.map((group, index) => (
          <RowLabelContext.Provider key={group.id} value={group.name}>
            <FormSection title={group.name}>
              <p className={group.short > 0 ? 'font-medium' : 'text-ink-2'}>{rangeWords(group)}</p>
              <CheckboxField name={`groups.${index}.on`} label={`补抽${group.name}`}>
                这一组要补抽
              </CheckboxField>
              <Ask index={index} policy={policy} names={names} short={group.short} />
            </FormSection>
          </RowLabelContext.Provider>
        ))}
        <RoundHealth check={check} requestId={requestId} />
      </FormView>
      <RoundConflict form={form} autosave={autosave} />
    </>
  )
}

type AskProps = { index: number; policy: DrawPolicy; names: Names; short: number }

function Ask({ index, policy, names, short }: AskProps) {
  const on: unknown = useWatch({ name: `groups.${index}.on` })
  const size: unknown = useWatch({ name: `groups.${index}.size` })
  if (on !== true) return null
  const over = typeof size === 'number' && size > short
  return (
    <>
      {over && (
        <Alert tone="warning" title="多于缺额">
          {short === 0 ? '这一组没有缺额。' : `这一组只缺 ${short} 人。`}
          确实要多抽的，请在理由里写明，由业务管理员审批。
        </Alert>
      )}
      <AskFields name={`groups.${index}`} policy={policy} names={names} first={false} />
    </>
  )
}
