import type { Metadata } from 'next'
import { SelfCheckList } from '@/components/selfcheck/self-check-list'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { chinaTime } from '@/lib/platform/time'
import { viewSelfCheck } from '@/lib/selfcheck/selfcheck.dal'

export const metadata: Metadata = { title: '等保自查' }

export default async function SelfCheckPage() {
  const actor = await requirePage('selfcheck.view')
  const { at, items } = await viewSelfCheck(actor)
  const tested = items.filter(item => item.kind === 'live')
  const short = tested.filter(item => !item.holds).length
  return (
    <>
      <PageHeader
        title="等保自查"
        description={`对照 GB/T 22239-2019 第三级。${chinaTime(at)} 检测 ${tested.length} 项，${short === 0 ? '都符合' : `${short} 项不符合`}；其余要由人看过，不代替测评。`}
      />
      <div className="max-w-5xl">
        <SelfCheckList items={items} />
      </div>
    </>
  )
}
