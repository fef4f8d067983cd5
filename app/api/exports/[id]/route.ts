import { Readable } from 'node:stream'
import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { type ExportFile, openExport } from '@/lib/export/download.dal'
import { Refusal } from '@/lib/platform/errors'

/**
 * The file of an export, for the one who has asked for it. Who opens the address by itself, where a second proof is
 * asked for, comes to the page that asks for it; the page's own button is answered with the refusal.
 */
export const GET = defineRoute(
  { params: z.object({ id: z.string().max(100) }), signedIn: true },
  async ({ actor, params, request }) => {
    const file = await openExport(actor, params.id).catch((error): ExportFile | null => {
      const opened = request.headers.get('sec-fetch-mode') === 'navigate'
      if (opened && error instanceof Refusal && error.code === 'stepUp') return null
      throw error
    })
    if (!file)
      return new Response(null, {
        status: 303,
        headers: { location: `/bureau/exports/${params.id}?proof`, 'cache-control': 'no-store' },
      })
    const { name, size, stream } = file
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
