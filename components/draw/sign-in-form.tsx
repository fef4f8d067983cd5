'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { CheckboxField, RadioField } from '@/components/form/choice-fields'
import { Form } from '@/components/form/form'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import { signInAction } from '@/lib/draw/seat.actions'
import type { SignedIn } from '@/lib/draw/seat.dto'
import { signInSchema } from '@/lib/draw/sign-in.schema'

function doorWords({ unlocked, waiting }: SignedIn): string {
  if (unlocked) return '名单已经公开。'
  return waiting > 0 ? `还有 ${waiting} 位没有到。` : '应到的专家都已办理，名单还没有公开。'
}

/** The door: what the expert shows is typed, and answered with his place. */
export function SignInForm({ id }: { id: string }) {
  const router = useRouter()
  const [done, setDone] = useState<{ state: SignedIn; turn: number } | null>(null)
  const box = useRef<HTMLDivElement>(null)
  // the next one in the queue is typed at once
  useEffect(() => {
    if (done) box.current?.querySelector<HTMLInputElement>('input[name="typed"]')?.focus()
  }, [done])
  return (
    <div ref={box}>
      {done && (
        <Alert tone="success" role="status" title={`${done.state.seat} 已签到`} className="mb-4">
          {doorWords(done.state)}
        </Alert>
      )}
      <Form
        key={done?.turn ?? 0}
        schema={signInSchema}
        action={signInAction}
        defaultValues={{ id, way: 'code', typed: '', paper: false }}
        label="签到"
        submitLabel="签到"
        pendingLabel="正在签到…"
        onSuccess={state => {
          setDone({ state, turn: (done?.turn ?? 0) + 1 })
          router.refresh()
        }}
      >
        <RadioField
          name="way"
          label="签到方式"
          required
          inline
          options={[
            { value: 'code', label: '签到码' },
            { value: 'document', label: '证件号码后六位' },
          ]}
        />
        <TextField
          name="typed"
          label="签到码或证件号码后六位"
          required
          hint="签到码是专家手机上显示的六位数字，当天有效。"
          width="sm"
        />
        <CheckboxField name="paper" label="纸质承诺书" hint="提示没有签署承诺时才用；承诺书由会务留存。">
          已当场签署纸质保密与回避承诺书
        </CheckboxField>
      </Form>
    </div>
  )
}
