'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { DateField } from '@/components/form/date-field'
import { Form } from '@/components/form/form'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { SelectField } from '@/components/form/select-field'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { endLeaveAction, setLeaveAction } from '@/lib/staff/duty.actions'
import { leaveWords, type Reviewer, type ReviewerChoice } from '@/lib/staff/duty.dto'
import { setLeaveSchema } from '@/lib/staff/duty.schema'

type LeaveFormProps = {
  reviewer: Pick<Reviewer, 'id' | 'leave'>
  others: ReviewerChoice[]
  /** there are no duties: everybody at the desk sees the same */
  shared?: boolean
}

/** 请假: the days and who stands in; what is set can be taken back. */
export function LeaveForm({ reviewer, others, shared }: LeaveFormProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [problem, setProblem] = useState('')
  const { id, leave } = reviewer
  if (leave)
    return (
      <Alert
        tone="info"
        title={leaveWords(leave)}
        next={
          <Button
            pending={pending}
            pendingLabel="正在取消…"
            onClick={() =>
              startTransition(async () => {
                const result = await runAction(endLeaveAction, { accountId: id })
                setProblem(result.ok ? '' : sentenceFor(result.code, result.message))
                router.refresh()
              })
            }
          >
            {leave.now ? '提前回来，结束请假' : '取消请假'}
          </Button>
        }
      >
        {problem || whatItDoes(leave.now, shared)}
      </Alert>
    )
  if (others.length === 0)
    return <p className="text-ink-2">没有同一角色、同一部门的其他人可以代办。请安全管理员先授权另一位。</p>
  return (
    <Form
      schema={setLeaveSchema}
      defaultValues={{ accountId: id, from: '', to: '', deputyId: '' }}
      action={setLeaveAction}
      onSuccess={() => router.refresh()}
      submitLabel="保存请假"
      pendingLabel="正在保存…"
      label="请假"
    >
      <DateField name="from" label="开始日期" required />
      <DateField name="to" label="结束日期" required hint="含这一天" />
      <SelectField name="deputyId" label="代办人" required options={others} width="md" />
    </Form>
  )
}

function whatItDoes(now: boolean, shared?: boolean): string {
  if (shared) return now ? '代办人的工作台会写明正在代您办理。' : '到开始那天，代办人的工作台会写明正在代您办理。'
  return now ? '代办人的「我负责的」现在包括这些分工。' : '到开始那天，代办人的「我负责的」会包括这些分工。'
}
