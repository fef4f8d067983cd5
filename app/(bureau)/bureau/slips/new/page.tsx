import type { Metadata } from 'next'
import { IssueSlipForm } from '@/components/slip/issue-slip-form'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'

export const metadata: Metadata = { title: '办理激活单' }

export default async function NewSlipPage() {
  await requirePage('slip.issue')
  return (
    <div className="max-w-3xl">
      <PageHeader
        breadcrumb={<Breadcrumb items={[{ label: '激活单', href: '/bureau/slips' }, { label: '办理激活单' }]} />}
        title="办理激活单"
        description="请本人到场，核对证件原件。提交后由另一名工作人员确认，再由您打印交给本人。"
      />
      <Card>
        <IssueSlipForm />
      </Card>
    </div>
  )
}
