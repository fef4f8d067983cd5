'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { CodeField } from '@/components/form/code-field'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import {
  askForPhoneAction,
  cancelPhoneAction,
  changePhoneAction,
  changePhoneByOneAction,
  finishPhoneAction,
  sendPhoneCodeAction,
} from '@/lib/auth/phone.actions'
import type { OwnPhone } from '@/lib/auth/phone.dal'
import { askPhoneSchema, changePhoneByOneSchema, changePhoneSchema } from '@/lib/auth/phone.schema'

/**
 * 更换登录手机: both phones proved; or, with the second factor, the new one and a day's wait; without a gateway one code
 * by e-mail or of an activation slip.
 */
export function ChangePhone({ own, now }: { own: OwnPhone; now: Date }) {
  const [way, setWay] = useState<'shut' | 'both' | 'one' | 'withoutOld'>('shut')
  const router = useRouter()
  const done = () => {
    setWay('shut')
    router.refresh()
  }
  if (own.waiting) return <Waiting waiting={own.waiting} now={now} />
  if (way === 'shut')
    return (
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <p>
          现在用 <span className="num">{own.mask}</span> 登录。
        </p>
        <Button onClick={() => setWay(own.way)}>更换手机</Button>
      </div>
    )
  return (
    <div className="space-y-4">
      {way === 'both' && <BothForm onDone={done} />}
      {way === 'one' && <OneForm emailMask={own.emailMask} onDone={done} />}
      {way === 'withoutOld' && <WithoutOldForm onDone={done} />}
      <p className="flex flex-wrap gap-x-5">
        {way !== 'one' && (
          <button
            type="button"
            onClick={() => setWay(way === 'both' ? 'withoutOld' : 'both')}
            className="min-h-9 py-1 text-accent-strong underline"
          >
            {way === 'both' ? '原手机收不到短信？' : '原手机能收到短信'}
          </button>
        )}
        <button type="button" onClick={() => setWay('shut')} className="min-h-9 py-1 text-accent-strong underline">
          取消
        </button>
      </p>
      {way === 'withoutOld' && !own.withoutOld && (
        <Alert tone="warning">您没有开通二次验证，不能在网上更换。请带上证件，联系我们办理。</Alert>
      )}
    </div>
  )
}

const NewPhone = () => (
  <>
    <TextField name="phone" label="新手机号码" required type="tel" autoComplete="tel" code width="md" />
    <CodeField
      name="newCode"
      label="新手机收到的验证码"
      target="phone"
      required
      send={phone => sendPhoneCodeAction({ to: 'new', phone })}
    />
  </>
)

function BothForm({ onDone }: { onDone: () => void }) {
  const form = useKitForm(changePhoneSchema, { oldCode: '', phone: '', newCode: '' })
  return (
    <FormView
      form={form}
      action={changePhoneAction}
      onSuccess={onDone}
      submitLabel="更换手机"
      pendingLabel="正在更换…"
      label="更换手机"
    >
      <CodeField name="oldCode" label="原手机收到的验证码" required send={() => sendPhoneCodeAction({ to: 'old' })} />
      <NewPhone />
    </FormView>
  )
}

/** Where there is no SMS gateway: a code to the proved address, or of an activation slip for the new number. */
function OneForm({ emailMask, onDone }: { emailMask: string | null; onDone: () => void }) {
  const form = useKitForm(changePhoneByOneSchema, { phone: '', smsCode: '' })
  return (
    <FormView
      form={form}
      action={changePhoneByOneAction}
      onSuccess={onDone}
      submitLabel="更换手机"
      pendingLabel="正在更换…"
      label="更换手机"
    >
      <TextField name="phone" label="新手机号码" required type="tel" autoComplete="tel" code width="md" />
      {emailMask ? (
        <CodeField
          name="smsCode"
          label="邮箱验证码"
          required
          length={12}
          hint={`发到您验证过的邮箱 ${emailMask}。有激活单的，直接填写单上的 10 位激活码。`}
          send={() => sendPhoneCodeAction({ to: 'old' })}
          sentence="验证码已发到邮箱，请查收邮件。几分钟内没有收到，请看看垃圾邮件，或重新发送。"
        />
      ) : (
        <TextField
          name="smsCode"
          label="激活码"
          required
          code
          width="sm"
          inputMode="numeric"
          autoComplete="one-time-code"
          hint="请带身份证件和新手机到窗口办理激活单（用途：更换登录手机），填写单上的 10 位数字。"
        />
      )}
    </FormView>
  )
}

function WithoutOldForm({ onDone }: { onDone: () => void }) {
  const form = useKitForm(askPhoneSchema, { phone: '', newCode: '' })
  return (
    <FormView
      form={form}
      action={askForPhoneAction}
      onSuccess={onDone}
      submitLabel="申请更换"
      pendingLabel="正在申请…"
      label="申请更换手机"
    >
      <p className="text-ink-2">
        需要用二次验证确认是您本人。申请后原手机号会收到通知，24 小时后您再登录确认，新手机号生效。
      </p>
      <NewPhone />
    </FormView>
  )
}

function Waiting({ waiting, now }: { waiting: NonNullable<OwnPhone['waiting']>; now: Date }) {
  const router = useRouter()
  const [said, setSaid] = useState('')
  const [pending, startTransition] = useTransition()
  const run = (action: typeof finishPhoneAction) => {
    if (pending) return
    startTransition(async () => {
      const result = await runAction(action, {})
      setSaid(
        result.ok ? '' : (Object.values(result.fieldErrors ?? {})[0]?.[0] ?? sentenceFor(result.code, result.message)),
      )
      router.refresh()
    })
  }
  return (
    <div className="space-y-3">
      {said && (
        <Alert tone="danger" role="alert">
          {said}
        </Alert>
      )}
      <p>
        已申请把登录手机换成 <span className="num">{waiting.mask}</span>，
        {waiting.due ? (
          '现在可以确认。'
        ) : (
          <>
            <Time value={waiting.from} now={now} /> 之后可以确认。
          </>
        )}
        不是您本人申请的，请取消并修改密码。
      </p>
      <div className="flex flex-wrap gap-2">
        {waiting.due && (
          <Button variant="primary" pending={pending} onClick={() => run(finishPhoneAction)}>
            确认更换
          </Button>
        )}
        <Button disabled={pending} onClick={() => run(cancelPhoneAction)}>
          取消申请
        </Button>
      </div>
    </div>
  )
}
