'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { RadioField } from '@/components/form/choice-fields'
import { Form } from '@/components/form/form'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { TextArea } from '@/components/form/text-area'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog } from '@/components/ui/dialog'
import { acceptRelaxationAction, withdrawRelaxationAction } from '@/lib/eligibility/eligibility.actions'
import type { JudgedCondition } from '@/lib/eligibility/eligibility.dto'
import { acceptRelaxationSchema, relaxReasonMax } from '@/lib/eligibility/eligibility.schema'

type RelaxProps = { applicationId: string; number: number; condition: JudgedCondition }

/** 认定放宽 of one condition: by which clause, and why. */
export function RelaxButton({ applicationId, number, condition }: RelaxProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const { code, title, article, words, clauses } = condition
  return (
    <>
      <Button size="sm" aria-label={`认定放宽：${title}`} onClick={() => setOpen(true)}>
        认定放宽…
      </Button>
      {open && (
        <Dialog open onOpenChange={setOpen} title={`放宽“${title}”？`}>
          <p className="mb-4 text-ink-2">
            {article}：{words}。认定记入审计，只对这次提交有效；办理之前可以撤销。
          </p>
          <Form
            schema={acceptRelaxationSchema}
            action={acceptRelaxationAction}
            defaultValues={{
              applicationId,
              number,
              condition: code,
              clause: clauses.length === 1 ? clauses[0]!.code : '',
              reason: '',
            }}
            label={`放宽“${title}”`}
            submitLabel="认定放宽"
            pendingLabel="正在提交…"
            actions={<Button onClick={() => setOpen(false)}>取消</Button>}
            onSuccess={() => {
              setOpen(false)
              router.refresh()
            }}
          >
            <RadioField
              name="clause"
              label="按哪一条放宽"
              required
              options={clauses.map(clause => ({
                value: clause.code,
                label: `${clause.article}：${clause.title}`,
                hint: clause.evidence.map(({ text }) => text).join('；'),
              }))}
            />
            <TextArea
              name="reason"
              label="认定理由"
              required
              max={relaxReasonMax}
              rows={3}
              hint="写明核对了什么材料。单位、归口管理部门和其他审核人都会看到。"
            />
          </Form>
        </Dialog>
      )}
    </>
  )
}

type WithdrawProps = { applicationId: string; id: string; title: string }

/** Takes an accepted relaxation back. */
export function WithdrawRelaxationButton({ applicationId, id, title }: WithdrawProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const withdraw = async () => {
    setPending(true)
    setProblem(null)
    const result = await runAction(withdrawRelaxationAction, { applicationId, id })
    setPending(false)
    if (!result.ok) return setProblem(sentenceFor(result.code, result.message))
    setOpen(false)
    router.refresh()
  }
  return (
    <>
      <Button size="sm" variant="quiet" aria-label={`撤销认定：${title}`} onClick={() => setOpen(true)}>
        撤销认定
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`撤销对“${title}”的放宽认定？`}
        confirmLabel="撤销认定"
        pendingLabel="正在提交…"
        pending={pending}
        problem={problem && <Alert tone="danger" role="alert" title={problem} />}
        onConfirm={() => void withdraw()}
      >
        <p>撤销后，在重新认定之前不能审核通过。</p>
      </ConfirmDialog>
    </>
  )
}
