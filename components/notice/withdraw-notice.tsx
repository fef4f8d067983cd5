'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { TextArea } from '@/components/form/text-area'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { ActionResult } from '@/lib/access/result'
import { withdrawNoticeSchema } from '@/lib/notice/notice.schema'

export type WithdrawAction = (input: z.input<typeof withdrawNoticeSchema>) => Promise<ActionResult<{ version: number }>>

type WithdrawNoticeProps = { id: string; version: number; title: string; action: WithdrawAction }

/** Takes a notice off the public pages, after one question and with a reason for the record. */
export function WithdrawNotice({ id, version, title, action }: WithdrawNoticeProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const values = { id, version, opinion: '' }
  const form = useKitForm<z.input<typeof withdrawNoticeSchema>>(withdrawNoticeSchema, values)
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
        <p className="mb-4 text-ink-2">撤下后公众看不到这条通知，收藏的地址也打不开。内容还在，修改后可以重新发布。</p>
        <FormView
          form={form}
          action={action}
          label="撤下通知"
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
