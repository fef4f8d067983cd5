'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { useHydrated } from '@/components/form/use-hydrated'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { printPaperAction } from '@/lib/draw/paper.actions'
import type { PrintPaper } from '@/lib/draw/paper.schema'
import { savePaper } from './paper-save'

/** Prints one paper: it gets a serial and is handed over as a PDF. */
export function PaperButton({ id, kind, label }: PrintPaper & { label: string }) {
  const router = useRouter()
  const hydrated = useHydrated()
  const [pending, setPending] = useState(false)
  const [said, setSaid] = useState<{ tone: 'success' | 'danger'; text: string } | null>(null)
  const print = async () => {
    setSaid(null)
    setPending(true)
    const result = await runAction(printPaperAction, { id, kind })
    setPending(false)
    if (!result.ok) return setSaid({ tone: 'danger', text: sentenceFor(result.code, result.message) })
    savePaper(result.data)
    setSaid({ tone: 'success', text: `已生成“${result.data.name}”，请打开打印。` })
    router.refresh()
  }
  return (
    <div className="space-y-3">
      <Button disabled={!hydrated} pending={pending} pendingLabel="正在生成…" onClick={() => void print()}>
        打印{label}
      </Button>
      {said && (
        <Alert tone={said.tone} role="status">
          {said.text}
        </Alert>
      )}
    </div>
  )
}
