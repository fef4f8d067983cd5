import type { Metadata } from 'next'
import { PublicPage } from '@/components/portal/public-page'
import { FollowForm } from '@/components/publicity/follow-form'
import { SignedInNotice } from '@/components/publicity/signed-in-notice'
import { currentActor } from '@/lib/auth/current'

export const metadata: Metadata = { title: '查询异议办理结果' }

export default async function ReceiptPage() {
  const actor = await currentActor()
  return (
    <PublicPage title="查询异议办理结果" parents={[{ label: '专家公示', href: '/publicity' }]}>
      <div className="max-w-3xl">
        {actor.kind === 'anonymous' ? <FollowForm /> : <SignedInNotice next="/publicity/receipt" />}
      </div>
    </PublicPage>
  )
}
