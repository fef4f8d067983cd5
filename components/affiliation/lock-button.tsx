'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { z } from 'zod'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea } from '@/components/form/text-area'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { decideAffiliationAction } from '@/lib/affiliation/affiliation.actions'
import { longText } from '@/lib/platform/fields/texts'

const reasonForm = z.object({ opinion: longText('原因', 500) })

const words = {
  lock: {
    verb: '锁定',
    text: '锁定后，本人仍可登录和查看，但不能申请、提交和修改单位，并会看到您写的原因。',
  },
  unlock: { verb: '解锁', text: '解锁后，本人可以继续申请、提交和修改单位。' },
}

type LockButtonProps = { id: string; name: string; version: number; event: 'lock' | 'unlock' }

/** 锁定 or 解锁, with its reason. */
export function LockButton({ id, name, version, event }: LockButtonProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const form = useKitForm(reasonForm, { opinion: '' })
  const { verb, text } = words[event]
  return (
    <>
      <Button onClick={() => setOpen(true)}>{verb}</Button>
      <Dialog open={open} onOpenChange={setOpen} size="sm" title={`${verb}：${name}？`}>
        <FormView
          form={form}
          action={({ opinion }) => decideAffiliationAction({ id, version, event, opinion })}
          label={verb}
          onSuccess={() => {
            setOpen(false)
            form.reset({ opinion: '' })
            router.refresh()
          }}
          submit={
            <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
              <Button onClick={() => setOpen(false)}>取消</Button>
              <SubmitButton
                variant={event === 'lock' ? 'danger' : 'primary'}
                label={`确认${verb}`}
                pendingLabel="正在办理…"
              />
            </div>
          }
        >
          <p className="text-ink-2">{text}</p>
          <TextArea name="opinion" label="原因" required max={500} rows={3} />
        </FormView>
      </Dialog>
    </>
  )
}
