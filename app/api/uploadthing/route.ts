import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { announceUpload } from '@/lib/file/upload-router'

/** A browser announces a file; uploadthing's own handler answers with a signed address at `/api/ingest`. */
export const POST = defineRoute({ body: z.unknown(), maxBytes: 20_000 }, ({ actor, request, body }) =>
  announceUpload(actor, request.url, body),
)
