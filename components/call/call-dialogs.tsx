'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { DateField } from '@/components/form/date-field'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { TextArea } from '@/components/form/text-area'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { extendCallAction, withdrawCallAction } from '@/lib/call/call.actions'
import { extendCallSchema, withdrawCallSchema } from '@/lib/call/call.schema'

type Props = { id: string; version: number }

/** 延长截止时间, with a reason that the public reads. */
export function ExtendCall({ id, version, closesOn }: Props & { closesOn: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const values = { id, version, closesOn: '', reason: '' }
  const form = useKitForm<z.input<typeof extendCallSchema>>(extendCallSchema, values)
  const cancel = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        onClick={() => {
          form.reset(values)
          setOpen(true)
        }}
      >
        延长截止时间…
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="延长截止时间" size="sm">
        <p className="mb-4 text-ink-2">
          现在的截止日期是 <span className="num">{closesOn}</span>。延长后公众能看到从哪天延长到哪天和延长的原因。
        </p>
        <FormView
          form={form}
          action={extendCallAction}
          label="延长截止时间"
          submitLabel="延长"
          pendingLabel="正在延长…"
          actions={
            <Button ref={cancel} onClick={() => setOpen(false)}>
              取消
            </Button>
          }
          onSuccess={() => {
            setOpen(false)
            router.refresh()
          }}
        >
          <DateField name="closesOn" label="新的截止日期" required />
          <TextArea name="reason" label="延长的原因" required max={200} rows={3} hint="会写在征集页面上。" />
        </FormView>
      </Dialog>
    </>
  )
}

/** Takes a call off the public pages, after one question and with a reason for the record. */
export function WithdrawCall({ id, version, title }: Props & { title: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const values = { id, version, opinion: '' }
  const form = useKitForm<z.input<typeof withdrawCallSchema>>(withdrawCallSchema, values)
  const cancel = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        onClick={() => {
          form.reset(values)
          setOpen(true)
        }}
      >
        撤下…
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={`撤下“${title}”？`} size="sm">
        <p className="mb-4 text-ink-2">撤下后公众看不到这次征集，也不能再从它申请；已经开始的申请不受影响。</p>
        <FormView
          form={form}
          action={withdrawCallAction}
          label="撤下征集"
          submitLabel="撤下"
          pendingLabel="正在撤下…"
          actions={
            <Button ref={cancel} onClick={() => setOpen(false)}>
              取消
            </Button>
          }
          onSuccess={() => {
            setOpen(false)
            router.refresh()
          }}
        >
          <TextArea
            name="opinion"
            label="撤下的原因"
            required
            max={200}
            rows={3}
            hint="只留在办理记录里，公众看不到。"
          />
        </FormView>
      </Dialog>
    </>
  )
}
