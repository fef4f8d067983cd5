'use client'
import { type ReactNode, useEffect, useRef } from 'react'

type MenuProps = {
  summary: ReactNode
  label: string
  summaryClass: string
  panelClass: string
  className?: string
  children: ReactNode
}

/** A menu on <details>: opens without scripts; with them, Escape and a click beside it close it. */
export function Menu({ summary, label, summaryClass, panelClass, className, children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event) => {
      const menu = details.current
      if (!menu?.open) return
      const byKey = event instanceof KeyboardEvent && event.key === 'Escape'
      const beside = event.type === 'pointerdown' && !menu.contains(event.target as Node)
      if (!byKey && !beside) return
      menu.open = false
      if (byKey) menu.querySelector('summary')?.focus()
    }
    document.addEventListener('keydown', close)
    document.addEventListener('pointerdown', close)
    return () => {
      document.removeEventListener('keydown', close)
      document.removeEventListener('pointerdown', close)
    }
  }, [])
  return (
    // somebody may have opened it before the scripts ran: it stays as he left it
    <details ref={details} suppressHydrationWarning className={className}>
      <summary aria-label={label} className={summaryClass}>
        {summary}
      </summary>
      <div className={panelClass}>{children}</div>
    </details>
  )
}
