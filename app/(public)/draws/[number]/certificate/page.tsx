import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CertificateSheet } from '@/components/draw/certificate-sheet'
import { PublicPage } from '@/components/portal/public-page'
import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PrintButton } from '@/components/ui/print-button'
import { currentVisitor } from '@/lib/auth/current'
import { recordLink } from '@/lib/draw/link'
import { publicSheet } from '@/lib/draw/record-file.public.dal'
import { Refusal } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '抽取证书' }

/** The sheet, or that too many were made for this address. */
const sheetOf = async (number: string) =>
  publicSheet(await currentVisitor(), number).catch(error => {
    if (error instanceof Refusal && error.code === 'tooMany') return error
    throw error
  })

/** The certificate as a sheet to print; there is none before the names are open. */
export default async function CertificatePage({ params }: PageProps<'/draws/[number]/certificate'>) {
  const { number } = await params
  const [sheet, { policy }] = await Promise.all([sheetOf(number), currentPolicy()])
  if (!sheet) notFound()
  if (sheet instanceof Refusal)
    return (
      <PublicPage title="抽取证书" parents={[{ label: '抽取公开记录', href: '/draws' }]}>
        <Alert tone="warning" title="请稍后再试">
          {sheet.message}
        </Alert>
      </PublicPage>
    )
  const path = `/draws/${encodeURIComponent(number)}` as const
  return (
    <div className="mx-auto max-w-page px-4 pt-5 sm:px-6 sm:pt-7">
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3" data-no-print>
        <Breadcrumb
          items={[
            { label: '首页', href: '/' },
            { label: '抽取公开记录', href: '/draws' },
            { label: number, href: path },
            { label: '证书' },
          ]}
        />
        <PrintButton label="打印证书" />
      </div>
      <CertificateSheet sheet={sheet} authority={policy.authority.name} address={recordLink(number)} />
    </div>
  )
}
