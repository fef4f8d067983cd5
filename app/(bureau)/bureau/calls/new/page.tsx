import type { Metadata } from 'next'
import { CallEditor } from '@/components/call/call-editor'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'

export const metadata: Metadata = { title: '新建征集' }

export default async function NewCallPage() {
  const actor = await requirePage('call.write')
  return (
    <>
      <PageHeader
        title="新建征集"
        description="先存为草稿，上传附件，核对后再发布。"
        breadcrumb={<Breadcrumb items={[{ label: '公开征集', href: '/bureau/calls' }, { label: '新建征集' }]} />}
      />
      <div className="max-w-4xl">
        <Card title="征集内容">
          <CallEditor call={null} mayPublish={may(actor, 'call.publish')} />
        </Card>
      </div>
    </>
  )
}
