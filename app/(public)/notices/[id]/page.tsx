import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { NoticeBody, NoticeNeighbours } from '@/components/notice/notice-article'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { publishedNotice } from '@/lib/notice/notice.public.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

const noticeOf = cache(publishedNotice)

export async function generateMetadata({ params }: PageProps<'/notices/[id]'>): Promise<Metadata> {
  const notice = await noticeOf((await params).id)
  return { title: notice?.title ?? '没有找到这条通知' }
}

export default async function NoticePage({ params }: PageProps<'/notices/[id]'>) {
  const [notice, { policy }] = await Promise.all([noticeOf((await params).id), currentPolicy()])
  if (!notice) notFound()
  const all = { label: '通知公告', href: '/notices' }
  const category = { label: notice.categoryLabel, href: `/notices?category=${notice.category}` }
  return (
    <div className="mx-auto max-w-page px-4 pt-5 sm:px-6 sm:pt-7">
      <div className="mb-8" data-no-print>
        <Breadcrumb
          items={[
            { label: '首页', href: '/' },
            ...(category.label === all.label ? [category] : [all, category]),
            { label: '正文' },
          ]}
        />
      </div>
      <NoticeBody {...notice} source={policy.authority.name} />
      <NoticeNeighbours newer={notice.newer} older={notice.older} />
    </div>
  )
}
