import { Readable } from 'node:stream'
import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { type OpenedFile, openFile } from '@/lib/file/file.dal'
import { contentDisposition } from '@/lib/file/file.rules'
import { NoSuchPart } from '@/lib/file/range.rules'

/**
 * Serves a file, or the part that `Range` names, as a download that no browser runs, frames, sniffs or keeps (trust
 * IN14). Each part passes the gate. There is nothing to compare in `If-Range`: with it the whole file is served. `token`
 * is that of an answer link, which opens 评审材料 to somebody who has no account.
 */
export const GET = defineRoute(
  { params: z.object({ id: z.string().max(100) }), query: z.object({ token: z.string().max(200).optional() }) },
  async ({ actor, params, query, request }) => {
    const range = request.headers.has('if-range') ? null : request.headers.get('range')
    const file = await openFile(actor, params.id, range, query.token ?? null).catch(
      (error): OpenedFile | NoSuchPart => {
        if (error instanceof NoSuchPart) return error
        throw error
      },
    )
    if (file instanceof NoSuchPart)
      return new Response(null, { status: 416, headers: { ...safe, 'content-range': `bytes */${file.size}` } })
    const { name, type, size, span, stream } = file
    const body = request.method === 'HEAD' ? null : (Readable.toWeb(stream) as ReadableStream)
    if (!body) stream.destroy()
    return new Response(body, {
      status: span ? 206 : 200,
      headers: {
        ...safe,
        'content-type': type,
        'content-length': String(span ? span.to - span.from : size),
        ...(span ? { 'content-range': `bytes ${span.from}-${span.to - 1}/${size}` } : {}),
        'content-disposition': contentDisposition(name),
      },
    })
  },
)

const safe = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
  'accept-ranges': 'bytes',
}
