'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { cx } from './cx'

export type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** buttons, the decisive one last */
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  /** false: no cross, no Escape, no click beside it — only where an answer is needed */
  dismissible?: boolean
  /** what has the focus at first; the first control otherwise */
  initialFocus?: RefObject<HTMLElement | null>
  /** what has it afterwards; null, or nothing said: what opened the window */
  finalFocus?: () => HTMLElement | null
}

const widths = { sm: 'sm:max-w-md', md: 'sm:max-w-xl', lg: 'sm:max-w-3xl' }

/** A window over the page: keeps the focus inside, gives it back afterwards. A sheet from below on a phone. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = 'md',
  dismissible = true,
  initialFocus,
  finalFocus,
}: DialogProps) {
  return (
    <Base.Root
      open={open}
      disablePointerDismissal
      onOpenChange={(next, details) => {
        if (!next && !dismissible && details.reason === 'escape-key') return details.cancel()
        onOpenChange(next)
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-50 bg-black/45 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center overflow-hidden sm:items-center sm:p-6">
          <Base.Popup
            initialFocus={initialFocus}
            finalFocus={finalFocus}
            className={cx(
              'flex max-h-[92dvh] w-full flex-col rounded-t-lg bg-paper shadow-lg outline-none sm:max-h-[86dvh] sm:rounded-lg',
              'transition-[opacity,translate] duration-150 data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0',
              widths[size],
            )}
          >
            <div className="flex items-start gap-4 border-b border-line px-5 py-3.5">
              <div className="min-w-0 flex-1">
                <Base.Title className="text-lg">{title}</Base.Title>
                {description && <Base.Description className="mt-0.5 text-ink-2">{description}</Base.Description>}
              </div>
              {dismissible && (
                <Base.Close
                  aria-label="关闭"
                  className="-mt-1 -mr-2 flex size-9 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink"
                >
                  <X aria-hidden="true" className="size-5" />
                </Base.Close>
              )}
            </div>
            {children && <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">{children}</div>}
            {footer && (
              <div className="flex flex-col-reverse gap-2 border-t border-line px-5 py-3 sm:flex-row sm:justify-end">
                {footer}
              </div>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
