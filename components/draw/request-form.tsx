'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useWatch } from 'react-hook-form'
import type { z } from 'zod'
import { RadioField } from '@/components/form/choice-fields'
import { DateField } from '@/components/form/date-field'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { KeptSubmit } from '@/components/form/kept-submit'
import { FormGrid, FormSection } from '@/components/form/layout'
import { NumberField } from '@/components/form/number-field'
import type { Action } from '@/components/form/run-action'
import { SelectField } from '@/components/form/select-field'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { useAutosave } from '@/components/form/use-autosave'
import { purposeOptions, saveRequestSchema } from '@/lib/draw/request.schema'
import { type RequestValues, unlockOptions } from '@/lib/draw/request-form.rules'
import { UNLOCK_WITHIN_DAYS } from '@/lib/draw/request-ready.rules'
import type { DrawPolicy } from '@/lib/policy/draw-policy'
import { AskGroups } from './ask-groups'
import { CapRows, type Names } from './ask-rows'
import type { AskCheck } from './health-check'
import { RequestConflict, unsettled } from './request-draft'
import { RequestHealth } from './request-health'
import { SessionFields } from './session-fields'

type RequestFormProps = {
  values: RequestValues
  action: Action<RequestValues, { id: string; version: number }>
  check: AskCheck
  base: string
  policy: DrawPolicy
  names: Names
  /** what was typed before and not saved, which `values` hold */
  draft: { version: number; savedAt: string } | null
}

/** Where a request is written. It is saved as a draft with whatever is there; sending asks for the rest. */
export function RequestForm({ values, action, check, base, policy, names, draft }: RequestFormProps) {
  const router = useRouter()
  const form = useKitForm<RequestValues>(saveRequestSchema as unknown as z.ZodType<unknown, RequestValues>, values)
  const { version = 0, savedAt = null } = draft ?? {}
  const autosave = useAutosave({ form, url: '/api/drafts/draw', version, savedAt })
  return (
    <>
      <FormView
        form={form}
        label="抽取需求"
        // nothing is kept behind what is being saved
        action={async typed => ((await autosave.flush()) ? action(typed) : unsettled)}
        onSuccess={saved => {
          router.push(`${base}/${saved.id}` as Route)
          router.refresh()
        }}
        submit={
          <KeptSubmit
            autosave={autosave}
            label="保存并核对"
            pendingLabel="正在保存…"
            back={(values.id ? `${base}/${values.id}` : base) as Route}
            backLabel="返回，以后接着写"
          />
        }
        className="space-y-6"
      >
        <FormSection title="评审活动">
          <TextField
            name="title"
            label="评审活动名称"
            required
            width="lg"
            placeholder="如 2026 年度重点研发计划项目评审"
          />
          <SelectField name="purpose" label="用途" required width="md" options={[...purposeOptions]} />
          <TextArea name="purposeNote" label="用途说明" max={500} rows={2} hint="用途选「其他」的必填。" />
          <SessionFields later="可以先不填，提交前补上。" />
          <TextField name="place" label="地点" width="lg" />
        </FormSection>
        <FormSection title="通知和保密">
          <NumberField
            name="answerMinutes"
            label="答复时限"
            required
            unit="分钟"
            hint={`通知发出后多久内要答复，${policy.answer.least} 到 ${policy.answer.most} 分钟。`}
          />
          <RadioField
            name="unlock"
            label="名单什么时候公开"
            required
            hint={policy.unseal === 'two' ? '到时由抽取人和监督人员两人启封，名单才公开。' : undefined}
            options={unlockOptions(policy, values.id === null ? null : values.unlock)}
          />
          <UnlockTime />
          <TextArea
            name="briefing"
            label="参会须知"
            max={5000}
            rows={5}
            hint="接受邀请的专家在参会前看到：流程、材料、交通等。"
          />
        </FormSection>
        <AskGroups policy={policy} names={names} />
        <FormSection title="各组合计">
          <CapRows
            name="caps"
            title="各组合计的上限"
            hint="例如同一单位在所有组里合计最多 2 人。没有的不用添加。"
            method={policy.method}
          />
        </FormSection>
        <RequestHealth check={check} />
      </FormView>
      <RequestConflict form={form} autosave={autosave} />
    </>
  )
}

function UnlockTime() {
  const unlock: unknown = useWatch({ name: 'unlock' })
  if (unlock !== 'time') return null
  return (
    <FormGrid>
      <DateField
        name="unlockDay"
        label="公开日期"
        hint={`不早于评审开始，最迟在评审结束后 ${UNLOCK_WITHIN_DAYS} 天内。`}
      />
      <TextField name="unlockTime" label="公开时间" width="xs" code placeholder="09:00" />
    </FormGrid>
  )
}
