import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { sealFile } from '@/lib/draw/seal-file.dal'
import { contentDisposition } from '@/lib/file/file.rules'

/** What is fixed with a seal, as a file, before anything is drawn: to be compared with the certificate afterwards. */
export const GET = defineRoute(
  { params: z.object({ id: z.string().max(100) }), signedIn: true },
  async ({ actor, params }) => {
    const { name, text } = await sealFile(actor, params.id)
    return new Response(text, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': contentDisposition(name),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  },
)
