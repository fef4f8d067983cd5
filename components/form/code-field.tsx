'use client'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import type { ActionResult } from '@/lib/access/result'
import { controlClass, FieldShell } from './field-shell'
import { runAction, sentenceFor } from './run-action'
import { type FieldProps, useField } from './use-field'

type CodeFieldProps = FieldProps & {
  /** path of the field with the number or address it goes to; it must be in order before anything is sent */
  target?: string
  /** sends the code; may answer after how many seconds it can be sent again */
  send: (target: string) => Promise<ActionResult<{ wait?: number }>>
  /** digits of a code */
  length?: number
  /** said when it was sent */
  sentence?: string
}

const defaultWait = 60
const bySms = '验证码已发送，请查看手机短信。几分钟内没有收到，可以重新发送。'

/** A code that is sent: a box, a button that sends, and a countdown until it can be sent again. */
export function CodeField({ target, send, length = 6, sentence = bySms, ...props }: CodeFieldProps) {
  const { name, label, required, hint } = props
  const field = useField(props)
  const [until, setUntil] = useState(0)
  const [left, setLeft] = useState(0)
  const [sending, setSending] = useState(false)
  const [said, setSaid] = useState<{ text: string; bad?: boolean } | null>(null)

  useEffect(() => {
    if (until === 0) return
    const tick = () => {
      const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      setLeft(seconds)
      if (seconds === 0) setUntil(0)
    }
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [until])

  // while somebody types, not when he leaves the field: then the button would move away under his click
  const forgetOnChange = (place: string) => {
    const listening = field.form.watch((_, { name: changed }) => {
      if (changed !== place) return
      listening.unsubscribe()
      field.form.clearErrors(place)
    })
  }

  const press = async () => {
    if (sending) return
    if (target && !(await field.form.trigger(target, { shouldFocus: true }))) return
    setSending(true)
    setSaid(null)
    const result = await runAction(send, target ? String(field.form.getValues(target)) : '')
    setSending(false)
    if (!result.ok) {
      const [at, beside] = Object.entries(result.fieldErrors ?? {})[0] ?? []
      // an error of the number asked for, or of another field of the form that the code needs
      const place = at && at in field.form.getValues() ? at : target
      if (place && beside) {
        field.form.setError(place, { type: 'server', message: beside.join('；') })
        forgetOnChange(place)
      }
      return setSaid({
        text: result.message ?? sentenceFor(result.code === 'signedOut' ? 'signedOut' : 'codeNotSent'),
        bad: true,
      })
    }
    setUntil(Date.now() + (result.data.wait ?? defaultWait) * 1000)
    setSaid({ text: sentence })
  }

  return (
    <FieldShell {...field} label={label} required={required} hint={hint}>
      <div className="flex gap-2">
        <input
          {...field.form.register(name)}
          id={field.id}
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={length}
          aria-required={required}
          aria-invalid={Boolean(field.error)}
          aria-describedby={field.describedBy}
          className={cx(controlClass, 'num h-control max-w-44 tracking-[0.2em]')}
        />
        <Button onClick={press} pending={sending} pendingLabel="正在发送…" disabled={left > 0} className="num">
          {left > 0 ? `${left} 秒后可重发` : said && !said.bad ? '重新发送' : '获取验证码'}
        </Button>
      </div>
      <p role="status" className={cx('text-sm', said && 'mt-1', said?.bad ? 'text-danger' : 'text-ink-2')}>
        {said?.text}
      </p>
    </FieldShell>
  )
}
