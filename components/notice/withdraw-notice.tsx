'use client'
import type { z } from 'zod'
import { FormDialog } from '@/components/form/form-dialog'
import { TextArea } from '@/components/form/text-area'
import type { ActionResult } from '@/lib/access/result'
import { withdrawNoticeSchema } from '@/lib/notice/notice.schema'

export type WithdrawAction = (input: z.input<typeof withdrawNoticeSchema>) => Promise<ActionResult<{ version: number }>>

type WithdrawNoticeProps = { id: string; version: number; title: string; action: WithdrawAction }

/** Takes a notice off the public pages, after one question and with a reason for the record. */
export const WithdrawNotice = ({ id, version, title, action }: WithdrawNoticeProps) => (
  <FormDialog
    schema={withdrawNoticeSchema}
    values={{ id, version, opinion: '' }}
    action={action}
    button="撤下…"
    title={`撤下“${title}”？`}
    lead="撤下后公众看不到这条通知，收藏的地址也打不开。内容还在，修改后可以重新发布。"
    label="撤下通知"
    submitLabel="撤下"
    pendingLabel="正在撤下…"
  >
    <TextArea name="opinion" label="撤下的原因" required max={200} rows={3} hint="只留在办理记录里，公众看不到。" />
  </FormDialog>
)
