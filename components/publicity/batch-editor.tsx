'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { useKitForm } from '@/components/form/form'
import { useKitFormContext } from '@/components/form/form-context'
import { FormView } from '@/components/form/form-view'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { useLeaveGuard } from '@/components/notice/use-leave-guard'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { savePublicityAction } from '@/lib/publicity/publicity.actions'
import type { BatchView } from '@/lib/publicity/publicity.dto'
import { savePublicitySchema } from '@/lib/publicity/publicity.schema'

type Values = { id: string; version: number; title: string; body: string; contact: string; publish: boolean }
type BatchEditorProps = {
  batch: Pick<BatchView, 'id' | 'version' | 'title' | 'body' | 'contact'>
  /** how many people are in it */
  count: number
  /** 7 天 */
  days: string
}

/** The words of a draft, and its publication after one question. */
export function BatchEditor({ batch, count, days }: BatchEditorProps) {
  const router = useRouter()
  const { id, version, title, body, contact } = batch
  const form = useKitForm<Values>(savePublicitySchema as never, { id, version, title, body, contact, publish: false })
  useLeaveGuard(form.formState.isDirty)
  return (
    <FormView
      form={form}
      label="公示内容"
      action={savePublicityAction}
      success="已保存"
      onSuccess={saved => {
        form.reset({ ...form.getValues(), version: saved.version, publish: false })
        form.setValue('version', saved.version)
        router.refresh()
      }}
      submit={<Buttons count={count} days={days} />}
    >
      <TextField name="title" label="标题" required width="full" />
      <TextArea
        name="body"
        label="正文"
        required
        max={5000}
        rows={8}
        hint="人员名单和公示期由系统列出，不用写在正文里。"
      />
      <TextArea name="contact" label="受理异议的联系方式" required max={500} rows={2} />
    </FormView>
  )
}

function Buttons({ count, days }: { count: number; days: string }) {
  const { pending, hydrated } = useKitFormContext()
  const form = useFormContext<Values>()
  const [asking, setAsking] = useState<HTMLFormElement | null>(null)
  const [publishing, setPublishing] = useState(false)
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
  return (
    <div className="flex flex-wrap gap-3">
      <Button
        variant="primary"
        disabled={!hydrated || count === 0 || (pending && !publishing)}
        pending={pending && publishing}
        pendingLabel="正在发布…"
        onClick={event => void ask(event.currentTarget.form!)}
      >
        发布公示…
      </Button>
      <Button
        disabled={!hydrated || (pending && publishing)}
        pending={pending && !publishing}
        pendingLabel="正在保存…"
        onClick={event => send(event.currentTarget.form!, false)}
      >
        保存
      </Button>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={open => !open && setAsking(null)}
        title={`发布公示，共 ${count} 人？`}
        confirmLabel="发布"
        onConfirm={() => {
          const to = asking
          setAsking(null)
          if (to) send(to, true)
        }}
      >
        发布后名单、正文和期限都不能再改。公示 {days}，发布当日不计，期满没有异议的自动入库；每位专家会收到通知。
      </ConfirmDialog>
    </div>
  )
}
