import type { ReactNode, Ref } from 'react'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'

/** A link that leads on. */
export type Way = { href: string; label: string }

type DecisionDoneProps = {
  /** warning: somebody else was first, or it is no longer possible */
  tone: 'success' | 'warning'
  title: string
  text?: ReactNode
  /** what was written and not sent, so that it can be copied */
  unsent?: string
  /** a button before the ways on */
  action?: ReactNode
  /** false: something is left to do here, so that nobody is told that nothing waits */
  alone?: boolean
  next: Way | null
  back: Way
  ref: Ref<HTMLDivElement>
}

/** After a decision: what happened, and the ways on. */
export function DecisionDone({ tone, title, text, unsent, action, alone = true, next, back, ref }: DecisionDoneProps) {
  return (
    <div className="space-y-3">
      <Alert ref={ref} tabIndex={-1} role="status" tone={tone} title={title}>
        {text}
      </Alert>
      {unsent && (
        <p className="text-sm whitespace-pre-line text-ink-2">
          您写的意见没有送出，需要时请复制：
          <span className="mt-1 block rounded-md bg-canvas px-3 py-2 text-ink">{unsent}</span>
        </p>
      )}
      {!next && alone && <p className="text-ink-2">没有其他等待办理的了。</p>}
      <DecisionWays action={action} next={next} back={back} />
    </div>
  )
}

type DecisionWaysProps = Pick<DecisionDoneProps, 'action' | 'next' | 'back'>

/** The next one that waits, and the list. */
export function DecisionWays({ action, next, back }: DecisionWaysProps) {
  return (
    <div className="flex flex-wrap gap-2">
      {action}
      {next && (
        <LinkButton href={next.href} variant="primary" className="max-w-full">
          <span className="truncate">{next.label}</span>
        </LinkButton>
      )}
      <LinkButton href={back.href}>{back.label}</LinkButton>
    </div>
  )
}
