import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ApplyBox } from '@/components/call/apply-box'
import { CallArticle } from '@/components/call/call-article'
import { ContactBlock } from '@/components/portal/contact-block'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { currentActor } from '@/lib/auth/current'
import { publicCall } from '@/lib/call/call.public.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

const callOf = cache(publicCall)

export async function generateMetadata({ params }: PageProps<'/calls/[id]'>): Promise<Metadata> {
  const call = await callOf((await params).id)
  return { title: call?.title ?? '没有找到这次征集' }
}

export default async function CallPage({ params }: PageProps<'/calls/[id]'>) {
  const [call, { policy }, actor] = await Promise.all([callOf((await params).id), currentPolicy(), currentActor()])
  if (!call) notFound()
  const takes = call.state === 'collecting' || call.state === 'open'
  const reader = actor.kind === 'individual' ? 'individual' : actor.kind === 'anonymous' ? 'visitor' : 'other'
  const { noticeCategories } = policy.portal
  const closed =
    call.state === 'coming'
      ? `从 ${call.opensOn} 起可以申请。`
      : `这次征集已经截止。${policy.path.entry === 'always' ? '平时也可以申请成为专家，请在首页注册或登录。' : '请留意下一次征集通知。'}`
  return (
    <div className="mx-auto max-w-page px-4 pt-5 sm:px-6 sm:pt-7">
      <div className="mb-8" data-no-print>
        <Breadcrumb items={[{ label: '首页', href: '/' }, { label: '专家征集', href: '/calls' }, { label: '正文' }]} />
      </div>
      <CallArticle
        call={call}
        source={policy.authority.name}
        rulesHref={noticeCategories.some(one => one.code === 'rules') ? '/notices?category=rules' : null}
      >
        {takes ? (
          <ApplyBox callId={call.id} reader={reader} direct={policy.individualRegistration.directExpert} />
        ) : (
          <p className="text-ink-2">{closed}</p>
        )}
      </CallArticle>
      <div className="mx-auto mt-10 max-w-[46em]" data-no-print>
        <ContactBlock contacts={policy.authority.contacts} />
      </div>
    </div>
  )
}
