'use client'
import { useState } from 'react'
import { AgreeSection } from '@/components/auth/agree-section'
import { FirstPasswordFields } from '@/components/auth/new-password-fields'
import { SmsCodeField } from '@/components/auth/sms-code-field'
import { Form } from '@/components/form/form'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { joinUnitAction } from '@/lib/unit/administrator.actions'
import { joinUnitSchema } from '@/lib/unit/administrator.schema'

type JoinFormProps = {
  token: string
  phoneMask: string
  /** where the invitation went, when it went by e-mail */
  emailMask: string | null
  texts: { user: string; privacy: string }
}

/** Accepts the invitation to administer a unit: phone, code, a password of one's own. */
export function JoinForm({ token, phoneMask, emailMask, texts }: JoinFormProps) {
  const [joined, setJoined] = useState<string | null>(null)
  if (joined)
    return (
      <Alert
        tone="success"
        role="status"
        title={`您已成为“${joined}”的管理员`}
        next={
          <LinkButton variant="primary" href="/login?as=unitAdmin">
            去登录
          </LinkButton>
        }
      >
        用这个手机号和刚才设置的密码，在「企业用户登录」登录。
      </Alert>
    )
  return (
    <Form
      schema={joinUnitSchema}
      action={joinUnitAction}
      defaultValues={{ token, phone: '', smsCode: '', password: '', passwordAgain: '' }}
      label="接受邀请"
      submitLabel="接受邀请"
      onSuccess={({ unitName }) => setJoined(unitName)}
    >
      <TextField
        name="phone"
        label="手机号码"
        required
        width="md"
        type="tel"
        inputMode="tel"
        code
        autoComplete="tel"
        hint={`邀请上的手机号：${phoneMask}。以后用它登录。`}
      />
      <SmsCodeField purpose="joinUnit" invited={emailMask} />
      <FirstPasswordFields />
      <AgreeSection texts={texts} />
    </Form>
  )
}
