import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { receiptFile } from '@/lib/draw/receipt.dal'
import { contentDisposition } from '@/lib/file/file.rules'

/** 抽取回执 of whoever asks, and of nobody else: the id is that of the draw. */
export const GET = defineRoute(
  { params: z.object({ id: z.string().max(100) }), signedIn: true },
  async ({ actor, params }) => {
    const { name, text } = await receiptFile(actor, params.id)
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
