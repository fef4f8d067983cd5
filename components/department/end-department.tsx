'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { newCommandKey } from '@/components/form/command-key'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { endDepartmentAction } from '@/lib/department/department.actions'

type EndDepartmentProps = {
  department: { id: string; version: number; name: string }
  /** what still hangs on it, in sentences; empty when it may be ended */
  inTheWay: string[]
}

/** 撤销: only when nothing hangs on the department any more; says what does. */
export function EndDepartment({ department, inTheWay }: EndDepartmentProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState('')
  const { id, version, name } = department

  const confirm = async () => {
    setPending(true)
    setProblem('')
    const answer = await runAction(endDepartmentAction, { id, version, _key: newCommandKey() })
    setPending(false)
    if (!answer.ok) return setProblem(sentenceFor(answer.code, answer.message))
    setOpen(false)
    router.replace('/bureau/organisation/departments')
    router.refresh()
  }

  if (inTheWay.length > 0)
    return (
      <div className="space-y-2">
        <p className="font-medium">现在还不能撤销</p>
        <ul className="list-disc space-y-1 pl-5 text-ink-2">
          {inTheWay.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    )
  return (
    <>
      <p className="mb-3 text-ink-2">撤销后不能再归口单位，名称可以另用；过去的办理记录不变。</p>
      <Button variant="danger" onClick={() => setOpen(true)}>
        撤销这个部门
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`撤销“${name}”？`}
        confirmLabel="撤销"
        pendingLabel="正在撤销…"
        tone="danger"
        pending={pending}
        problem={problem && <Alert tone="danger" role="alert" title={problem} />}
        onConfirm={() => void confirm()}
      >
        撤销后不能恢复，需要时只能重新新增。
      </ConfirmDialog>
    </>
  )
}
