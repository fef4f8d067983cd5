'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { newCommandKey } from '@/components/form/command-key'
import { type Action, runAction, sentenceFor } from '@/components/form/run-action'
import { useHydrated } from '@/components/form/use-hydrated'
import { Alert } from '@/components/ui/alert'
import { Button, type ButtonProps } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

type DeedButtonProps<Input, T> = Pick<ButtonProps, 'variant' | 'size'> & {
  /** a server action made by defineAction, and what it gets */
  action: Action<Input, T>
  input: Input
  children: ReactNode
  pendingLabel?: string
  /** names the button where its words alone do not: 移出张三 */
  label?: string
  /** asked before, where others will notice */
  question?: { title: ReactNode; text: ReactNode; confirmLabel: string; tone?: 'danger' | 'normal' }
  /** where it leads afterwards; without it the page is fetched again */
  to?: string | ((data: T) => string)
}

/** One deed without a form: a button, a question where it hurts, and what went wrong beside it. */
export function DeedButton<Input, T>({
  action,
  input,
  children,
  question,
  to,
  label,
  ...rest
}: DeedButtonProps<Input, T>) {
  const { pendingLabel = '正在办理…', ...look } = rest
  const router = useRouter()
  const hydrated = useHydrated()
  const [asking, setAsking] = useState(false)
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const act = async () => {
    setPending(true)
    setProblem(null)
    const result = await runAction(action, { ...input, _key: newCommandKey() })
    setPending(false)
    if (!result.ok) return setProblem(sentenceFor(result.code, result.message))
    setAsking(false)
    if (to) router.push((typeof to === 'string' ? to : to(result.data)) as Route)
    router.refresh()
  }
  const trouble = problem && (
    <Alert tone="danger" role="alert">
      {problem}
    </Alert>
  )
  return (
    <>
      <Button
        {...look}
        aria-label={label}
        disabled={!hydrated}
        pending={pending && !question}
        pendingLabel={pendingLabel}
        onClick={() => {
          setProblem(null)
          if (question) setAsking(true)
          else void act()
        }}
      >
        {children}
      </Button>
      {!question && trouble}
      {question && (
        <ConfirmDialog
          open={asking}
          onOpenChange={setAsking}
          title={question.title}
          confirmLabel={question.confirmLabel}
          tone={question.tone}
          pending={pending}
          pendingLabel={pendingLabel}
          problem={trouble}
          onConfirm={() => void act()}
        >
          {question.text}
        </ConfirmDialog>
      )}
    </>
  )
}
