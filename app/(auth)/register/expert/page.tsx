import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Markdown } from '@/components/ui/markdown'
import { PageHeader } from '@/components/ui/page-header'
import { whyNoEntryNow } from '@/lib/call/call.public.dal'
import { callIn } from '@/lib/call/call.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '专家注册须知' }

/** R1: the notice that is read before the form. */
export default async function ExpertNoticePage({ searchParams }: PageProps<'/register/expert'>) {
  const [{ policy }, params, closed] = await Promise.all([currentPolicy(), searchParams, whyNoEntryNow()])
  const callId = callIn(params)
  const notice = policy.agreements.expertNotice
  if (!policy.individualRegistration.directExpert || !notice) notFound()
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={notice.title}
        breadcrumb={<Breadcrumb items={[{ label: '首页', href: '/' }, { label: notice.title }]} />}
        description={<span className="num">版本：{notice.version}</span>}
      />
      {closed && (
        <div className="mb-5">
          <Alert tone="warning" title="现在不能注册">
            {closed}
          </Alert>
        </div>
      )}
      <div className="rounded-lg border border-line bg-paper p-5 sm:p-8">
        <Markdown text={notice.body} />
        <div className="mt-8 flex flex-col gap-3 border-t border-line pt-6 sm:flex-row sm:items-center">
          {closed === null && (
            <LinkButton
              href={`/register/expert/form?notice=${notice.version}${callId ? `&call=${callId}` : ''}`}
              variant="primary"
              size="lg"
            >
              同意并开始注册
            </LinkButton>
          )}
          <LinkButton href="/login" variant="quiet" size="lg">
            已经有账号？请直接登录
          </LinkButton>
        </div>
      </div>
    </div>
  )
}
