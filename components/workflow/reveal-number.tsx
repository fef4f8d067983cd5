'use client'
import { useState } from 'react'
import { Form } from '@/components/form/form'
import type { Action } from '@/components/form/run-action'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { type Reveal, revealSchema } from '@/lib/privacy/reveal.schema'

type RevealNumberProps = {
  id: string
  /** whose number it is */
  of: string
  /** 手机号码 */
  what: string
  /** on the button: 查看联系人手机号码 */
  label: string
  /** what a reason may be */
  hint?: string
  action: Action<Reveal, { number: string }>
}

const phone = /^(1\d{2})(\d{4})(\d{4})$/

/** Shows a number once, to somebody who says what for. Closed, it is gone from the page. */
export function RevealNumber({ id, of, what, label, hint = '例如：电话核实证书名称。', action }: RevealNumberProps) {
  const [open, setOpen] = useState(false)
  const [number, setNumber] = useState<string | null>(null)
  const toggle = (next: boolean) => {
    setOpen(next)
    if (!next) setNumber(null)
  }
  const parts = phone.exec(number ?? '')?.slice(1)
  return (
    <div className="mt-3">
      <Button size="sm" onClick={() => toggle(true)}>
        {label}
      </Button>
      <Dialog
        open={open}
        onOpenChange={toggle}
        size="sm"
        title={`${of}的${what}`}
        description={number === null ? '查看会记入审计记录，请写明原因。' : '关闭后不再显示。'}
        footer={number !== null && <Button onClick={() => toggle(false)}>关闭</Button>}
      >
        {number === null ? (
          <Form
            schema={revealSchema}
            action={action}
            defaultValues={{ id, reason: '' }}
            label={`查看${what}`}
            submitLabel="查看"
            onSuccess={answer => setNumber(answer.number)}
          >
            <TextField name="reason" label="查看原因" required autoComplete="off" hint={hint} />
          </Form>
        ) : (
          <p className="num flex flex-wrap items-center gap-3 text-xl tracking-wide">
            {parts ? <a href={`tel:${number}`}>{parts.join(' ')}</a> : <span className="break-all">{number}</span>}
            <CopyButton text={number} />
          </p>
        )}
      </Dialog>
    </div>
  )
}
