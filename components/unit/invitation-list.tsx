'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Time } from '@/components/ui/time'
import { cancelInvitationAction } from '@/lib/unit/administrator.actions'
import type { OpenInvitation } from '@/lib/unit/administrator.dto'

const kinds = { invite: '邀请', handOver: '交接', appoint: '由业务管理员指定' } as const

/** Invitations nobody has accepted yet; each can be taken back. */
export function InvitationList({ rows }: { rows: OpenInvitation[] }) {
  const router = useRouter()
  const [asked, setAsked] = useState<OpenInvitation | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const cancel = () =>
    startTransition(async () => {
      if (!asked) return
      const result = await runAction(cancelInvitationAction, { id: asked.id })
      if (!result.ok) return setProblem(sentenceFor(result.code, result.message))
      setAsked(null)
      router.refresh()
    })
  return (
    <>
      <ul className="divide-y divide-line">
        {rows.map(row => (
          <li key={row.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-3 sm:px-5">
            <div className="min-w-0">
              <p>
                {row.name} <span className="num text-sm text-ink-2">{row.phoneMask}</span>
              </p>
              <p className="text-sm text-ink-3">
                {kinds[row.kind]}，{row.invitedBy}发出，
                <Time value={row.expiresAt} /> 前有效
              </p>
            </div>
            <Button
              size="sm"
              aria-label={`取消对${row.name}的邀请`}
              onClick={() => {
                setProblem(null)
                setAsked(row)
              }}
            >
              取消邀请
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={open => !open && setAsked(null)}
        title={`取消对“${asked?.name ?? ''}”的邀请？`}
        confirmLabel="取消邀请"
        pendingLabel="正在取消…"
        cancelLabel="保留"
        pending={pending}
        problem={problem && <Alert tone="danger" role="alert" title={problem} />}
        onConfirm={cancel}
      >
        发出的链接立即失效。需要时可以重新邀请。
      </ConfirmDialog>
    </>
  )
}
