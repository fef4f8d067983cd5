import type { Metadata } from 'next'
import { MessageTable } from '@/components/message/message-table'
import { RenewCodeForm } from '@/components/message/renew-code-form'
import { Alert } from '@/components/ui/alert'
import { Disclosure } from '@/components/ui/disclosure'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { type MessageState, messageListSpec } from '@/lib/message/message.rules'
import { countMessages, listMessages } from '@/lib/message/staff.dal'
import { channels } from '@/lib/platform/env'
import { parseListParams } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '短信和邮件' }

const base = '/bureau/messages'

export default async function MessagesPage({ searchParams }: PageProps<'/bureau/messages'>) {
  const actor = await requirePage('message.list')
  const params = parseListParams(await searchParams, messageListSpec)
  const { status, kind, tail } = params.filters
  const filter = { status: (status || undefined) as MessageState | undefined, kind, tail }
  const [page, total, dead] = await Promise.all([
    listMessages(actor, { ...filter, after: params.after, size: params.size, sort: params.order }),
    countMessages(actor, filter),
    countMessages(actor, { status: 'dead', kind: 'business' }),
  ])
  return (
    <>
      <PageHeader
        title="短信和邮件"
        description="系统发出的通知和验证码是否送到了网关。内容不在这里显示；发送失败的业务消息可以重发，验证码只能由本人重新获取。"
      />
      {dead > 0 && status !== 'dead' && (
        <Alert
          tone="warning"
          title={`有 ${dead} 条业务消息发送失败`}
          next={
            <Link href={`${base}?status=dead&kind=business`} className="text-accent-strong underline">
              查看并重发
            </Link>
          }
          className="mb-4"
        >
          收件人没有收到，请重发；一直不成的，请电话告知本人。
        </Alert>
      )}
      {channels().sms && (
        <div className="mb-5 max-w-3xl">
          <Disclosure summary="有人来电说收不到验证码：代发一个新的">
            <div className="py-2">
              <RenewCodeForm />
            </div>
          </Disclosure>
        </div>
      )}
      <MessageTable base={base} params={params} rows={page.rows} next={page.next} total={total} forStaff />
    </>
  )
}
