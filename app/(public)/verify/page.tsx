import type { Metadata } from 'next'
import { PublicPage } from '@/components/portal/public-page'
import { VerifyScreen } from '@/components/verify/verify-screen'

export const metadata: Metadata = { title: '核验抽取结果' }

export default function VerifyPage() {
  return (
    <PublicPage
      title="核验抽取结果"
      description="任何人都可以用公布的文件重新计算一次抽取，看抽中的人是否由封存的名单、规则和随机种子得出，文件有没有被改过。"
    >
      <div className="max-w-4xl">
        <VerifyScreen />
      </div>
    </PublicPage>
  )
}
