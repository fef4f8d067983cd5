import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BankForm } from '@/components/privacy/bank-form'
import { StoredBank } from '@/components/privacy/stored-bank'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { Markdown } from '@/components/ui/markdown'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { viewOwnBank } from '@/lib/privacy/bank.dal'

export const metadata: Metadata = { title: '银行账户' }

/** The account an expert is paid to: voluntary, with a consent of its own, no part of what reviewers read. */
export default async function Page() {
  const actor = await requirePage('individual')
  const { asked, seen, stored, consent, text } = await viewOwnBank(actor)
  if (!asked && !stored) notFound()
  return (
    <div className="max-w-[46rem]">
      <PageHeader
        title="银行账户"
        description="接受活动邀请、完成工作以后，用来向您支付报酬。可以不填，不影响申请入库。"
      />
      <div className="space-y-5">
        <StoredBank stored={stored} consent={consent} />
        {asked ? (
          <>
            <Card title={text.title} description={<span className="num">版本：{text.version}</span>}>
              <Markdown text={text.body} className="[&>*:first-child]:mt-0 [&_h2]:mt-5 [&_h2]:text-base" />
            </Card>
            <Card
              title={stored ? '更换账户' : '填写账户'}
              description={stored ? '各项重新填写，保存后替换原来的账户。' : '点“保存”后才会保存，不会自动保存。'}
            >
              <BankForm seen={seen} text={{ title: text.title, version: text.version }} />
            </Card>
          </>
        ) : (
          <Alert tone="info">本系统目前不收集银行账户信息。以前保存的，可以随时删除。</Alert>
        )}
      </div>
    </div>
  )
}
