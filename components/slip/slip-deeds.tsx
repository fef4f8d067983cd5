'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { confirmSlipAction, endSlipAction, printSlipAction } from '@/lib/slip/slip.actions'
import type { PrintedSlip } from '@/lib/slip/slip.dal'
import type { SlipView } from '@/lib/slip/slip.dto'
import { SlipPaper } from './slip-paper'

type SlipDeedsProps = { slip: SlipView; site: string; address: string; contacts: { label: string; value: string }[] }

type Asked = 'confirm' | 'print' | 'end'

const questions: Record<Asked, { title: string; text: string; label: string }> = {
  confirm: {
    title: '确认这张激活单？',
    text: '确认表示您也同意由申请人把激活码交给这个人。您的姓名会记入办理记录。',
    label: '确认',
  },
  print: {
    title: '现在打印？',
    text: '激活码只显示这一次。请在打印机就绪、本人在场时打印。',
    label: '显示并打印',
  },
  end: { title: '作废这张激活单？', text: '作废后激活码不能再用，不能恢复。', label: '作废' },
}

/** What can be done with a slip now. The printed code lives in this page only, until it is left. */
export function SlipDeeds({ slip, site, address, contacts }: SlipDeedsProps) {
  const router = useRouter()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [printed, setPrinted] = useState<PrintedSlip | null>(null)

  const act = async () => {
    setPending(true)
    setProblem(null)
    const input = { id: slip.id }
    const result =
      asked === 'print'
        ? await runAction(printSlipAction, input)
        : await runAction(asked === 'end' ? endSlipAction : confirmSlipAction, input)
    setPending(false)
    if (!result.ok) return setProblem(sentenceFor(result.code, result.message))
    setAsked(null)
    // the code stays in this component while the page around it is drawn anew
    if (result.data) setPrinted(result.data)
    router.refresh()
  }
  const ask = (deed: Asked) => {
    setProblem(null)
    setAsked(deed)
  }

  if (printed) return <SlipPaper slip={slip} printed={printed} site={site} address={address} contacts={contacts} />
  const question = asked && questions[asked]
  return (
    <div className="space-y-4" data-no-print>
      {slip.state === 'waiting' && slip.whyNotConfirm && (
        <Alert title="等待另一名工作人员确认">
          {slip.whyNotConfirm}
          {slip.confirmedElsewhere && (
            <span className="num mt-1 block">{contacts.map(({ label, value }) => `${label} ${value}`).join('；')}</span>
          )}
        </Alert>
      )}
      {slip.state === 'confirmed' && slip.whyNotPrint && <Alert title="已确认">{slip.whyNotPrint}</Alert>}
      {slip.state === 'printed' && <Alert title="已打印">{slip.whyNotPrint}</Alert>}
      <div className="flex flex-wrap gap-3">
        {!slip.whyNotConfirm && (
          <Button variant="primary" onClick={() => ask('confirm')}>
            确认
          </Button>
        )}
        {!slip.whyNotPrint && (
          <Button variant="primary" onClick={() => ask('print')}>
            打印激活单
          </Button>
        )}
        {slip.mayEnd && <Button onClick={() => ask('end')}>作废…</Button>}
      </div>
      {question && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsked(null)}
          title={question.title}
          confirmLabel={question.label}
          tone={asked === 'end' ? 'danger' : 'normal'}
          pending={pending}
          pendingLabel="正在办理…"
          problem={problem && <Alert tone="danger">{problem}</Alert>}
          onConfirm={act}
        >
          {question.text}
        </ConfirmDialog>
      )}
    </div>
  )
}
