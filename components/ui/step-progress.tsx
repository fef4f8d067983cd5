import { Check, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'

export type Step = {
  label: string
  state: 'done' | 'current' | 'next' | 'stopped'
  /** a date, a name, 预计 2 个工作日 … */
  note?: ReactNode
}

const words = { done: '已完成', current: '进行中', next: '未开始', stopped: '未通过' } as const

const marks = {
  done: 'border-accent bg-accent text-white',
  current: 'border-accent bg-white text-accent-strong ring-4 ring-accent-wash',
  next: 'border-line-2 bg-white text-ink-3',
  stopped: 'border-danger bg-danger text-white',
} as const

/** The way of an application: what is done, where it stands, what comes. Upright on a phone, across on a desk. */
export function StepProgress({ steps, label = '办理进度' }: { steps: Step[]; label?: string }) {
  return (
    <ol aria-label={label} className="flex flex-col sm:flex-row">
      {steps.map((step, index) => (
        <li
          key={step.label}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className="relative flex flex-1 gap-3 pb-5 last:pb-0 sm:flex-col sm:items-center sm:gap-2 sm:px-2 sm:pb-0 sm:text-center"
        >
          {index < steps.length - 1 && (
            <span
              aria-hidden="true"
              className={cx(
                'absolute top-7 bottom-0 left-[13.5px] w-0.5 sm:top-[13px] sm:right-[calc(-50%+18px)] sm:bottom-auto sm:left-[calc(50%+18px)] sm:h-0.5 sm:w-auto',
                step.state === 'done' ? 'bg-accent' : 'bg-line-2',
              )}
            />
          )}
          <span
            aria-hidden="true"
            className={cx(
              'num flex size-7 shrink-0 items-center justify-center rounded-full border-2 text-sm font-semibold',
              marks[step.state],
            )}
          >
            {step.state === 'done' ? (
              <Check className="size-4" strokeWidth={3} />
            ) : step.state === 'stopped' ? (
              <X className="size-4" strokeWidth={3} />
            ) : (
              index + 1
            )}
          </span>
          <span className="min-w-0">
            <span
              className={cx(
                'block',
                step.state === 'current' && 'font-semibold text-ink',
                step.state === 'done' && 'text-ink',
                step.state === 'next' && 'text-ink-3',
                step.state === 'stopped' && 'font-semibold text-danger',
              )}
            >
              {step.label}
              <span className="sr-only">（{words[step.state]}）</span>
            </span>
            {step.note && <span className="num block text-sm text-ink-3">{step.note}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
