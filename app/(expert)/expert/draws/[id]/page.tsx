import type { Metadata } from 'next'
import { ReceiptCard } from '@/components/draw/own-draws'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { ownReceipt } from '@/lib/draw/receipt.dal'

export const metadata: Metadata = { title: '抽取回执' }

export default async function ReceiptPage({ params }: PageProps<'/expert/draws/[id]'>) {
  const actor = await requirePage('individual')
  const receipt = await found(ownReceipt(actor, (await params).id))
  return (
    <>
      <PageHeader
        title={`抽取回执 ${receipt.number}`}
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '我的评审', href: '/expert/reviews' },
              { label: '我的抽取机会', href: '/expert/draws' },
              { label: receipt.number },
            ]}
          />
        }
      />
      <ReceiptCard receipt={receipt} />
    </>
  )
}
