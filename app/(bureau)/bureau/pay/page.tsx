import type { Metadata } from 'next'
import { PayList } from '@/components/draw/pay-list'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { countPay, listPay } from '@/lib/draw/pay.dal'
import { paySpec } from '@/lib/draw/pay.rules'
import { parseListParams } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '劳务费' }

export default async function PayListPage({ searchParams }: PageProps<'/bureau/pay'>) {
  const actor = await requirePage('draw.pay')
  const params = parseListParams(await searchParams, paySpec)
  const { status, text } = params.filters
  const [page, total, ...counts] = await Promise.all([
    listPay(actor, { status, text, after: params.after, size: params.size }),
    countPay(actor, { status, text }),
    ...['', 'open', 'done'].map(tab => countPay(actor, { status: tab, text })),
  ])
  return (
    <>
      <PageHeader title="劳务费" description="已经结束的评审：按到场的专家登记金额、打印发放表、登记发放。" />
      <PayList params={params} rows={page.rows} next={page.next} total={total} counts={counts} />
    </>
  )
}
