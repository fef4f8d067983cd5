'use client'
import { useFormContext } from 'react-hook-form'
import { CodeField } from '@/components/form/code-field'
import { PasswordField } from '@/components/form/password-field'
import { TextField } from '@/components/form/text-field'
import type { ActionResult } from '@/lib/access/result'
import type { FactorMethod } from '@/lib/auth/second-factor.schema'
import { TotpField } from './totp-field'

type FactorFieldsProps = {
  /** the ways that can be used, the usual one first */
  methods: readonly FactorMethod[]
  phone: string | null
  demoCode: string | null
  send: () => Promise<ActionResult<{ wait?: number }>>
}

const switches: Record<FactorMethod, string> = {
  totp: '用身份验证器的动态验证码',
  smsCode: '改用短信验证码',
  recovery: '手机不在身边？用恢复码',
  slip: '恢复码也丢了？用激活单',
  password: '用登录密码',
}

/** One box for the proof, and the way to the other kinds of proof. Stands in a form with `method` and `code`. */
export function FactorFields({ methods, phone, demoCode, send }: FactorFieldsProps) {
  const form = useFormContext<{ method: FactorMethod; code: string }>()
  const method = form.watch('method')
  const choose = (next: FactorMethod) => {
    form.clearErrors()
    form.setValue('code', '')
    form.setValue('method', next)
  }
  return (
    <div className="space-y-3">
      <ProofBox key={method} {...{ method, phone, send }} />
      {demoCode !== null && method === 'totp' && (
        <p className="text-sm text-ink-2" data-testid="demo-code">
          {demoCode ? (
            <>
              演示环境：当前验证码 <b className="num tracking-widest">{demoCode}</b>
            </>
          ) : (
            '演示环境：当前的验证码已经用过，请等半分钟后刷新页面。'
          )}
        </p>
      )}
      <p className="flex flex-wrap gap-x-5">
        {methods
          .filter(other => other !== method)
          .map(other => (
            <button
              key={other}
              type="button"
              onClick={() => choose(other)}
              className="min-h-9 py-1 text-accent-strong underline"
            >
              {switches[other]}
            </button>
          ))}
      </p>
    </div>
  )
}

type ProofBoxProps = Pick<FactorFieldsProps, 'phone' | 'send'> & { method: FactorMethod }

function ProofBox({ method, phone, send }: ProofBoxProps) {
  if (method === 'password')
    return <PasswordField name="code" label="登录密码" required autoComplete="current-password" width="md" />
  if (method === 'smsCode')
    return <CodeField name="code" label="短信验证码" required hint={`发送到您登记的手机 ${phone ?? ''}`} send={send} />
  if (method === 'recovery')
    return (
      <TextField
        name="code"
        label="恢复码"
        required
        code
        width="md"
        autoComplete="off"
        hint="绑定时保存的十个恢复码之一，每个只能用一次。"
      />
    )
  if (method === 'slip')
    return (
      <TextField
        name="code"
        label="激活码"
        required
        code
        width="md"
        inputMode="numeric"
        autoComplete="off"
        hint="激活单上的 10 位数字。登录后原来的身份验证器和恢复码作废，需要时请重新绑定。"
      />
    )
  return <TotpField hint="打开手机上的身份验证器，填写其中的 6 位数字。" />
}
