import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReplySms } from '@/components/draw/reply-sms'
import { Inbox } from '@/components/message/inbox'
import { PublicPage } from '@/components/portal/public-page'
import { currentActor } from '@/lib/auth/current'
import { listInbox } from '@/lib/message/message.dal'
import { now } from '@/lib/platform/clock'
import { isDemo } from '@/lib/platform/env'

export const metadata: Metadata = { title: '消息收件箱（演示环境）', robots: { index: false } }

const REFRESH_SECONDS = 5

export default async function InboxPage({ searchParams }: PageProps<'/dev/inbox'>) {
  if (!isDemo()) notFound()
  const { phone, refresh } = await searchParams
  const digits = typeof phone === 'string' ? phone.replace(/\D/g, '').slice(-4) : ''
  const messages = await listInbox(await currentActor(), digits ? 500 : 50)
  const live = refresh === 'on'
  return (
    <PublicPage title="消息收件箱">
      {live && <meta httpEquiv="refresh" content={String(REFRESH_SECONDS)} />}
      <Inbox
        messages={messages.filter(message => message.to.endsWith(digits)).slice(0, 50)}
        tail={digits}
        live={live}
        seconds={REFRESH_SECONDS}
        now={now()}
        replyTo={message => <ReplySms messageId={message.id} to={message.to} />}
      />
    </PublicPage>
  )
}
