'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { undoDayAction } from '@/lib/calendar/calendar.actions'

/** Takes the mark of a day back, after a question. */
export function UndoDay({ day, becomes }: { day: string; becomes: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState('')
  const undo = async () => {
    setPending(true)
    const answer = await runAction(undoDayAction, { day })
    setPending(false)
    if (!answer.ok) return setProblem(sentenceFor(answer.code, answer.message))
    setOpen(false)
    router.refresh()
  }
  return (
    <>
      <Button size="sm" variant="quiet" onClick={() => setOpen(true)} aria-label={`撤销 ${day} 的标记`}>
        撤销
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`撤销 ${day} 的标记？`}
        confirmLabel="撤销标记"
        pendingLabel="正在撤销…"
        pending={pending}
        problem={problem && <Alert tone="danger" role="alert" title={problem} />}
        onConfirm={() => void undo()}
      >
        这一天恢复为{becomes}，时限随之重新计算。
      </ConfirmDialog>
    </>
  )
}
