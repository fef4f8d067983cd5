import type { Metadata } from 'next'
import { CertificateSheet } from '@/components/draw/certificate-sheet'
import { SeatHead } from '@/components/draw/seat-head'
import { Alert } from '@/components/ui/alert'
import { PrintButton } from '@/components/ui/print-button'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { recordLink } from '@/lib/draw/link'
import { staffSheet } from '@/lib/draw/sheet.dal'
import { now } from '@/lib/platform/clock'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '抽取证书' }

type Props = PageProps<'/bureau/draws/[id]/certificate/[number]'>

/** The certificate of a draw with the names behind its signs, to print; as long as the names are sealed only a sentence. */
export default async function StaffCertificatePage({ params }: Props) {
  const actor = await requirePage('draw.view')
  const { id, number } = await params
  const { request, sheet, view, named } = await found(staffSheet(actor, { requestId: id, number }))
  const { policy } = await currentPolicy()
  const address = recordLink(view.number)
  return (
    <>
      <div data-no-print>
        <SeatHead actor={actor} base="/bureau/draws" page="抽取证书" suffix="/draw" draw={request} />
      </div>
      {sheet ? (
        <>
          <div className="mb-5 flex justify-end" data-no-print>
            <PrintButton label="打印证书" />
          </div>
          <CertificateSheet
            sheet={sheet}
            authority={policy.authority.name}
            address={address}
            named={named}
            mark={`${actor.name} ${chinaTime(now())} 打印`}
          />
        </>
      ) : (
        <Alert title="现在还没有证书">
          {view.drawnAt ? '名单公开以后才能查看和打印证书。' : '这次封存还没有用来抽取。'}
        </Alert>
      )}
    </>
  )
}
