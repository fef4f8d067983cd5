'use client'
import { useRouter } from 'next/navigation'
import { CodeField } from '@/components/form/code-field'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { PasswordField } from '@/components/form/password-field'
import { TextField } from '@/components/form/text-field'
import { proveEmailAction, requestEmailCodeAction } from '@/lib/auth/own-email.actions'
import { proveEmailSchema } from '@/lib/auth/own-email.schema'

/** 验证邮箱: address, code, password. */
export function OwnEmailForm({ address }: { address: string | null }) {
  const router = useRouter()
  const form = useKitForm(proveEmailSchema, { email: address ?? '', smsCode: '', current: '' })
  return (
    <FormView
      form={form}
      action={proveEmailAction}
      onSuccess={() => {
        form.reset({ email: form.getValues('email'), smsCode: '', current: '' })
        router.refresh()
      }}
      success="邮箱已验证，以后可以用它找回密码。"
      submitLabel="验证邮箱"
      pendingLabel="正在验证…"
      label="验证邮箱"
    >
      <TextField name="email" label="电子邮箱" required type="email" autoComplete="email" width="md" />
      <CodeField
        name="smsCode"
        label="邮箱验证码"
        target="email"
        required
        send={email => requestEmailCodeAction({ email })}
        sentence="验证码已发到这个邮箱，请查收邮件。几分钟内没有收到，请看看垃圾邮件，或重新发送。"
      />
      <PasswordField
        name="current"
        label="当前密码"
        required
        autoComplete="current-password"
        width="md"
        hint="确认是您本人在操作。"
      />
    </FormView>
  )
}
