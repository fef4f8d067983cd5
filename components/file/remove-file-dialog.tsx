'use client'
import { type RefObject, useRef, useState } from 'react'
import { newCommandKey } from '@/components/form/command-key'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { removeFileAction } from '@/lib/file/file.actions'
import type { FileDto } from '@/lib/file/file.dto'

type Props = {
  file: FileDto | null
  onClose: () => void
  onRemoved: (file: FileDto) => void
  /** what has the focus when the file, and with it what was pressed, is gone */
  next: RefObject<HTMLElement | null>
}

/** Asks before a file is taken out of the working copy. */
export function RemoveFileDialog({ file, onClose, onRemoved, next }: Props) {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  // the name stays while the window fades out
  const [asked, setAsked] = useState(file)
  if (file && file !== asked) setAsked(file)
  const gone = useRef(false)

  const close = () => {
    gone.current = false
    setProblem(null)
    onClose()
  }
  const remove = async () => {
    if (!file) return
    setPending(true)
    setProblem(null)
    const input = { fileId: file.id, _key: newCommandKey() }
    const result = await runAction(removeFileAction, input)
    setPending(false)
    gone.current = result.ok
    if (result.ok) onRemoved(file)
    else setProblem(sentenceFor(result.code, result.message))
  }

  return (
    <ConfirmDialog
      open={file !== null}
      onOpenChange={open => !open && close()}
      title={`移除“${asked?.name ?? ''}”？`}
      confirmLabel="移除文件"
      pendingLabel="正在移除…"
      tone="danger"
      pending={pending}
      problem={
        problem && (
          <Alert tone="danger" role="alert">
            {problem}
          </Alert>
        )
      }
      onConfirm={() => void remove()}
      finalFocus={() => (gone.current ? next.current : null)}
    >
      移除后不能恢复，需要时请重新上传。
    </ConfirmDialog>
  )
}
