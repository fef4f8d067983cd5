import { defineRoute } from '@/lib/access/define-route'
import { path } from '@/lib/dict/tree'
import { contentDisposition } from '@/lib/file/file.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { exportOwnData } from '@/lib/privacy/export.dal'
import { ownDataPdf } from '@/lib/privacy/own-data-pdf'
import { ownDataParts } from '@/lib/privacy/paper.rules'

const names = { discipline: (code: string) => path('discipline', code).at(-1) ?? code }

/** Everything the system holds of who asks, as a paper to read. */
export const GET = defineRoute({ signedIn: true }, async ({ actor }) => {
  const data = await exportOwnData(actor, 'pdf')
  const { policy } = await currentPolicy()
  const bytes = await ownDataPdf(ownDataParts(data, policy, names), { ...data, name: data.account.name })
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': contentDisposition('我的数据.pdf'),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
})
