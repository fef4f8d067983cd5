'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { type Action, runAction, sentenceFor } from '@/components/form/run-action'
import { useHydrated } from '@/components/form/use-hydrated'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { printPaperAction } from '@/lib/draw/paper.actions'
import type { PrintedPaper } from '@/lib/draw/paper.dto'
import type { PrintPaper } from '@/lib/draw/paper.schema'
import { savePaper } from './paper-save'

type PrintButtonProps<Input> = { action: Action<Input, PrintedPaper>; input: Input; children: ReactNode }

/** Has one paper made, and hands it over as a PDF. */
export function PrintButton<Input>({ action, input, children }: PrintButtonProps<Input>) {
  const router = useRouter()
  const hydrated = useHydrated()
  const [pending, setPending] = useState(false)
  const [said, setSaid] = useState<{ tone: 'success' | 'danger'; text: string } | null>(null)
  const print = async () => {
    setSaid(null)
    setPending(true)
    const result = await runAction(action, input)
    setPending(false)
    if (!result.ok) return setSaid({ tone: 'danger', text: sentenceFor(result.code, result.message) })
    savePaper(result.data)
    setSaid({ tone: 'success', text: `已生成“${result.data.name}”，请在下载的文件中打开。` })
    router.refresh()
  }
  return (
    <div className="space-y-3">
      <Button disabled={!hydrated} pending={pending} pendingLabel="正在生成…" onClick={() => void print()}>
        {children}
      </Button>
      {said && (
        <Alert tone={said.tone} role="status">
          {said.text}
        </Alert>
      )}
    </div>
  )
}

/** Prints one paper of a draw: it gets a serial. */
export const PaperButton = ({ id, kind, label }: PrintPaper & { label: string }) => (
  <PrintButton action={printPaperAction} input={{ id, kind }}>
    打印{label}
  </PrintButton>
)
