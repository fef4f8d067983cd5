'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { newCommandKey } from '@/components/form/command-key'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DeedButton } from '@/components/workflow/deed-button'
import { resendInvitationAction, revokeInvitationAction } from '@/lib/invite/invite.actions'
import type { InvitationSent as Sent } from '@/lib/invite/invite.dto'
import { InvitationSent } from './invitation-sent'

type Props = { id: string; version: number; name: string }

/** 重新发送: a new link, which may have to be handed over. */
export function ResendButton({ id, version, name }: Props) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [sent, setSent] = useState<Sent | null>(null)
  const act = async () => {
    setPending(true)
    const result = await runAction(resendInvitationAction, { id, version, _key: newCommandKey() } as never)
    setPending(false)
    if (!result.ok) return setProblem(sentenceFor(result.code, result.message))
    setAsking(false)
    setSent(result.data)
    router.refresh()
  }
  return (
    <>
      <Button
        onClick={() => {
          setProblem(null)
          setAsking(true)
        }}
      >
        重新发送…
      </Button>
      {sent && (
        <div className="w-full">
          <InvitationSent sent={sent} />
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`重新邀请${name}？`}
        confirmLabel="重新发送"
        pending={pending}
        pendingLabel="正在发送…"
        problem={problem && <Alert tone="danger">{problem}</Alert>}
        onConfirm={() => void act()}
      >
        会发出一个新的链接，重新计算有效期；原来的链接立即失效。由您发出的邀请，申请须由其他人审核。
      </ConfirmDialog>
    </>
  )
}

/** 撤回邀请, after one question. */
export const RevokeButton = ({ id, version, name }: Props) => (
  <DeedButton
    action={revokeInvitationAction}
    input={{ id, version }}
    question={{
      title: `撤回对${name}的邀请？`,
      text: '链接立即失效，对方不会另收到通知。需要时可以再次邀请。',
      confirmLabel: '撤回邀请',
      tone: 'danger',
    }}
  >
    撤回邀请…
  </DeedButton>
)
