import { Readable } from 'node:stream'
import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { openExport } from '@/lib/export/download.dal'

/** The file of an export, for the one who has asked for it. */
export const GET = defineRoute(
  { params: z.object({ id: z.string().max(100) }), signedIn: true },
  async ({ actor, params }) => {
    const { name, size, stream } = await openExport(actor, params.id)
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-length': String(size),
        'content-disposition': `attachment; filename="experts.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  },
)
