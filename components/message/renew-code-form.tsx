'use client'
import { useState } from 'react'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import { renewCodeAction } from '@/lib/message/message.actions'
import { renewCodeSchema } from '@/lib/message/message.schema'

/** 代发验证码 (U6): somebody calls because no code came. Staff never see the code. */
export function RenewCodeForm() {
  const [sentTo, setSentTo] = useState<string | null>(null)
  const form = useKitForm(renewCodeSchema, { phone: '' })
  return (
    <FormView
      form={form}
      action={async values => {
        setSentTo(null)
        return renewCodeAction(values)
      }}
      onSuccess={({ phoneMask }) => {
        setSentTo(phoneMask)
        form.reset({ phone: '' })
      }}
      label="代发验证码"
      submitLabel="发送新的验证码"
      pendingLabel="正在发送…"
    >
      {sentTo && (
        <Alert tone="success" role="status" title={`新的验证码已发往 ${sentTo}`}>
          请对方查看短信，在原来打开的页面填写，以前的验证码作废。验证码只有对方看得到，请不要向对方索要。
        </Alert>
      )}
      <TextField
        name="phone"
        label="对方的手机号码"
        required
        type="tel"
        inputMode="tel"
        autoComplete="off"
        code
        width="md"
        hint="请对方报出正在注册或找回密码的手机号。对方要先在页面上点过「获取验证码」，并保持页面打开。"
      />
    </FormView>
  )
}
