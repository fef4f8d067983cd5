import type { Metadata } from 'next'
import { PaperList } from '@/components/draw/paper-list'
import { AskBanks, FillFees, MarkPaid, PrintPay } from '@/components/draw/pay-deeds'
import { PayTable } from '@/components/draw/pay-table'
import { DrawBadge } from '@/components/draw/status'
import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { viewPay } from '@/lib/draw/pay.dal'

export const metadata: Metadata = { title: '劳务费' }

/** 劳务费 of one review: who came, what each gets, the list to print, and what was paid. */
export default async function PayPage({ params }: PageProps<'/bureau/pay/[id]'>) {
  const actor = await requirePage('draw.pay')
  const view = await found(viewPay(actor, (await params).id))
  const others = view.rows.filter(row => !row.own)
  const unset = others.filter(row => row.fee === null)
  const ready = others.filter(row => row.paid === null && Boolean(row.fee))
  const missing = view.rows.filter(row => row.bank === 'missing' && row.paid === null)
  const printable =
    view.rows.some(row => row.paid === null && Boolean(row.fee)) && view.rows.every(row => row.fee !== null)
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb items={[{ label: '劳务费', href: '/bureau/pay' }, { label: view.number }]} />}
        title={view.title}
        status={<DrawBadge status={view.status} label={view.statusLabel} />}
        description={[view.number, view.session, view.place, view.office].filter(Boolean).join(' · ')}
      />
      <div className="space-y-6">
        {view.sealed && <Alert>{view.sealed}</Alert>}
        {unset.length > 0 && (
          <Alert>
            {view.standard
              ? `还有 ${unset.length} 位没有登记金额，都登记了才能打印发放表。现行标准：${view.standard}。`
              : `还有 ${unset.length} 位没有登记金额，都登记了才能打印发放表。现行规则没有标准，请逐人填写。`}
          </Alert>
        )}
        {missing.length > 0 && (
          <Alert tone="warning">
            {view.asks
              ? `有 ${missing.length} 位专家没有填写银行账户。`
              : `现行规则不收集银行账户，${missing.length} 位专家的账户请线下收取。`}
          </Alert>
        )}
        <div className="flex flex-wrap gap-3">
          {unset.length > 0 && view.standard && <FillFees id={view.id} standard={view.standard} />}
          {missing.length > 0 && view.asks && <AskBanks id={view.id} count={missing.length} />}
          {printable && <PrintPay id={view.id} />}
          {ready.length > 1 && <MarkPaid id={view.id} seats={ready.map(row => row.id)} />}
        </div>
        <PayTable view={view} />
        <PaperList papers={view.papers} list="劳务费" />
      </div>
    </>
  )
}
