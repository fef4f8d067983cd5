import { Readable } from 'node:stream'
import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { openFile } from '@/lib/file/file.dal'
import { contentDisposition } from '@/lib/file/file.rules'

/** Serves a file as a download that no browser runs, frames, sniffs or keeps (trust IN14). */
export const GET = defineRoute(
  { params: z.object({ id: z.string().max(100) }) },
  async ({ actor, params, request }) => {
    const file = await openFile(actor, params.id)
    const body = request.method === 'HEAD' ? null : (Readable.toWeb(file.stream) as ReadableStream)
    if (!body) file.stream.destroy()
    return new Response(body, {
      headers: {
        'content-type': file.type,
        'content-length': String(file.size),
        'content-disposition': contentDisposition(file.name),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
        'accept-ranges': 'none',
      },
    })
  },
)
