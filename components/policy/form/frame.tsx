'use client'
import type { ReactNode } from 'react'
import { FieldError } from '@/components/form/field-shell'
import { useField } from '@/components/form/use-field'
import { cx } from '@/components/ui/cx'

type FrameProps = { name: string; label: string; hint?: string; depth: number; children: ReactNode }

/** Fields that belong together, under a heading of their own, with what is wrong with them as a whole. */
export function Frame({ name, label, hint, depth, children }: FrameProps) {
  const field = useField({ name, label, hint })
  const Heading = depth === 0 ? 'h2' : 'h3'
  return (
    <section
      id={field.id}
      tabIndex={-1}
      aria-label={label}
      className={cx('space-y-4', depth === 0 ? 'border-t border-line pt-5 first:border-t-0 first:pt-0' : 'pt-1')}
    >
      <div>
        <Heading className={depth === 0 ? 'text-lg' : 'font-semibold'}>{label}</Heading>
        {hint && (
          <p id={field.hintId} className="text-sm text-ink-3">
            {hint}
          </p>
        )}
        <FieldError id={field.errorId} error={field.error} />
      </div>
      {children}
    </section>
  )
}
