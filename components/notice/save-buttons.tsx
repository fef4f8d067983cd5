'use client'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { useKitFormContext } from '@/components/form/form-context'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { NoticeDraft } from '@/lib/notice/notice.dto'
import { type NoticeValues, wordsFor } from './notice-form'

/** Save, or publish after one question; what is public already asks before every save. */
export function SaveButtons({ status }: { status: NoticeDraft['status'] }) {
  const { pending, hydrated } = useKitFormContext()
  const form = useFormContext<NoticeValues>()
  const [asking, setAsking] = useState<HTMLFormElement | null>(null)
  const [publishing, setPublishing] = useState(false)
  const words = wordsFor(status)
  const isPublic = status === 'published'

  const send = (to: HTMLFormElement, publish: boolean) => {
    setPublishing(publish)
    form.setValue('publish', publish)
    to.requestSubmit()
  }
  const ask = async (to: HTMLFormElement) => {
    // With errors there is nothing to ask: sending shows them where they are.
    if (await form.trigger()) setAsking(to)
    else send(to, false)
  }

  return (
    <>
      {words.publish && (
        <Button
          variant="primary"
          disabled={!hydrated || (pending && !publishing)}
          pending={pending && publishing}
          pendingLabel="正在发布…"
          onClick={event => void ask(event.currentTarget.form!)}
        >
          {words.publish}
        </Button>
      )}
      <Button
        variant={isPublic ? 'primary' : 'secondary'}
        disabled={!hydrated || (pending && publishing && !isPublic)}
        pending={pending && (!publishing || isPublic)}
        pendingLabel="正在保存…"
        onClick={event => (isPublic ? void ask(event.currentTarget.form!) : send(event.currentTarget.form!, false))}
      >
        {words.save}
      </Button>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={open => !open && setAsking(null)}
        title={words.question}
        confirmLabel={words.publish ?? words.save}
        onConfirm={() => {
          const to = asking
          setAsking(null)
          if (to) send(to, true)
        }}
      >
        {words.effect}
      </ConfirmDialog>
    </>
  )
}
