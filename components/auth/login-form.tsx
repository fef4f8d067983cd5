'use client'
import { useCallback, useRef, useState } from 'react'
import { RadioField } from '@/components/form/choice-fields'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { PasswordField } from '@/components/form/password-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Link } from '@/components/ui/link'
import type { ActionResult } from '@/lib/access/result'
import { codeOffer } from '@/lib/auth/code-ways.rules'
import { type LoginInput, type LoginKind, type LoginRefusal, loginSchemaFor } from '@/lib/auth/login.schema'
import { Captcha, type CaptchaHandle } from './captcha'
import { CodeLoginForm } from './code-login-form'
import { useCodeWays } from './code-ways'
import { type Entered, submitLogin } from './submit-login'

const names: Record<LoginKind, { label: string; placeholder: string; autoComplete: string; type: 'tel' | 'text' }> = {
  individual: { label: '手机号码', placeholder: '请输入注册时的手机号码', autoComplete: 'username', type: 'tel' },
  unitAdmin: {
    label: '统一社会信用代码或联系人手机号码',
    placeholder: '请输入单位的统一社会信用代码或联系人手机',
    autoComplete: 'username',
    type: 'text',
  },
  staff: { label: '登录名', placeholder: '请输入登录名', autoComplete: 'username', type: 'text' },
}

type LoginFormProps = {
  kind: LoginKind
  onEntered: (entered: Entered) => void
  /** where a forgotten password leads; a new window where a form must not be left */
  recoverTarget?: '_blank'
}

/** One tab of the login: by password, and for all but staff by a code where one can be sent. */
export function LoginForm(props: LoginFormProps) {
  const { kind } = props
  const [byCode, setByCode] = useState(false)
  const { by } = codeOffer('login', useCodeWays())
  if (kind === 'staff' || by === null) return <PasswordLogin {...props} />
  return (
    <div className="space-y-3">
      {byCode ? <CodeLoginForm kind={kind} onEntered={props.onEntered} /> : <PasswordLogin {...props} />}
      <button type="button" onClick={() => setByCode(!byCode)} className="min-h-9 py-1 text-accent-strong underline">
        {byCode ? '改用密码登录' : by === 'sms' ? '改用短信验证码登录' : '改用邮箱验证码登录'}
      </button>
    </div>
  )
}

/** The captcha appears after the first failure, the question "who" where a unit has several administrators. */
function PasswordLogin({ kind, onEntered, recoverTarget }: LoginFormProps) {
  const captcha = useRef<CaptchaHandle>(null)
  const proof = useRef<Promise<string | null> | null>(null)
  const keepProof = useCallback((payload: string) => {
    proof.current = Promise.resolve(payload)
  }, [])
  const [asked, setAsked] = useState(false)
  const [people, setPeople] = useState<LoginRefusal['people']>([])
  const form = useKitForm<LoginInput>(loginSchemaFor(kind), { kind, name: '', password: '' })
  const { label, placeholder, autoComplete, type } = names[kind]

  const send = async (values: LoginInput): Promise<ActionResult<Entered>> => {
    // a picture is answered when the form is sent, a puzzle was solved before
    const solved = asked ? ((await proof.current) ?? (await captcha.current?.solve()) ?? undefined) : undefined
    const answer = await submitLogin({ ...values, captcha: solved })
    if (answer.ok) return answer
    // each proof is good once; the next one is worked out while the visitor types again
    proof.current = answer.captcha ? (captcha.current?.solve() ?? null) : null
    setAsked(answer.captcha)
    if (answer.people.length > 0) setPeople(answer.people)
    return { ok: false, code: answer.code, message: answer.message }
  }

  return (
    <FormView
      form={form}
      action={send}
      onSuccess={onEntered}
      submitLabel="登录"
      pendingLabel="正在登录…"
      label="登录"
      submit={
        <div className="space-y-3">
          <SubmitButton className="w-full" />
          {kind === 'staff' ? (
            <p className="text-sm text-ink-3">忘记密码请联系系统管理员重设。</p>
          ) : (
            <Link
              href={`/recover?as=${kind}`}
              target={recoverTarget}
              className="inline-block py-1 text-accent-strong underline"
            >
              忘记密码?
            </Link>
          )}
        </div>
      }
    >
      <TextField
        name="name"
        label={label}
        required
        type={type}
        placeholder={placeholder}
        autoComplete={autoComplete}
        code={kind !== 'staff'}
      />
      {people.length > 1 && (
        <RadioField
          name="person"
          label="您是哪一位管理员"
          required
          options={people.map(person => ({ value: person.id, label: person.name }))}
        />
      )}
      <PasswordField
        name="password"
        label="登录密码"
        required
        autoComplete="current-password"
        placeholder="请输入登录密码"
      />
      <Captcha ref={captcha} onSolved={keepProof} />
    </FormView>
  )
}
