import type { Metadata } from 'next'
import { NoticeEditor } from '@/components/notice/notice-editor'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { saveNoticeAction } from '@/lib/notice/notice.actions'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '写通知' }

export default async function NewNoticePage() {
  await requirePage('notice.write')
  const { policy } = await currentPolicy()
  return (
    <>
      <PageHeader
        title="写通知"
        description="先存为草稿，随时可以接着写；发布后才会出现在网站上。"
        breadcrumb={<Breadcrumb items={[{ label: '通知公告', href: '/bureau/notices' }, { label: '写通知' }]} />}
      />
      <NoticeEditor
        notice={null}
        categories={policy.portal.noticeCategories}
        category={policy.portal.noticeCategories[0]?.code}
        source={policy.authority.name}
        action={saveNoticeAction}
      />
    </>
  )
}
