'use client'
import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from 'react'
import { StepProgress } from './step-progress'

type DonePanelProps = {
  title: string
  /** under the title, before the steps */
  lead?: ReactNode
  steps: ComponentProps<typeof StepProgress>
  /** what there is to know meanwhile */
  children?: ReactNode
  /** where to go from here */
  actions: ReactNode
}

/** Takes the place of a long form that has been sent: scrolled to the top, read out, with what comes next. */
export function DonePanel({ title, lead, steps, children, actions }: DonePanelProps) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    window.scrollTo({ top: 0 })
    heading.current?.focus()
  }, [])
  return (
    <section aria-labelledby={id} className="rounded-lg border border-success-line bg-success-soft px-5 py-6 sm:px-8">
      <h2 id={id} ref={heading} tabIndex={-1} className="text-xl text-success">
        {title}
      </h2>
      {lead}
      <div className="mt-5 rounded-md bg-paper px-4 py-5">
        <StepProgress {...steps} />
      </div>
      {children}
      <div className="mt-5 flex flex-wrap gap-3">{actions}</div>
    </section>
  )
}
