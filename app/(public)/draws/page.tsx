import type { Metadata } from 'next'
import { RecordLedger } from '@/components/draw/record-ledger'
import { RecordList } from '@/components/draw/record-list'
import { PublicPage } from '@/components/portal/public-page'
import { currentActor } from '@/lib/auth/current'
import { ledgerHead } from '@/lib/draw/ledger.public.dal'
import { recordSpec } from '@/lib/draw/public-record.rules'
import { publicSeals } from '@/lib/draw/record.public.dal'
import { parseListParams } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '抽取公开记录' }

export default async function RecordsPage({ searchParams }: PageProps<'/draws'>) {
  const params = parseListParams(await searchParams, recordSpec)
  const [page, ledger] = await Promise.all([
    publicSeals({ after: params.after, size: params.size }),
    ledgerHead(await currentActor()),
  ])
  return (
    <PublicPage
      title="抽取公开记录"
      description="评审专家按抽签方案抽取的，先封存编号，再由使用单位、抽取人、监督人员各交一份内容，合成决定结果的随机种子。每一次封存都列在这里，作废和重来的也在内。这里没有任何人的姓名。"
    >
      <RecordList params={params} items={page.rows} next={page.next} />
      {ledger.size > 0 && <RecordLedger {...ledger} />}
    </PublicPage>
  )
}
