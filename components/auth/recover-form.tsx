'use client'
import { useState } from 'react'
import { RadioField } from '@/components/form/choice-fields'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { recoverPasswordAction } from '@/lib/auth/recover.actions'
import { recoverSchema } from '@/lib/auth/recover.schema'
import { NewPasswordFields } from './new-password-fields'
import { SmsCodeField } from './sms-code-field'

type Kind = 'individual' | 'unitAdmin'

/** Phone, code, new password; then the way to the login. */
export function RecoverForm({ start }: { start: Kind }) {
  const [done, setDone] = useState<Kind | null>(null)
  const [askTail, setAskTail] = useState(false)
  const form = useKitForm(recoverSchema, { kind: start, phone: '', smsCode: '', password: '', passwordAgain: '' })
  if (done)
    return (
      <Alert
        tone="success"
        role="status"
        title="新密码已设置"
        next={
          <LinkButton variant="primary" href={`/login?as=${done}`}>
            用新密码登录
          </LinkButton>
        }
      >
        为了安全，这个账号在所有设备上都已退出登录。
      </Alert>
    )
  return (
    <FormView
      form={form}
      action={recoverPasswordAction}
      onSuccess={({ kind }) => setDone(kind)}
      onRefused={refusal => {
        if (refusal.fieldErrors?.docTail) setAskTail(true)
        return false
      }}
      submitLabel="设置新密码"
      pendingLabel="正在设置…"
      label="找回密码"
      actions={
        <Link href="/login" className="py-1.5 text-accent-strong underline">
          返回登录
        </Link>
      }
    >
      <RadioField
        name="kind"
        label="账号类型"
        required
        inline
        options={[
          { value: 'individual', label: '个人账号' },
          { value: 'unitAdmin', label: '企业账号' },
        ]}
      />
      <TextField name="phone" label="手机号码" required type="tel" autoComplete="tel" code width="md" />
      <SmsCodeField purpose="recover" />
      {askTail && (
        <TextField
          name="docTail"
          label="证件号码最后四位"
          required
          code
          width="xs"
          autoComplete="off"
          hint="这个手机号很久没有验证过，请填写注册时证件号码的最后四位。"
        />
      )}
      <NewPasswordFields width="md" />
    </FormView>
  )
}
