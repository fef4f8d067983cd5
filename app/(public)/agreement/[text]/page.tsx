import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PublicPage } from '@/components/portal/public-page'
import { Markdown } from '@/components/ui/markdown'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

type Props = PageProps<'/agreement/[text]'>

const names = ['user', 'privacy', 'statement', 'expertNotice', 'bank', 'objection'] as const

async function textOf(params: Props['params']) {
  const { text } = await params
  const { agreements } = (await currentPolicy()).policy
  const name = names.find(one => one === text)
  return name ? (agreements[name] ?? null) : null
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await textOf(params))?.title ?? '没有找到' }
}

export default async function AgreementPage({ params }: Props) {
  const text = await textOf(params)
  if (!text) notFound()
  return (
    <PublicPage title={text.title} description={<span className="num">版本：{text.version}</span>}>
      <Markdown text={text.body} className="mt-8" />
    </PublicPage>
  )
}
