'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { newCommandKey } from '@/components/form/command-key'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { useSelectedRows } from '@/components/table/selected-rows'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { resendMessagesAction } from '@/lib/message/message.actions'

type Said = { title: string; text: string }

/** Sends messages again and says how it went; a dialog, because rows of a list move when it is drawn anew. */
function useResend(after?: () => void) {
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const [said, setSaid] = useState<Said | null>(null)
  const resend = async (ids: string[]) => {
    setPending(true)
    const result = await runAction(resendMessagesAction, { ids, _key: newCommandKey() } as { ids: string[] })
    setPending(false)
    if (!result.ok) return setSaid({ title: '没有重发', text: sentenceFor(result.code, result.message) })
    const { queued, left } = result.data
    const rest = left > 0 ? `另有 ${left} 条不能重发（验证码，或已经发出）。` : ''
    setSaid({ title: `已安排重发 ${queued} 条`, text: `几秒钟后刷新页面，可以看到结果。${rest}` })
  }
  const close = () => {
    setSaid(null)
    after?.()
    router.refresh()
  }
  const dialog = (
    <Dialog
      open={said !== null}
      onOpenChange={close}
      size="sm"
      title={said?.title}
      footer={
        <Button variant="primary" onClick={close}>
          知道了
        </Button>
      }
    >
      <p className="text-ink-2">{said?.text}</p>
    </Dialog>
  )
  return { resend, pending, dialog }
}

/** 重发 of one message. */
export function ResendButton({ id, label }: { id: string; label: string }) {
  const { resend, pending, dialog } = useResend()
  return (
    <>
      <Button size="sm" pending={pending} pendingLabel="…" aria-label={`重发：${label}`} onClick={() => resend([id])}>
        重发
      </Button>
      {dialog}
    </>
  )
}

/** 重发 of the ticked messages. */
export function ResendBar() {
  const { ids, clear } = useSelectedRows()
  const { resend, pending, dialog } = useResend(clear)
  return (
    <>
      <Button variant="primary" size="sm" pending={pending} pendingLabel="正在安排…" onClick={() => resend(ids)}>
        重发选中的消息
      </Button>
      {dialog}
    </>
  )
}
