'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { removeDutyAction } from '@/lib/staff/duty.actions'
import { type DutyRow, dutyKindLabels } from '@/lib/staff/duty.dto'

type DutyListProps = {
  duties: DutyRow[]
  /** a manager takes duties away, the reviewer only sees them */
  mayRemove?: boolean
}

/** What a reviewer serves, line by line. */
export function DutyList({ duties, mayRemove }: DutyListProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [busy, setBusy] = useState('')
  const [problem, setProblem] = useState('')
  const remove = (id: string) => {
    setBusy(id)
    setProblem('')
    startTransition(async () => {
      const result = await runAction(removeDutyAction, { id })
      if (!result.ok) setProblem(sentenceFor(result.code, result.message))
      router.refresh()
    })
  }
  if (duties.length === 0)
    return <p className="px-4 py-4 text-ink-2 sm:px-5">还没有分工。没有分工的审核人员，在审核列表里默认看到全部。</p>
  return (
    <>
      {problem && (
        <div className="p-4 sm:px-5">
          <Alert tone="danger" role="status">
            {problem}
          </Alert>
        </div>
      )}
      <ul className="divide-y divide-line">
        {duties.map(duty => (
          <li key={duty.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 sm:px-5">
            <span className="w-28 shrink-0 text-sm text-ink-3">{dutyKindLabels[duty.kind]}</span>
            <span className="min-w-0 flex-1 basis-48">{duty.label}</span>
            {mayRemove && (
              <Button
                size="sm"
                aria-label={`取消分工：${duty.label}`}
                pending={pending && busy === duty.id}
                pendingLabel="正在取消…"
                onClick={() => remove(duty.id)}
              >
                取消分工
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
