'use client'
import { useRef } from 'react'
import { CodeField } from '@/components/form/code-field'
import type { ActionResult } from '@/lib/access/result'
import { requestCodeAction } from '@/lib/auth/sms-code.actions'
import type { RequestCode } from '@/lib/auth/sms-code.schema'
import { Captcha, type CaptchaHandle } from './captcha'

type SmsCodeFieldProps = {
  purpose: RequestCode['purpose']
  name?: string
  label?: string
  /** path of the field with the phone number */
  target?: string
}

const unsolved: ActionResult<never> = {
  ok: false,
  code: 'captcha',
  message: '安全验证没有完成，验证码没有发送。请再点一次。',
}

/** An SMS code with everything around it: the captcha runs by itself when the code is asked for. */
export function SmsCodeField({ purpose, name = 'smsCode', label = '短信验证码', target = 'phone' }: SmsCodeFieldProps) {
  const captcha = useRef<CaptchaHandle>(null)
  const send = async (phone: string) => {
    const solved = (await captcha.current?.solve()) ?? null
    if (!solved) return unsolved
    const result = await requestCodeAction({ phone, purpose, captcha: solved })
    return !result.ok && result.fieldErrors?.captcha ? unsolved : result
  }
  return (
    <div className="space-y-2">
      <CodeField name={name} label={label} target={target} required send={send} length={12} />
      <Captcha ref={captcha} />
    </div>
  )
}
