import type { Metadata } from 'next'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { homeOf } from '@/lib/auth/home.rules'
import { PERSON_VIEWS } from '@/lib/auth/limits'

export const metadata: Metadata = { title: '请稍后再看' }

export default async function WaitPage() {
  const actor = await requirePage('account.own')
  return (
    <>
      <PageHeader title="请稍后再看" />
      <EmptyState
        title={`一小时内打开的个人信息超过了 ${PERSON_VIEWS} 份`}
        why="为了防止信息被批量抄录，暂时不能再打开，请一小时后再看。这次已记入审计记录。确因工作需要大量信息的，请申请导出名单。"
        action={<LinkButton href={homeOf(actor)}>返回首页</LinkButton>}
      />
    </>
  )
}
