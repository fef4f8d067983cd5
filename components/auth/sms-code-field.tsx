'use client'
import { useRef, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { CodeField } from '@/components/form/code-field'
import { TextField } from '@/components/form/text-field'
import type { ActionResult } from '@/lib/access/result'
import { codeOffer } from '@/lib/auth/code-ways.rules'
import { requestCodeAction } from '@/lib/auth/sms-code.actions'
import type { RequestCode } from '@/lib/auth/sms-code.schema'
import { Captcha, type CaptchaHandle } from './captcha'
import { useCodeWays } from './code-ways'
import { NoCodeHelp } from './no-code-help'

type SmsCodeFieldProps = {
  purpose: RequestCode['purpose']
  name?: string
  /** path of the field with the phone number */
  target?: string
  /** the form has a field `email` of its own */
  ownEmail?: boolean
  /** where the code of an invitation can go, masked */
  invited?: string | null
}

const unsolved: ActionResult<never> = {
  ok: false,
  code: 'captcha',
  message: '安全验证没有完成，验证码没有发送。请再点一次。',
}

/** Longer than any code, for blanks that come with what is pasted. */
const LENGTH = 12

const sentTo = {
  typed: '验证码已发到您填写的邮箱，请查收邮件。几分钟内没有收到，可以重新发送。',
  account: '如果这个账号验证过邮箱，验证码已发到那里，请查收邮件。几分钟内没有收到，可以重新发送。',
  invitation: '验证码已发到收到邀请的邮箱，请查收邮件。几分钟内没有收到，可以重新发送。',
}

/** What an address is asked for; whoever objects has no account to come back to. */
const addressHint = (purpose: RequestCode['purpose']): string =>
  purpose === 'objection'
    ? '验证码和办理结果发到这个邮箱。'
    : '验证码发到这个邮箱，以后可以用它找回密码。有激活单的不用填。'

/**
 * A code with everything around it, as `codeOffer` says: the captcha runs by itself when the code is asked for; where
 * there is no SMS gateway the code goes to an e-mail address, for which it asks; where nothing can be sent only the
 * code of an activation slip is asked for, and an objection, which takes no slip, is shown the other ways only.
 */
export function SmsCodeField({ purpose, name = 'smsCode', target = 'phone', ownEmail, invited }: SmsCodeFieldProps) {
  const captcha = useRef<CaptchaHandle>(null)
  const form = useFormContext()
  const ways = useCodeWays()
  const offer = codeOffer(purpose, ways)
  const [chosen, setChosen] = useState(false)
  // an invitation that went to a phone, before there was no gateway any more, has no address
  const by = offer.address === 'invitation' && offer.by === 'email' && !invited ? null : offer.by
  const address = by === 'email' || chosen ? offer.address : null
  const help = <NoCodeHelp purpose={purpose} by={by} ways={ways} />
  if (by === null && purpose === 'objection') return help
  if (by === null)
    return (
      <div className="space-y-2">
        <TextField
          name={name}
          label="激活码"
          required
          code
          width="sm"
          inputMode="numeric"
          autoComplete="one-time-code"
          hint="激活单上的 10 位数字。没有激活单的，请带身份证件到窗口办理。"
        />
        {help}
      </div>
    )
  const send = async (phone: string) => {
    const solved = (await captcha.current?.solve()) ?? null
    if (!solved) return unsolved
    const { email, kind, token } = form.getValues()
    const result = await requestCodeAction({
      phone,
      purpose,
      captcha: solved,
      ...(address ? { via: 'email' as const } : {}),
      ...(address === 'typed' ? { email } : {}),
      ...(address === 'account' && (kind === 'individual' || kind === 'unitAdmin') ? { kind } : {}),
      ...(address === 'invitation' ? { token } : {}),
    })
    return !result.ok && result.fieldErrors?.captcha ? unsolved : result
  }
  return (
    <div className="space-y-2">
      {address === 'typed' && !ownEmail && (
        <div className="pb-3">
          <TextField
            name="email"
            label="电子邮箱"
            type="email"
            width="md"
            autoComplete="email"
            // elsewhere a slip does in its place
            required={!offer.slip}
            hint={addressHint(purpose)}
          />
        </div>
      )}
      <Captcha ref={captcha} shown />
      <CodeField
        name={name}
        label={address ? '邮箱验证码' : '短信验证码'}
        target={target}
        required
        send={send}
        sentence={address ? sentTo[address] : undefined}
        hint={address === 'invitation' ? `发到收到邀请的邮箱 ${invited}。` : undefined}
        length={LENGTH}
      />
      {offer.choice && (
        <label className="flex min-h-8 items-center gap-2 text-sm text-ink-2">
          <input
            type="checkbox"
            checked={chosen}
            onChange={event => setChosen(event.target.checked)}
            className="size-[1.15em] accent-(--accent)"
          />
          手机收不到短信，发到我验证过的邮箱
        </label>
      )}
      {help}
    </div>
  )
}
