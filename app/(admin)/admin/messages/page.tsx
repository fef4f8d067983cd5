import type { Metadata } from 'next'
import { MessageTable } from '@/components/message/message-table'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { type MessageState, messageListSpec } from '@/lib/message/message.rules'
import { countMessages, listMessages } from '@/lib/message/staff.dal'
import { parseListParams } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '消息发送情况' }

export default async function AdminMessagesPage({ searchParams }: PageProps<'/admin/messages'>) {
  const actor = await requirePage('message.watch')
  const params = parseListParams(await searchParams, messageListSpec)
  const { status, kind } = params.filters
  const filter = { status: (status || undefined) as MessageState | undefined, kind }
  const [page, total] = await Promise.all([
    listMessages(actor, { ...filter, after: params.after, size: params.size, sort: params.order }),
    countMessages(actor, filter),
  ])
  return (
    <>
      <PageHeader
        title="消息发送情况"
        description="短信网关和邮件服务器是否正常。不显示收件人和内容；重发由业务人员办理。"
      />
      <MessageTable
        base="/admin/messages"
        params={params}
        rows={page.rows}
        next={page.next}
        total={total}
        forStaff={false}
      />
    </>
  )
}
