'use client'
import { useState } from 'react'
import { Form } from '@/components/form/form'
import type { Action } from '@/components/form/run-action'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { type RevealPhone as Asked, revealPhoneSchema } from '@/lib/unit/unit.schema'

type RevealPhoneProps = {
  id: string
  /** whose phone it is */
  contactName: string
  /** on the button: 查看联系人手机号码 */
  label: string
  action: Action<Asked, { phone: string }>
}

/** Shows a phone once, to somebody who says what for. Closed, it is gone from the page. */
export function RevealPhone({ id, contactName, label, action }: RevealPhoneProps) {
  const [open, setOpen] = useState(false)
  const [phone, setPhone] = useState<string | null>(null)
  const toggle = (next: boolean) => {
    setOpen(next)
    if (!next) setPhone(null)
  }
  return (
    <div className="mt-3">
      <Button size="sm" onClick={() => toggle(true)}>
        {label}
      </Button>
      <Dialog
        open={open}
        onOpenChange={toggle}
        size="sm"
        title={`${contactName}的手机号码`}
        description={phone === null ? '查看会记入审计记录，请写明原因。' : '关闭后不再显示。'}
        footer={phone !== null && <Button onClick={() => toggle(false)}>关闭</Button>}
      >
        {phone === null ? (
          <Form
            schema={revealPhoneSchema}
            action={action}
            defaultValues={{ id, reason: '' }}
            label="查看手机号码"
            submitLabel="查看"
            onSuccess={answer => setPhone(answer.phone)}
          >
            <TextField name="reason" label="查看原因" required autoComplete="off" hint="例如：电话核实证书名称。" />
          </Form>
        ) : (
          <p className="num flex flex-wrap items-center gap-3 text-xl tracking-wide">
            <a href={`tel:${phone}`}>{`${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`}</a>
            <CopyButton text={phone} />
          </p>
        )}
      </Dialog>
    </div>
  )
}
