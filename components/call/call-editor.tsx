'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import type { z } from 'zod'
import { lookupDisciplines, searchDisciplines } from '@/components/dict/load'
import { RadioField } from '@/components/form/choice-fields'
import { ComboboxListField } from '@/components/form/combobox-list-field'
import { DateField } from '@/components/form/date-field'
import { useKitForm } from '@/components/form/form'
import { useKitFormContext } from '@/components/form/form-context'
import { FormView } from '@/components/form/form-view'
import { TextField } from '@/components/form/text-field'
import { BodyField } from '@/components/notice/body-field'
import { useLeaveGuard } from '@/components/notice/use-leave-guard'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { saveCallAction } from '@/lib/call/call.actions'
import type { CallView } from '@/lib/call/call.dto'
import { MOST_DISCIPLINES, saveCallSchema } from '@/lib/call/call.schema'

type Values = z.input<typeof saveCallSchema>
type Edited = Pick<
  CallView,
  'id' | 'version' | 'title' | 'body' | 'opensOn' | 'closesOn' | 'afterwards' | 'disciplines' | 'publishedAt' | 'status'
>
type CallEditorProps = {
  /** null for a new one */
  call: Edited | null
  /** the reader may make it public */
  mayPublish: boolean
}

const valuesOf = (call: Edited | null): Values => ({
  id: call?.id ?? null,
  version: call?.version ?? 0,
  title: call?.title ?? '',
  body: call?.body ?? '',
  opensOn: call?.opensOn ?? '',
  closesOn: call?.closesOn ?? '',
  afterwards: call?.afterwards ?? 'closed',
  disciplines: call?.disciplines ?? [],
  publish: false,
})

/** Where a 征集批次 is written; its days only until it was published once, then they are lengthened elsewhere. */
export function CallEditor({ call, mayPublish }: CallEditorProps) {
  const router = useRouter()
  const form = useKitForm<Values>(saveCallSchema, valuesOf(call))
  useLeaveGuard(form.formState.isDirty)
  return (
    <FormView
      form={form}
      label="征集内容"
      action={saveCallAction}
      success={call?.status === 'published' ? '已保存，公众现在看到的就是这个版本。' : '已保存，公众还看不到。'}
      onSuccess={saved => {
        form.reset({ ...form.getValues(), id: saved.id, version: saved.version, publish: false })
        if (call) router.refresh()
        else router.replace(`/bureau/calls/${saved.id}`)
      }}
      submit={<Buttons call={call} mayPublish={mayPublish} />}
    >
      <TextField name="title" label="标题" required width="full" />
      {!call?.publishedAt && (
        <>
          <div className="grid gap-4 lg:grid-cols-2">
            <DateField name="opensOn" label="开始日期" hint="不填则发布后立即开始。" />
            <DateField name="closesOn" label="截止日期" required hint="集中征集的最后一天，到当天 24 时为止。" />
          </div>
          <RadioField
            name="afterwards"
            label="截止以后"
            required
            options={[
              { value: 'closed', label: '不再受理', hint: '截止后显示「已截止」。' },
              { value: 'open', label: '转为常年受理', hint: '截止后显示「常年受理」，仍可从这一批申请。' },
            ]}
          />
        </>
      )}
      <BodyField name="body" />
      <ComboboxListField
        name="disciplines"
        label="重点征集的学科"
        itemLabel="学科名称"
        max={MOST_DISCIPLINES}
        hint="只作说明，其他学科也可以申请。不填表示不限学科。"
        load={searchDisciplines}
        lookup={lookupDisciplines}
        placeholder="输入后从列表中选择，如 肿瘤学"
        prompt="请输入学科名称、拼音首字母或代码"
        whenNone="请换一个说法，或用上一级学科的名称查找。"
      />
    </FormView>
  )
}

function Buttons({ call, mayPublish }: CallEditorProps) {
  const { pending, hydrated } = useKitFormContext()
  const form = useFormContext<Values>()
  const [asking, setAsking] = useState<HTMLFormElement | null>(null)
  const [publishing, setPublishing] = useState(false)
  const isPublic = call?.status === 'published'
  const send = (to: HTMLFormElement, publish: boolean) => {
    setPublishing(publish)
    form.setValue('publish', publish)
    to.requestSubmit()
  }
  const ask = async (to: HTMLFormElement) => {
    // with errors there is nothing to ask: sending shows them where they are
    if (await form.trigger()) setAsking(to)
    else send(to, false)
  }
  const closesOn = form.getValues('closesOn')
  return (
    <div className="flex flex-wrap items-center gap-3">
      {mayPublish && !isPublic && (
        <Button
          variant="primary"
          disabled={!hydrated || (pending && !publishing)}
          pending={pending && publishing}
          pendingLabel="正在发布…"
          onClick={event => void ask(event.currentTarget.form!)}
        >
          {call?.publishedAt ? '重新发布…' : '发布征集…'}
        </Button>
      )}
      <Button
        variant={isPublic ? 'primary' : 'secondary'}
        disabled={!hydrated || (pending && publishing)}
        pending={pending && !publishing}
        pendingLabel="正在保存…"
        onClick={event => send(event.currentTarget.form!, false)}
      >
        {isPublic ? '保存修改' : '保存草稿'}
      </Button>
      {!mayPublish && <p className="text-sm text-ink-3">草稿写好后，由业务管理员发布。</p>}
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={open => !open && setAsking(null)}
        title="发布这次征集？"
        confirmLabel="发布"
        onConfirm={() => {
          const to = asking
          setAsking(null)
          if (to) send(to, true)
        }}
      >
        发布后任何人都能在网站首页看到。截止日期 {closesOn} 公布以后不能提前，只能写明原因延长。附件请先保存草稿再上传。
      </ConfirmDialog>
    </div>
  )
}
