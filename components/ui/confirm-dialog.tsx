'use client'
import { type ReactNode, useRef } from 'react'
import { Button } from './button'
import { Dialog, type DialogProps } from './dialog'
import { wayBack } from './way-back'

type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** the question, with the name of the thing: 停用“江南某某研究院”？ */
  title: ReactNode
  /** what will happen, and whether it can be undone */
  children?: ReactNode
  /** names the deed, never 确定 */
  confirmLabel: string
  pendingLabel?: string
  cancelLabel?: string
  tone?: 'danger' | 'normal'
  pending?: boolean
  /** a reason field, when the deed asks for one */
  reason?: ReactNode
  /** what went wrong, shown inside so that the reason is not lost */
  problem?: ReactNode
  onConfirm: () => void
  finalFocus?: DialogProps['finalFocus']
}

/** Asks once more before something that others will notice. The safe button has the focus. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  pendingLabel,
  cancelLabel = wayBack(confirmLabel),
  tone = 'normal',
  pending = false,
  reason,
  problem,
  onConfirm,
  finalFocus,
}: ConfirmDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open={open}
      onOpenChange={next => !pending && onOpenChange(next)}
      title={title}
      size="sm"
      initialFocus={reason ? undefined : cancel}
      finalFocus={finalFocus}
      footer={
        <>
          <Button ref={cancel} onClick={() => onOpenChange(false)} disabled={pending}>
            {cancelLabel}
          </Button>
          <Button
            variant={tone === 'danger' ? 'danger' : 'primary'}
            pending={pending}
            pendingLabel={pendingLabel}
            onClick={onConfirm}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      {(children || reason || problem) && (
        <div className="space-y-4">
          {children && <div className="text-ink-2">{children}</div>}
          {reason}
          {problem}
        </div>
      )}
    </Dialog>
  )
}
