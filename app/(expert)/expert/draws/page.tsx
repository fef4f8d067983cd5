import type { Metadata } from 'next'
import { OwnDraws } from '@/components/draw/own-draws'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { ownDraws } from '@/lib/draw/receipt.dal'
import { receiptSpec } from '@/lib/draw/receipt.rules'
import { parseListParams } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '我的抽取机会' }

/** 我的抽取机会: the draws whose pool he was in, once their lists are open, with his chance in each. */
export default async function OwnDrawsPage({ searchParams }: PageProps<'/expert/draws'>) {
  const actor = await requirePage('individual')
  const params = parseListParams(await searchParams, receiptSpec)
  const page = await ownDraws(actor, { after: params.after, size: params.size })
  return (
    <>
      <PageHeader
        title="我的抽取机会"
        description="您进入过候选名单的抽取和当时的入选机会。只列名单已公开的评审。"
        breadcrumb={<Breadcrumb items={[{ label: '我的评审', href: '/expert/reviews' }, { label: '我的抽取机会' }]} />}
      />
      <OwnDraws params={params} items={page.rows} next={page.next} />
    </>
  )
}
