'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import type { OwnBank } from '@/lib/privacy/bank.dto'
import { withdrawBankAction } from '@/lib/privacy/privacy.actions'

/** What is kept, and 撤回同意, which deletes it at once after asking once more. */
export function StoredBank({ stored, consent }: Pick<OwnBank, 'stored' | 'consent'>) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const [withdrawn, setWithdrawn] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()

  const withdraw = () => {
    setProblem(null)
    startTransition(async () => {
      const result = await runAction(withdrawBankAction, {})
      if (!result.ok && result.code !== 'conflict') return setProblem(sentenceFor(result.code, result.message))
      setAsking(false)
      setWithdrawn(true)
      router.refresh()
    })
  }

  if (!stored || !consent)
    return withdrawn ? (
      <Alert tone="success" role="status">
        已撤回同意，您的银行账户信息已经删除。需要时可以重新填写。
      </Alert>
    ) : null
  return (
    <Card
      title="已保存的账户"
      actions={
        <Button size="sm" onClick={() => setAsking(true)}>
          撤回同意并删除
        </Button>
      }
    >
      <DescriptionList
        items={[
          { label: '银行行号', value: stored.bankCode },
          { label: '开户银行', value: stored.bankName },
          { label: '账号', value: stored.accountMask },
          { label: '保存时间', value: <Time value={stored.savedAt} /> },
          {
            label: '单独同意',
            value: (
              <>
                版本 {consent.version}，<Time value={consent.agreedAt} />
              </>
            ),
          },
        ]}
      />
      {consent.outdated && (
        <Alert tone="info" className="mt-4">
          同意书有新版本。已保存的账户仍按您同意的版本使用；更换账户时请阅读新版本。
        </Alert>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="撤回同意，删除银行账户信息？"
        confirmLabel="撤回并删除"
        pendingLabel="正在删除…"
        cancelLabel="先不撤回"
        tone="danger"
        pending={pending}
        problem={problem && <Alert tone="danger">{problem}</Alert>}
        onConfirm={withdraw}
      >
        <p>
          账号 {stored.accountMask}{' '}
          会立即删除，不能恢复，以后也不再使用；何时同意、何时撤回会留有记录。不影响您的申请和专家资格。需要支付报酬时，可以重新填写。
        </p>
      </ConfirmDialog>
    </Card>
  )
}
