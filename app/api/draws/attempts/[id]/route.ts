import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { publishedDraw } from '@/lib/draw/published.dal'
import { contentDisposition } from '@/lib/file/file.rules'

/** One attempt of a draw as a file that `npm run check-draw -- file.json` reckons again without the system. */
export const GET = defineRoute(
  { params: z.object({ id: z.string().max(100) }), signedIn: true },
  async ({ actor, params }) => {
    const { name, text } = await publishedDraw(actor, params.id)
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
