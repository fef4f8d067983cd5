'use client'
import { useRef, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { CodeField } from '@/components/form/code-field'
import type { ActionResult } from '@/lib/access/result'
import { requestCodeAction } from '@/lib/auth/sms-code.actions'
import type { RequestCode } from '@/lib/auth/sms-code.schema'
import { Captcha, type CaptchaHandle } from './captcha'
import { useCodeWays } from './code-ways'
import { NoCodeHelp } from './no-code-help'

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

/** Longer than any code, for blanks that come with what is pasted. */
const LENGTH = 12

/**
 * A code with everything around it: the captcha runs by itself when the code is asked for; where there is no SMS
 * gateway it goes to the e-mail address of the form; who recovers a password may choose his proved address.
 */
export function SmsCodeField({ purpose, name = 'smsCode', label, target = 'phone' }: SmsCodeFieldProps) {
  const captcha = useRef<CaptchaHandle>(null)
  const form = useFormContext()
  const ways = useCodeWays()
  const recover = purpose === 'recover'
  const [byEmail, setByEmail] = useState(!ways.sms)
  const send = async (phone: string) => {
    const solved = (await captcha.current?.solve()) ?? null
    if (!solved) return unsolved
    const { email, kind } = form.getValues()
    const result = await requestCodeAction({
      phone,
      purpose,
      captcha: solved,
      ...(byEmail ? { via: 'email' as const } : {}),
      ...(byEmail && !recover ? { email } : {}),
      ...(recover && (kind === 'individual' || kind === 'unitAdmin') ? { kind } : {}),
    })
    return !result.ok && result.fieldErrors?.captcha ? unsolved : result
  }
  const sentence = !byEmail
    ? undefined
    : recover
      ? '如果这个账号验证过邮箱，验证码已发到那里，请查收邮件。几分钟内没有收到，可以重新发送。'
      : '验证码已发到您填写的邮箱，请查收邮件。几分钟内没有收到，可以重新发送。'
  return (
    <div className="space-y-2">
      <Captcha ref={captcha} shown />
      <CodeField
        name={name}
        label={label ?? (byEmail ? '邮箱验证码' : '短信验证码')}
        target={target}
        required
        send={send}
        sentence={sentence}
        length={LENGTH}
      />
      {recover && ways.sms && ways.email && (
        <label className="flex min-h-8 items-center gap-2 text-sm text-ink-2">
          <input
            type="checkbox"
            checked={byEmail}
            onChange={event => setByEmail(event.target.checked)}
            className="size-[1.15em] accent-(--accent)"
          />
          手机收不到短信，发到我验证过的邮箱
        </label>
      )}
      <NoCodeHelp ways={ways} recover={recover} />
    </div>
  )
}
