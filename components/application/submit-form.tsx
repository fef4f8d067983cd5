'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { CheckboxField } from '@/components/form/choice-fields'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SubmitButton } from '@/components/form/submit-button'
import { ResultNews } from '@/components/message/result-news'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { submitApplicationAction } from '@/lib/application/application.actions'
import { submitSchema } from '@/lib/application/application.schema'
import type { Recommender } from '@/lib/policy/policy.schema'
import { useChoosing } from './choosing'
import { noteChange } from './fresh'

type SubmitFormProps = {
  applicationId: string
  statementVersion: string
  statementTitle: string
  /** who gets it next: 示范江城第一医院 */
  to: string
  /** whom the page names, where the expert chooses (R8) */
  recommender?: Recommender
  /** a change after entry */
  change?: boolean
}

/** The tick under the statement and the button that sends the application off. */
export function SubmitForm(props: SubmitFormProps) {
  const { applicationId, statementVersion, statementTitle, to, recommender, change } = props
  const label = change ? '提交变更' : '提交申请'
  const router = useRouter()
  const [sent, setSent] = useState(false)
  const choosing = useChoosing()
  const form = useKitForm(submitSchema, { applicationId, statementVersion, recommender })
  // another choice arrives from the server a moment later; a tick set meanwhile stays
  useEffect(() => form.setValue('recommender', recommender), [form, recommender])
  if (sent)
    return (
      <Alert tone="success" role="status" title={change ? '变更已提交' : '申请已提交'}>
        正在打开办理进度…
      </Alert>
    )
  return (
    <FormView
      form={form}
      action={submitApplicationAction}
      label={label}
      className="space-y-4"
      onSuccess={() => {
        setSent(true)
        noteChange()
        router.replace('/expert')
      }}
      onRefused={({ code }) => {
        // sent already, in another tab or just now: the page shows where it stands
        if (code === 'conflict' || code === 'refused') router.refresh()
        return false
      }}
      submit={
        <div className="flex flex-col gap-3 sm:flex-row sm:items-center">
          <SubmitButton
            size="lg"
            label={label}
            pendingLabel="正在提交…"
            waiting={choosing ? '正在保存由谁推荐…' : undefined}
          />
          <LinkButton href="/expert/profile" size="lg">
            再改改
          </LinkButton>
        </div>
      }
    >
      <CheckboxField name="agreed" label={statementTitle} required>
        我已阅读并作出以上承诺
      </CheckboxField>
      <p className="text-ink-2">
        提交后由{to}办理，内容不能再修改；需要修改时可以撤回。{change && '审核通过之前，库中仍使用原来的信息。'}
        <ResultNews />。
      </p>
    </FormView>
  )
}
