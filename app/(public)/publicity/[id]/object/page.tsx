import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AuthRulesProvider } from '@/components/auth/auth-rules'
import { CodeWaysProvider } from '@/components/auth/code-ways'
import { PublicPage } from '@/components/portal/public-page'
import { ObjectionForm } from '@/components/publicity/objection-form'
import { ObjectionNotice } from '@/components/publicity/objection-notice'
import { objectPath } from '@/components/publicity/public-article'
import { SignedInNotice } from '@/components/publicity/signed-in-notice'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { codeWays } from '@/lib/auth/code-ways'
import { currentActor } from '@/lib/auth/current'
import { filesOf } from '@/lib/file/file.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { publicBatch } from '@/lib/publicity/publicity.public.dal'

export const metadata: Metadata = { title: '提出异议', robots: { index: false, follow: false } }

export default async function ObjectPage({ params, searchParams }: PageProps<'/publicity/[id]/object'>) {
  const { id } = await params
  const { entry } = await searchParams
  const chosen = typeof entry === 'string' ? entry : undefined
  const [batch, actor, { policy }] = await Promise.all([publicBatch(id), currentActor(), currentPolicy()])
  if (!batch) notFound()
  const visitor = actor.kind === 'anonymous'
  const back = <LinkButton href={`/publicity/${id}`}>返回公示</LinkButton>
  return (
    <PublicPage
      title="提出异议"
      description={`${batch.title}，${batch.lastDay} 24 时为止。`}
      parents={[
        { label: '专家公示', href: '/publicity' },
        { label: `第 ${batch.number} 号`, href: `/publicity/${id}` },
      ]}
    >
      <div className="max-w-3xl">
        {batch.left === null ? (
          <Alert title="公示已经结束" next={back}>
            公示期已满，不能再在网上提出异议。确有问题的，请书面反映：{batch.contact}
          </Alert>
        ) : visitor ? (
          <CodeWaysProvider ways={codeWays()}>
            <AuthRulesProvider passwordMode={policy.auth.passwordMode} captcha={policy.auth.captcha}>
              <ObjectionForm
                batchId={id}
                people={batch.entries.map(({ id: value, name, unitName }) => ({ id: value, name, unitName }))}
                chosen={chosen}
                rule={policy.uploads.objectionProof}
                files={await filesOf(actor, { purpose: 'objectionProof', waiting: true })}
                notice={<ObjectionNotice text={policy.agreements.objection} />}
              />
            </AuthRulesProvider>
          </CodeWaysProvider>
        ) : (
          <SignedInNotice next={objectPath(id, chosen)} />
        )}
      </div>
    </PublicPage>
  )
}
