import type { Metadata } from 'next'
import { PublicPage } from '@/components/portal/public-page'
import { VerifyScreen } from '@/components/verify/verify-screen'

export const metadata: Metadata = { title: '核验抽取结果' }

/** A seal's number, or an id: nothing else is asked for. */
const plain = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' && /^[\w-]{1,100}$/.test(value) ? value : null

export default async function VerifyPage({ searchParams }: PageProps<'/verify'>) {
  const query = await searchParams
  const [record, receipt] = [plain(query.record), plain(query.receipt)]
  const paths = [
    ...(receipt ? [`/api/draws/receipts/${receipt}`] : []),
    ...(record ? [`/api/draw-records/${record}`] : []),
  ]
  const name = record ? `抽取公开记录 ${record}` : '抽取回执'
  return (
    <PublicPage
      title="核验抽取结果"
      description="任何人都可以用公布的文件重新计算一次抽取，看抽中的人是否由封存的名单、规则和随机种子得出，文件有没有被改过。"
    >
      <div className="max-w-4xl">
        <VerifyScreen from={paths.length > 0 ? { name, paths } : undefined} />
      </div>
    </PublicPage>
  )
}
