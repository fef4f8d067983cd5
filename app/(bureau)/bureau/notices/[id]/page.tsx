import type { Metadata } from 'next'
import { NoticeBadge, noticeTone } from '@/components/notice/notice-badge'
import { NoticeEditor } from '@/components/notice/notice-editor'
import { WithdrawNotice } from '@/components/notice/withdraw-notice'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { History } from '@/components/workflow/history'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { saveNoticeAction, withdrawNoticeAction } from '@/lib/notice/notice.actions'
import { viewNotice } from '@/lib/notice/notice.dal'
import { staffNoticeSpec } from '@/lib/notice/notice.rules'
import { backHref } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '编辑通知' }

export default async function EditNoticePage({ params, searchParams }: PageProps<'/bureau/notices/[id]'>) {
  const actor = await requirePage('notice.write')
  const [notice, { policy }] = await Promise.all([found(viewNotice(actor, (await params).id)), currentPolicy()])
  const back = backHref('/bureau/notices', staffNoticeSpec(policy), await searchParams)
  const mayWithdraw = notice.events.some(one => one.event === 'withdraw' && one.whyNot === null)
  return (
    <>
      <PageHeader
        title="编辑通知"
        status={<NoticeBadge status={notice.status} label={notice.statusLabel} />}
        breadcrumb={<Breadcrumb items={[{ label: '通知公告', href: back }, { label: notice.title }]} />}
        actions={
          notice.status === 'published' && (
            <>
              <LinkButton href={`/notices/${notice.id}`} target="_blank">
                看公开页面
              </LinkButton>
              {mayWithdraw && (
                <WithdrawNotice
                  key={notice.version}
                  id={notice.id}
                  version={notice.version}
                  title={notice.title}
                  action={withdrawNoticeAction}
                />
              )}
            </>
          )
        }
      />
      <NoticeEditor
        key={notice.id}
        notice={notice}
        categories={policy.portal.noticeCategories}
        source={policy.authority.name}
        action={saveNoticeAction}
      />
      <div className="mt-6 max-w-3xl">
        <Card title="办理记录" description={`由${notice.authorName}撰写，${notice.editorName}最后编辑。`}>
          <History steps={notice.history} toneOf={noticeTone} />
        </Card>
      </div>
    </>
  )
}
