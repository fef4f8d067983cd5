'use client'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import type { ActionResult } from '@/lib/access/result'
import { type CodeLogin, codeLoginSchema } from '@/lib/auth/login.schema'
import { SmsCodeField } from './sms-code-field'
import { type Entered, submitLogin } from './submit-login'

type CodeLoginFormProps = { kind: CodeLogin['kind']; onEntered: (entered: Entered) => void }

async function send(values: CodeLogin): Promise<ActionResult<Entered>> {
  const answer = await submitLogin(values)
  return answer.ok ? answer : { ok: false, code: answer.code, message: answer.message }
}

/** A login by a code sent to the phone. */
export function CodeLoginForm({ kind, onEntered }: CodeLoginFormProps) {
  const form = useKitForm<CodeLogin>(codeLoginSchema, { method: 'smsCode', kind, name: '', smsCode: '' })
  return (
    <FormView
      form={form}
      action={send}
      onSuccess={onEntered}
      submitLabel="登录"
      pendingLabel="正在登录…"
      label="验证码登录"
      submit={<SubmitButton className="w-full" />}
    >
      <TextField
        name="name"
        label={kind === 'individual' ? '手机号码' : '联系人手机号码'}
        required
        type="tel"
        placeholder={kind === 'individual' ? '请输入注册时的手机号码' : '请输入联系人手机'}
        autoComplete="tel"
        code
      />
      <SmsCodeField purpose="login" target="name" />
    </FormView>
  )
}
