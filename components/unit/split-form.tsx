'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { CheckboxGroupField } from '@/components/form/choice-fields'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { FormSection } from '@/components/form/layout'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { previewSplitAction, splitUnitAction } from '@/lib/unit/reshape.actions'
import type { SplitChoices, SplitCounts } from '@/lib/unit/reshape.dto'
import { splitUnitSchema } from '@/lib/unit/reshape.schema'
import { FoundFields } from './found-fields'

type SplitFormProps = { unit: { id: string; version: number; name: string }; choices: SplitChoices }

/** A new unit out of parts of one: what goes, what it is, a preview with figures, then it counts. */
export function SplitForm({ unit, choices }: SplitFormProps) {
  const router = useRouter()
  const [counts, setCounts] = useState<SplitCounts | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const form = useKitForm(splitUnitSchema, {
    id: unit.id,
    version: unit.version,
    nature: '',
    name: '',
    legalPerson: '',
    regionCode: '',
    contactName: '',
    contactPhone: '',
    creditCode: '',
    noCodeReason: '',
    divisionIds: [],
    personIds: [],
    reason: '',
  })
  const confirm = () =>
    startTransition(async () => {
      const result = await runAction(splitUnitAction, form.getValues())
      if (result.ok) return router.push(`/bureau/organisation/units/${result.data.id}`)
      for (const [path, messages] of Object.entries(result.fieldErrors ?? {}))
        form.setError(path as 'name', { type: 'server', message: messages.join('；') })
      const [first] = Object.values(result.fieldErrors ?? {}).flat()
      setProblem(first ?? sentenceFor(result.code, result.message))
    })
  return (
    <FormView
      form={form}
      action={previewSplitAction}
      label="分立单位"
      submitLabel="预览分立"
      pendingLabel="正在计算…"
      onSuccess={data => {
        setProblem(null)
        setCounts(data)
      }}
      actions={
        <LinkButton href={`/bureau/organisation/units/${unit.id}`} variant="quiet">
          不分立，返回
        </LinkButton>
      }
    >
      <FormSection title="分出的部分" description={`从“${unit.name}”分出的部门和人员。`}>
        {choices.divisions.length > 0 && (
          <CheckboxGroupField
            name="divisionIds"
            label="院系、部门（连同其中的人员）"
            inline
            options={choices.divisions.map(({ id, name, people }) => ({ value: id, label: `${name}（${people} 人）` }))}
          />
        )}
        {choices.people.length > 0 && (
          <CheckboxGroupField
            name="personIds"
            label="不在任何部门的人员"
            inline
            hint={choices.more ? '人员太多，只列出前 300 人。其余的请先让单位归入部门。' : undefined}
            options={choices.people.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </FormSection>
      <FormSection title="新单位" description="分立后即为「正常」，管理员由您在新单位的页面指定。">
        <FoundFields />
        <TextField name="creditCode" label="统一社会信用代码" code width="md" autoComplete="off" />
        <TextArea
          name="noCodeReason"
          label="没有信用代码的原因"
          max={300}
          rows={2}
          hint="没有填写信用代码时必填，以后可以补录。"
        />
        <TextArea name="reason" label="分立的依据" required max={300} rows={3} hint="例如批复的文号。" />
      </FormSection>
      <ConfirmDialog
        open={counts !== null}
        onOpenChange={open => !open && setCounts(null)}
        title={`从“${unit.name}”分出“${form.getValues('name')}”？`}
        confirmLabel="确认分立"
        pendingLabel="正在分立…"
        cancelLabel="再看看"
        tone="danger"
        pending={pending}
        problem={problem && <Alert tone="danger" role="alert" title={problem} />}
        onConfirm={confirm}
      >
        {counts && (
          <p className="num">
            转到新单位：部门 {counts.divisions} 个，从属人员 {counts.people} 人，在办申请 {counts.openApplications}{' '}
            份，在库专家 {counts.experts} 人。已办结的申请留在原单位。分立不能自动撤销。
          </p>
        )}
      </ConfirmDialog>
    </FormView>
  )
}
