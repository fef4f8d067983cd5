'use client'
import { useState } from 'react'
import { Form } from '@/components/form/form'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { Button, LinkButton } from '@/components/ui/button'
import { InvitationAddress } from '@/components/unit/invitation-sent'
import { sendInvitationAction } from '@/lib/invite/invite.actions'
import type { InvitationSent as Sent } from '@/lib/invite/invite.dto'
import { sendInvitationSchema } from '@/lib/invite/invite.schema'
import { InvitationSent } from './invitation-sent'

/** 邀请入库: whom and why; afterwards where the link went. */
export function SendForm({ days }: { days: number }) {
  const [sent, setSent] = useState<Sent | null>(null)
  if (sent)
    return (
      <InvitationSent sent={sent}>
        <div className="flex flex-wrap gap-2">
          <LinkButton href={`/bureau/invitations/${sent.id}`} variant="primary">
            查看这份邀请
          </LinkButton>
          <Button onClick={() => setSent(null)}>再邀请一位</Button>
        </div>
      </InvitationSent>
    )
  return (
    <Form
      schema={sendInvitationSchema}
      action={sendInvitationAction}
      defaultValues={{ name: '', phone: '', email: '', unitName: '', reason: '' }}
      label="邀请专家"
      submitLabel="发出邀请"
      pendingLabel="正在发出…"
      onSuccess={setSent}
    >
      <TextField name="name" label="姓名" required width="md" autoComplete="off" />
      <TextField
        name="phone"
        label="手机号码"
        required
        type="tel"
        code
        width="md"
        autoComplete="off"
        hint="邀请链接发到这个号码，对方用它接受邀请。加密保存，列表中只显示首尾几位。"
      />
      <InvitationAddress />
      <TextField name="unitName" label="工作单位" required width="lg" autoComplete="off" />
      <TextArea
        name="reason"
        label="邀请理由"
        required
        max={300}
        rows={4}
        hint="写明符合哪一条、有什么成果，例如“符合办法第五条第（三）项，省科学技术奖一等奖第一完成人”。对方能看到这段话。"
      />
      <p className="text-sm text-ink-3">
        邀请 {days} 天内有效，到期前 3 天自动提醒一次。您邀请的专家提交申请后，由其他审核人员审核。
      </p>
    </Form>
  )
}
