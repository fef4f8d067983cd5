import { defineRoute } from '@/lib/access/define-route'
import { contentDisposition } from '@/lib/file/file.rules'
import { exportOwnData } from '@/lib/privacy/export.dal'

/** Everything the system holds of who asks, as JSON for other programs. */
export const GET = defineRoute({ signedIn: true }, async ({ actor }) => {
  const data = await exportOwnData(actor, 'json')
  return new Response(`${JSON.stringify(data, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': contentDisposition('我的数据.json'),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
})
